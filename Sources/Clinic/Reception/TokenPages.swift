import GRDB
import HTML
import HTTP
import Storage
import Vocabulary

/// One token's page, today's list, and the slip.
enum TokenPages {
    static func register(_ routes: inout Routes) {
        routes.query("/reception/tokens", by: TokenRoutes.desk, about: .list, "Today's tokens") {
            (asked: TokenFilter, act, db) in
            try listPage(asked, act, db)
        }
        routes.search(
            "/reception/tokens/search", by: TokenRoutes.desk, about: .search, "Today's tokens by number, phone or name"
        ) {
            (asked: TokenSearch, act, db) in try listPage(asked.filter, act, db)
        }
        routes.query("/reception/tokens/:token", by: TokenRoutes.desk, "One token") {
            (asked: TokenPageQuery, act, db) in
            try page(asked.token, asked.printing, .fresh, act, db)
        }
        routes.query("/reception/tokens/:token/slip", by: TokenRoutes.desk, "The slip, 80 mm wide") {
            (asked: TokenQuery, act, db) in Slip.page(try Tokens.find(asked.token, act, db), act)
        }
        routes.search(
            "/reception/tokens/:token/search", by: TokenRoutes.desk, about: .search(from: .token, in: "token"),
            "Find whose token it is"
        ) {
            (asked: OwnerSearch, act, db) in
            let found = try asked.text.map { try PatientMatches.search($0, act, db) }
            return try page(asked.token, nil, .fresh, found: found, act, db)
        }
        routes.form("/reception/tokens/:token/slips", by: TokenRoutes.desk, "Print again", again: again) {
            (asked: TokenQuery, act, db) in
            SeeOther("/reception/tokens/\(try Desk.reprint(asked, act, db).id)?issued=2")
        }
        routes.form("/reception/tokens/:token/void", by: TokenRoutes.desk, "Void a token", again: again) {
            (asked: VoidRequest, act, db) in SeeOther("/reception/tokens/\(try Desk.void(asked, act, db).id)")
        }
        routes.form("/reception/tokens/:token/patient", by: TokenRoutes.desk, "Say whose token it is", again: again) {
            (asked: AttachRequest, act, db) in SeeOther("/reception/tokens/\(try Desk.attach(asked, act, db).id)")
        }
    }

    private static func listPage(_ asked: TokenFilter, _ act: Act, _ db: Database) throws -> Page {
        let address = "/reception/tokens" + (asked.standing.map { "?state=" + $0.rawValue } ?? "")
        return Page(
            ReceptionText.allTokens, scripts: ["keys.js"], address: address,
            list(asked, try Tokens.today(asked, act, db), act))
    }

    private static func again(_ state: FormState, _ act: Act, _ db: Database) throws -> Page {
        guard let token = ID<Token>(state.value("token")) else { throw state.problem ?? .noSuchToken }
        return try page(token, nil, state, act, db)
    }

    private static func page(
        _ id: ID<Token>, _ printing: Int?, _ state: FormState, found: PatientMatches? = nil, _ act: Act, _ db: Database
    ) throws -> Page {
        let token = try Tokens.find(id, act, db)
        return Page(
            token.name, scripts: ["token.js"], address: "/reception/tokens/\(id)",
            html(token, printing, state, found, act))
    }

    private static func html(
        _ token: Token, _ printing: Int?, _ state: FormState, _ found: PatientMatches?, _ act: Act
    ) -> HTML {
        let language = act.language
        let isOpen = token.isOpen(act)
        return """
            <div class="token-page"\(printing == 1 ? " data-returns=\"/reception\"" as HTML : .empty)>
            \(Form.summary(state, language))
            <section class="issued">
            <h1>\(printing == 1 ? ReceptionText.issued[language] : ReceptionText.token[language])</h1>
            <p class="huge">\(language.digits(token.serial))</p>
            \(isOpen && printing != nil ? promise(token, language) : .empty)
            <p>\(token.patient.map { "<b>\($0.name(language))</b> · " as HTML })\(TokenRow.place(token, act))</p>
            \(printing == nil ? .empty : printState(token, act))
            <div class="act"><a class="button primary" href="/reception" data-back autofocus>\(StationText.nextPerson[language])</a></div>
            </section>
            \(isOpen ? actions(token, state, found, act) : .empty)
            </div>
            """
    }

    private static func promise(_ token: Token, _ language: Language) -> HTML {
        "<p class=\"promise\">\(ReceptionText.promise(token)[language])</p>"
    }

    /// The slip in a frame of its own, which prints itself.
    private static func printState(_ token: Token, _ act: Act) -> HTML {
        """
        <p class="print-state" role="status">\(StationText.printed[act.language])</p>
        <iframe class="slip-frame" src="/reception/tokens/\(token.id.description)/slip" data-prints \
        title="\(ReceptionText.slipToken[act.language])"></iframe>
        """
    }

    private static func actions(
        _ token: Token, _ state: FormState, _ found: PatientMatches?, _ act: Act
    ) -> HTML {
        let language = act.language
        let base = "/reception/tokens/\(token.id)"
        let reason = Form.Field("reason", ReceptionText.voidReason).with {
            $0.hint = ReceptionText.voidHint
            $0.isOptional = false
        }
        return """
            <div class="token-actions">
            <form method="post" action="\(base)/slips" data-once>\(Form.envelope(act))\
            <button>\(StationText.printAgain[language])</button></form>
            \(token.patient == nil ? AttachForm.html(base, found, state, act) : .empty)
            <details\(HTML.flag("open", state.error("reason") != nil))>\
            <summary>\(ReceptionText.voidTitle[language])</summary>
            <form method="post" action="\(base)/void" data-once>\(Form.envelope(act))\(reason.html(state, language))
            <button class="danger">\(ReceptionText.voidButton[language])</button></form></details>
            </div>
            """
    }

    private static func list(_ asked: TokenFilter, _ tokens: [Token], _ act: Act) -> HTML {
        let language = act.language
        let standings: [HTML] = ([nil] + Token.Standing.allCases).map { standing in
            """
            <label class="tile"><input type="radio" name="state" value="\(standing?.rawValue ?? "")"\
            \(HTML.flag("checked", standing == asked.standing))>\
            <span>\(standing.map(ReceptionText.standing)?[language] ?? ReceptionText.all[language])</span></label>
            """
        }
        return """
            <div class="today"><h1>\(ReceptionText.allTokens[language]) <b>\(language.digits(tokens.count))</b></h1>
            <form class="filters" method="post" action="/reception/tokens/search">\(Form.envelope(act))\
            <div class="tiles">\(standings)</div>
            <div class="search-row"><input name="q" type="search" autocomplete="off" value="\(asked.text ?? "")" \
            placeholder="\(ReceptionText.tokenSearch[language])" aria-label="\(ReceptionText.tokenSearch[language])"><button>\(ReceptionText.filter[language])</button></div>
            </form>
            \(tokens.isEmpty ? "<p class=\"empty\">\(ReceptionText.noMatch[language])</p>" as HTML
            : "<ol class=\"tokens\">\(tokens.map { TokenRow.html($0, act) })</ol>")
            <div class="act"><a class="button" href="/reception" data-back>\(ReceptionText.toDesk[language])</a></div>
            </div>
            """
    }
}

/// `issued=1` right after the token was issued, `issued=2` after a reprint: the page then prints the slip.
struct TokenPageQuery: Input {
    let token: ID<Token>
    let printing: Int?

    init?(_ fields: inout Fields) {
        printing = fields.optional("issued", .integer(1...2))
        guard let token = fields.required("token", Rule.id(of: Token.self)) else { return nil }
        self.token = token
    }
}
