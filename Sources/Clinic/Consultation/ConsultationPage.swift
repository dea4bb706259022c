import GRDB
import HTML
import HTTP
import Vocabulary

/// Everything the page of a visit shows, read in one snapshot.
struct ConsultationPage {
    let token: Token
    /// The one in progress, else the last that was signed.
    let record: EncounterRecord?
    let measured: [Measurement]
    let summary: PatientSummary?
    /// Where the next person is called to.
    private let board: String

    init(of visit: ID<Visit>, in room: String? = nil, _ act: Act, _ db: Database) throws {
        token = try Tokens.find(of: visit, act, db)
        let asked = token.room(at: .consultation) ?? room
        board = Stage.consultation.board(
            act.site.configuration.rooms(at: .consultation).first { $0.id == asked }?.id)
        let last = try Encounters.inProgress(visit, db) ?? Encounters.lastFinished(visit, db)
        record = try last.map { try EncounterRecord.find($0.id, for: act, db) }
        measured = try Observations.measured(in: visit, db)
        summary = try token.patient.map { try PatientSummary.read($0.id, act, db) }
    }

    func page(_ state: FormState, _ finding: CatalogueSearch? = nil, isJustSigned: Bool = false, _ act: Act) -> Page {
        Page(
            ConsultationText.title, scripts: [isSigned ? "token.js" : "consultation.js"], styles: ["consultation.css"],
            address: Stage.consultation.page(of: token.visit), html(state, finding, isJustSigned, act))
    }

    private var isSigned: Bool { record?.encounter.status == .finished }

    private func html(_ state: FormState, _ finding: CatalogueSearch?, _ isJustSigned: Bool, _ act: Act) -> HTML {
        let isOnTop = state.problem != nil && Section(of: state.typed) == nil
        let title: HTML = "<h1 class=\"unseen\">\(ConsultationText.title[act.language])</h1>"
        let top: HTML = "\(title)\(VisitCard.html(token, act))\(isOnTop ? Form.summary(state, act.language) : nil)"
        guard let record else { return station(top, notBegun(act), act) }
        if isSigned {
            return """
                <div class="station station-wide consultation">\(top)
                \(SignedCard.html(record, token, board, isJustSigned: isJustSigned, act))</div>
                """
        }
        guard record.encounter.practitioner == (try? act.staff()) else {
            let words = ConsultationText.withAnother(record.practitioner.name)[act.language]
            return station(top, "<p class=\"notice\">\(words)</p>", act)
        }
        return desk(top, record, state, finding, act)
    }

    /// Without a draft to write into: what is known, and the way on.
    private func station(_ top: HTML, _ body: HTML, _ act: Act) -> HTML {
        """
        <div class="station station-wide consultation">\(top)
        <div class="panes panes-two">\(KnownCard.html(measured, summary, act))<div class="pane">\(body)</div></div>
        <div class="act"><a class="button" data-back href="\(board)">\(StationText.toLine[act.language])</a></div>
        </div>
        """
    }

    private func notBegun(_ act: Act) -> HTML {
        let language = act.language
        guard token.patient != nil else {
            return """
                <p class="notice">\(Problem.visitWithoutPatient.title[language])</p><div class="act">\
                <a class="button primary" href="\(Stage.registration.page(of: token.visit))">\
                \(StationText.register[language])</a></div>
                """
        }
        let isHere = token.isServed(at: .consultation)
        return """
            <p class="empty">\(ConsultationText.notBegun[language])</p>
            \(ConsultationRoutes.practitioners.admits(act.actor)
            ? BeginForm.html(token.visit, ConsultationText.begin, isOpened: isHere, act) : .empty)
            """
    }

    private func desk(
        _ top: HTML, _ record: EncounterRecord, _ state: FormState, _ finding: CatalogueSearch?, _ act: Act
    ) -> HTML {
        let note = Section(of: state.typed) == nil ? state : .fresh
        let encounter = record.encounter
        let section = { SectionForm.html($0, record, finding, state, act) }
        return """
            <div class="station station-wide consultation" data-encounter="\(encounter.id.description)">\(top)
            \(NoteForm.envelope(encounter, note, act))
            <div class="panes">\(KnownCard.html(measured, summary, act))
            <div class="pane">\(section(.complaints))\(NoteForm.findings(encounter, note, act))\
            \(section(.diagnoses))\(NoteForm.advice(encounter, note, act))</div>
            <div class="pane">\(section(.medicines))\(section(.investigations))</div></div>
            <div class="act"><p id="kept" class="kept" role="status"></p>\
            <button form="\(NoteForm.id)">\(StationText.save[act.language])</button>\
            <a class="button primary" data-after-note \
            href="/consultation/encounters/\(encounter.id.description)/signature">\(ConsultationText.sign[act.language])</a>\
            </div></div>
            """
    }
}
