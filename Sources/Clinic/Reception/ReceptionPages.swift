import GRDB
import HTML
import HTTP
import Storage
import Vocabulary

/// The desk's page: left, one box to find someone, and the last tokens; right, the new token.
enum ReceptionPages {
    private static let lastTokens = 8

    static func register(_ routes: inout Routes) {
        routes.query("/reception", by: TokenRoutes.desk, about: .list(or: .patient, in: "patient"), "The front desk") {
            (asked: DeskQuery, act, db) in
            try page(asked, .fresh, act, db)
        }
        routes.search("/reception/search", by: TokenRoutes.desk, about: .search, "Find someone, or the token of a slip")
        {
            (asked: DeskSearch, act, db) in try search(asked.text ?? "", act, db)
        }
        routes.query(
            "/reception/last", by: TokenRoutes.desk, about: .list, topic: .queue, "The last tokens of the desk"
        ) {
            (_: NoInput, act, db) in
            Fragment(last(try Tokens.today(TokenFilter(limit: lastTokens), act, db), act))
        }
        routes.form("/reception/tokens", by: TokenRoutes.desk, about: .new(.token), "Issue a token", again: again) {
            (asked: TokenRequest, act, db) in
            SeeOther("/reception/tokens/\(try Desk.issue(asked, act, db).id)?issued=1")
        }
    }

    private static func again(_ state: FormState, _ act: Act, _ db: Database) throws -> Page {
        try page(DeskQuery(text: nil, patient: ID(state.value("patientId"))), state, act, db)
    }

    /// A slip's code leads to its token; everything else is looked for among the patients.
    private static func search(_ text: String, _ act: Act, _ db: Database) throws -> PageOrPlace {
        if text.hasPrefix(Slip.codePrefix), let token = ID<Token>(String(text.dropFirst(Slip.codePrefix.count))) {
            return .place(SeeOther("/reception/tokens/\(token)"))
        }
        return .page(try page(DeskQuery(text: text.isEmpty ? nil : text, patient: nil), .fresh, act, db))
    }

    private static func page(
        _ asked: DeskQuery, _ state: FormState, _ act: Act, _ db: Database
    ) throws -> Page {
        let found = try asked.text.map { try Patients.search($0, act, db) }
        let chosen = try asked.patient.map { try Patients.find($0, act, db) }
        let tokens = try Tokens.today(TokenFilter(limit: lastTokens), act, db)
        let language = act.language
        return Page(
            ReceptionText.title, scripts: ["reception.js"],
            address: "/reception" + (asked.patient.map { "?patient=\($0)" } ?? ""),
            """
            <div class="desk">
            <section class="desk-find">
            <form class="search" method="post" action="/reception/search" role="search">\(Form.envelope(act))\
            <label for="q">\(ReceptionText.searchLabel[language])</label><div class="search-row"><input id="q" name="q" type="search" inputmode="search" autocomplete="off" \
            value="\(asked.text ?? "")" accesskey="/"><button>\(StationText.search[language])</button></div></form>
            \(found.map { results($0, act) })
            <div id="last" data-source="/reception/last" aria-live="polite">\(last(tokens, act))</div>
            </section>
            <section class="desk-new">\(NewTokenForm.html(chosen, state, act))</section>
            </div>
            \(DisplayNotice.html(language))
            """)
    }

    private static func results(_ patients: [Patient], _ act: Act) -> HTML {
        let language = act.language
        guard !patients.isEmpty else { return "<p class=\"empty\">\(ReceptionText.notFound[language])</p>" }
        let cards: [HTML] = patients.map { patient in
            """
            <li><a class="patient" href="/reception?patient=\(patient.id.description)">\
            \(PatientCard.html(patient, language))</a></li>
            """
        }
        return "<h2>\(ReceptionText.found[language])</h2><ul class=\"patients\">\(cards)</ul>"
    }

    static func last(_ tokens: [Token], _ act: Act) -> HTML {
        let language = act.language
        let head: HTML = """
            <h2>\(ReceptionText.lastTokens[language]) \
            <a class="more" href="/reception/tokens">\(ReceptionText.allTokens[language])</a></h2>
            """
        if tokens.isEmpty { return "\(head)<p class=\"empty\">\(ReceptionText.noTokens[language])</p>" }
        return "\(head)<ol class=\"tokens\">\(tokens.map { TokenRow.html($0, act) })</ol>"
    }
}

/// What was typed or scanned into the desk's box; nothing is no mistake.
struct DeskSearch: Input {
    let text: String?

    init?(_ fields: inout Fields) { text = fields.optional("q", .text(longest: 100)) }
}

/// What the desk's page was opened with: a search, or someone found.
struct DeskQuery: Input {
    let text: String?
    let patient: ID<Patient>?

    init(text: String?, patient: ID<Patient>?) {
        self.text = text
        self.patient = patient
    }

    init?(_ fields: inout Fields) {
        text = nil
        patient = fields.optional("patient", Rule.id(of: Patient.self))
    }
}
