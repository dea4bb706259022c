import GRDB
import HTML
import HTTP
import Storage
import Vocabulary

/// One visit at the screening station: what was measured, in colour and word, and the form for more.
enum ScreeningPages {
    static let callers = Stage.screening.callers

    static func register(_ routes: inout Routes) {
        routes.query("/screening/visits/:visit", by: callers, "The screening of a visit") {
            (asked: ScreeningPageQuery, act, db) in try page(asked.visit, asked.room, .fresh, act, db)
        }
        routes.form("/screening/visits/:visit/observations", by: callers, "Write down what was measured", again: again)
        { (asked: MeasurementEntry, act, db) in
            SeeOther(try place(after: try Screening.record(asked, act, db), asked.visit, act, db))
        }
        routes.form("/screening/visits/:visit/completion", by: callers, "Send on without measuring", again: again) {
            (asked: CompletionRequest, act, db) in
            let token = try Tokens.find(of: asked.visit, act, db)
            let moved = try Queue.complete(.screening, of: token.visit, then: asked.stage, act, db)
            return SeeOther(
                moved == nil ? Stage.screening.page(of: asked.visit) : Stage.screening.board(moved?.entry.room))
        }
    }

    /// On to the next person, unless there is something here to be seen first.
    private static func place(
        after moved: Moved?, _ visit: ID<Visit>, _ act: Act, _ db: Database
    ) throws -> String {
        guard let moved else { return Stage.screening.page(of: visit) }
        let token = try Tokens.find(of: visit, act, db)
        let sheet = try token.patient.map { try ScreeningSheet(token, $0, act, db) }
        guard let worst = sheet?.worstColour, worst > .green else { return Stage.screening.board(moved.entry.room) }
        return Stage.screening.page(of: visit) + (moved.entry.room.map { "?room=" + $0 } ?? "")
    }

    private static func again(_ state: FormState, _ act: Act, _ db: Database) throws -> Page {
        guard let visit = ID<Visit>(state.value("visit")) else { throw state.problem ?? .noSuchVisit }
        return try page(visit, nil, state, act, db)
    }

    private static func page(
        _ visit: ID<Visit>, _ asked: String?, _ state: FormState, _ act: Act, _ db: Database
    ) throws -> Page {
        let token = try Tokens.find(of: visit, act, db)
        try TreatmentRelation.require(of: visit, act, db)
        let room = token.room(at: .screening) ?? asked
        let known = act.site.configuration.rooms(at: .screening).first { $0.id == room }?.id
        return Page(
            ScreeningText.title, scripts: ["screening.js"], styles: ["screening.css"],
            address: Stage.screening.page(of: visit), try html(token, known, state, act, db))
    }

    private static func html(
        _ token: Token, _ room: String?, _ state: FormState, _ act: Act, _ db: Database
    ) throws -> HTML {
        let sheet = try token.patient.map { try ScreeningSheet(token, $0, act, db) }
        return """
            <div class="station screening">
            <h1 class="unseen">\(ScreeningText.title[act.language])</h1>
            \(VisitCard.html(token, act))
            \(Form.summary(state, act.language))
            \(sheet.flatMap { alert($0, act.language) })
            \(standing(token, act))
            \(sheet.map { MeasurementForm.html($0, room, state, act) } ?? nobody(token, act))
            </div>
            """
    }

    /// What is red, and what to do at once: one bar, as wide as the page, whatever fires together.
    private static func alert(_ sheet: ScreeningSheet, _ language: Language) -> HTML? {
        let red = Vital.allCases.compactMap { ScreeningSheet.latest($0, sheet.measured) }
            .filter { $0.current.colour == .red }
        guard !red.isEmpty else { return nil }
        var actions: [String] = []
        for action in red.compactMap({ sheet.band($0)?.alert?[language] }) where !actions.contains(action) {
            actions.append(action)
        }
        return """
            <section class="alert-bar" role="alert">\
            <p><span aria-hidden="true">▲</span> \(TriageColour.red.name[language])</p>
            \(red.compactMap { finding($0, sheet, language) })
            \(actions.map { "<p class=\"alert-action\">\($0)</p>" as HTML })</section>
            """
    }

    private static func finding(_ measurement: Measurement, _ sheet: ScreeningSheet, _ language: Language) -> HTML? {
        guard let value = measurement.value, let definition = sheet.definition(measurement.code) else { return nil }
        let label = sheet.band(measurement).map { " · \($0.label[language])" as HTML }
        return "<p>\(definition.name[language]) \(definition.words(value, language))\(label)</p>"
    }

    /// Where the person is, when they are not being served here.
    private static func standing(_ token: Token, _ act: Act) -> HTML? {
        let language = act.language
        if !token.isOpen(act) {
            return "<p class=\"notice\">\(Problem.tokenIsOver(token, act).title[language])</p>"
        }
        guard let stage = token.stage, let state = token.state, !token.isServed(at: .screening) else { return nil }
        return """
            <p class="notice" role="status">\(ScreeningText.nowAt[language]): <b>\(stage.name[language])</b>, \
            \(state.name[language])</p>
            """
    }

    /// Nothing can be written down of nobody: the way to where it is said who this is.
    private static func nobody(_ token: Token, _ act: Act) -> HTML {
        let language = act.language
        let mayRegister = Stage.registration.callers.admits(act.actor)
        let isServed = token.isServed(at: .screening)
        return """
            <section class="panel"><h2>\(ScreeningText.noPatient[language])</h2>
            <p>\(ScreeningText.noPatientWhatNow[language])</p></section>
            <div class="act">
            \(mayRegister ? register(token, language) : .empty)
            \(isServed ? send(token, to: .registration, ScreeningText.sendToRegistration, isPrimary: !mayRegister, act) : .empty)
            \(isServed ? send(token, to: nil, ScreeningText.sendUnmeasured, act) : .empty)
            <a class="button" href="\(Stage.screening.board(token.room(at: .screening)))" data-back>\(StationText.toLine[language])</a>
            </div>
            """
    }

    private static func register(_ token: Token, _ language: Language) -> HTML {
        """
        <a class="button primary" href="\(Stage.registration.page(of: token.visit))">\(StationText.register[language])</a>
        """
    }

    static func send(
        _ token: Token, to stage: Stage?, _ text: Bilingual, isPrimary: Bool = false, _ act: Act
    ) -> HTML {
        """
        <form method="post" action="/screening/visits/\(token.visit.description)/completion" data-once>\
        \(Form.envelope(act))\(stage.map { "<input type=\"hidden\" name=\"stage\" value=\"\($0.rawValue)\">" as HTML })\
        <button\(isPrimary ? " class=\"primary\"" as HTML : .empty)>\(text[act.language])</button></form>
        """
    }
}
