import GRDB
import HTML
import HTTP
import Storage
import Vocabulary

/// The page of the registration counter for one visit: is it someone known? If not, who is it?
enum RegistrationPages {
    static func register(_ routes: inout Routes) {
        let (desk, base) = (RegistrationRoutes.desk, "/registration/visits/:visit")
        routes.query(base, by: desk, "Register who it is") { (asked: RegistrationQuery, act, db) in
            try page(asked.visit, .fresh, isSaved: asked.isSaved, act, db)
        }
        routes.search(
            base + "/search", by: desk, about: .search(from: .visit, in: "visit"),
            "Find out whether it is someone known"
        ) {
            (asked: KnownSearch, act, db) in
            try page(
                asked.visit, .fresh,
                found: try asked.text.map { try PatientMatches.search($0, act, db) }, act, db)
        }
        routes.search(base + "/places", by: desk, "Find where they live") { (asked: RegistrationDraft, act, db) in
            try page(asked.visit, FormState(typed: asked.typed, problem: nil), act, db)
        }
        routes.form(base, by: desk, "Save who it is", again: again) { (asked: RegistrationAnswer, act, db) in
            try asked.checkPlace(act.site.catalogue.geography)
            let done = try Registrations.register(asked.request, act, db)
            return asked.request.isComplete ? board(done) : SeeOther(address(asked.request.visit) + "?saved=1")
        }
        routes.form(base + "/patient", by: desk, "It is somebody known", again: again) {
            (asked: KnownRequest, act, db) in
            let done = try Registrations.attach(asked, act, db)
            return asked.isComplete ? board(done) : SeeOther(address(asked.visit))
        }
    }

    private static func address(_ visit: ID<Visit>) -> String { Stage.registration.page(of: visit) }

    /// Back to where the next person is called.
    private static func board(_ done: Registration) -> SeeOther {
        SeeOther(Stage.registration.board(done.moved?.entry.room))
    }

    private static func again(_ state: FormState, _ act: Act, _ db: Database) throws -> Page {
        guard let visit = ID<Visit>(state.value("visit")) else { throw state.problem ?? .noSuchVisit }
        return try page(visit, state, act, db)
    }

    private static func page(
        _ visit: ID<Visit>, _ state: FormState, found: PatientMatches? = nil, isSaved: Bool = false, _ act: Act,
        _ db: Database
    ) throws -> Page {
        let token = try Tokens.find(of: visit, act, db)
        let record = try token.patient.map { try PatientRecords.find($0.id, act, db) }
        let parts = RegistrationParts(
            base: address(visit), board: Stage.registration.board(token.room(at: .registration)),
            state: RegistrationState(state, record, act), found: found,
            holders: try holders(state.problem, act, db), isSaved: isSaved)
        return Page(
            Stage.registration.name, scripts: ["registration.js"], styles: ["registration.css"],
            address: address(visit), html(token, parts, act))
    }

    /// Who already has a number that was typed.
    private static func holders(_ problem: Problem?, _ act: Act, _ db: Database) throws -> PatientMatches {
        let members = problem?.slug == Problem.numbersTakenSlug ? problem?.members.values.map(\.self) ?? [] : []
        let ids = Set(members.compactMap { if case .text(let id) = $0 { ID<Patient>(id) } else { nil } })
        return try PatientMatches("", try ids.map { try Patients.find($0, act, db) }, db)
    }

    private static func html(_ token: Token, _ parts: RegistrationParts, _ act: Act) -> HTML {
        let language = act.language
        return """
            <div class="station registration"><h1 class="unseen">\(Stage.registration.name[language])</h1>
            \(VisitCard.html(token, act))
            \(Form.summary(parts.state.form, language))
            \(parts.isSaved ? "<p class=\"notice\" role=\"status\">\(RegistrationText.saved[language])</p>" as HTML : .empty)
            \(token.isOpen(act) ? open(parts, act) : closed(token, act))
            </div>
            """
    }

    private static func open(_ parts: RegistrationParts, _ act: Act) -> HTML {
        "\(KnownForm.html(parts, act))\(RegistrationForm.html(parts, act))"
    }

    private static func closed(_ token: Token, _ act: Act) -> HTML {
        """
        <p class="notice">\(Problem.tokenIsOver(token, act).title[act.language])</p>
        <div class="act"><a class="button primary" href="\(Stage.registration.board(nil))" data-back>\
        \(StationText.toLine[act.language])</a></div>
        """
    }
}

/// What the page is put together from.
struct RegistrationParts {
    /// The page's address, below which its forms are taken.
    let base: String
    /// Where the next person is called.
    let board: String
    let state: RegistrationState
    let found: PatientMatches?
    /// Who already has a number that was typed.
    let holders: PatientMatches
    let isSaved: Bool
}
