import GRDB
import HTML
import HTTP
import Storage
import Vocabulary

/// The administrator's pages about programs that read here.
enum ClientPages {
    /// Days until the token's end that the form proposes.
    private static let proposed = 90

    static func register(_ routes: inout Routes) {
        let callers = DeviceRoutes.callers
        routes.query("/clients", by: callers, "The programs that may read here") { (_: NoInput, act, db) in
            try list(.fresh, act, db)
        }
        routes.form("/clients", by: callers, "Let a program read; shows its token, once", again: list) {
            (asked: ClientFormRequest, act, db) in
            ShownOnce(token(try ClientRegister.add(asked.client(act), by: act.staff(), at: act.at, db), act))
        }
        routes.query("/clients/:client", by: callers, "One program") { (asked: ClientQuery, act, db) in
            try one(asked.client, .fresh, act, db)
        }
        routes.form("/clients/:client", by: callers, "Name a program anew", again: again) {
            (asked: ClientChange, act, db) in
            SeeOther("/clients/\(try ClientRegister.rename(asked, act, db).client.id)")
        }
        routes.form("/clients/:client/revoke", by: callers, "Revoke a program", again: again) {
            (asked: ClientQuery, act, db) in
            _ = try ClientRegister.revoke(asked.client, by: act.staff(), at: act.at, db)
            return SeeOther("/clients")
        }
    }

    // MARK: All

    private static func list(_ state: FormState, _ act: Act, _ db: Database) throws -> Page {
        let clients = try ClientRecord.all(db).map { UsedClient($0, act) }
        let (revoked, inUse) = (clients.filter { $0.state == .revoked }, clients.filter { $0.state != .revoked })
        let language = act.language
        return Page(
            ClientsText.title, scripts: ["since.js", "forms.js"], styles: ["devices.css"], address: "/clients",
            """
            <div class="station">\(Form.summary(state, language))
            <div class="heading"><h1>\(ClientsText.title[language])</h1>\
            <a class="button" href="/devices">\(DevicesText.title[language])</a></div>
            <p class="hint">\(ClientsText.hint[language])</p>
            \(inUse.isEmpty ? "<p class=\"empty\">\(ClientsText.none[language])</p>" as HTML
            : "<ul class=\"rows\">\(inUse.map { ClientRow.html($0, act) })</ul>")
            \(adding(state, act))
            \(revoked.isEmpty ? .empty : """
            <details class="panel"><summary>\(DevicesText.revokedDevices[language]) (\(language.digits(revoked.count)))</summary>
            <ul class="rows">\(revoked.map { ClientRow.html($0, act) })</ul></details>
            """ as HTML)</div>
            """)
    }

    private static func adding(_ state: FormState, _ act: Act) -> HTML {
        let language = act.language
        let name = nameField.with { $0.hint = ClientsText.nameHint }
        let lastDay = Form.Field("lastDay", ClientsText.lastDay).with {
            $0.hint = ClientsText.lastDayHint
            $0.type = "date"
            $0.isOptional = false
        }
        let typed = state.problem == nil ? ["lastDay": act.day.adding(days: proposed).description] : state.typed
        let filled = FormState(typed: typed, problem: state.problem)
        return """
            <details class="panel"\(HTML.flag("open", state.problem != nil))><summary>\(ClientsText.add[language])</summary>
            <form method="post" action="/clients" data-once>\(Form.envelope(act))
            \(name.html(filled, language))\(scopes(filled, language))\(lastDay.html(filled, language))
            <button class="primary">\(ClientsText.getToken[language])</button></form></details>
            """
    }

    private static func scopes(_ state: FormState, _ language: Language) -> HTML {
        let boxes: [HTML] = Scope.allCases.map { scope in
            """
            <label class="tile"><input type="checkbox" name="scope-\(scope.rawValue)" value="1"\
            \(HTML.flag("checked", !state.value("scope-" + scope.rawValue).isEmpty))>\
            <span>\(scope.name[language])</span></label>
            """
        }
        let error = state.error("scopes").map { "<p class=\"error\">\($0[language])</p>" as HTML }
        return """
            <fieldset class="choice scopes" id="scopes"><legend>\(ClientsText.scopes[language])</legend>\(error)\
            <div class="tiles">\(boxes)</div></fieldset>
            """
    }

    private static var nameField: Form.Field {
        Form.Field("name", DevicesText.name).with { $0.isOptional = false }
    }

    // MARK: The token

    private static func token(_ issued: ClientToken, _ act: Act) -> Page {
        let language = act.language
        return Page(
            ClientsText.title, styles: ["devices.css"], address: "/clients/\(issued.client.id)",
            """
            <div class="station"><section class="panel"><h1>\(ClientsText.token[language]) \(issued.client.name)</h1>
            <p class="notice">\(ClientsText.tokenShownOnce[language])</p>
            <p class="token-text"><code>\(issued.token)</code></p>
            <p>\(ClientsText.usage[language]) <code>Authorization: Bearer …</code></p></section>
            <p><a href="/clients">\(ClientsText.back[language])</a></p></div>
            """)
    }

    // MARK: One

    private static func again(_ state: FormState, _ act: Act, _ db: Database) throws -> Page {
        guard let client = ID<APIClient>(state.value("client")) else { throw state.problem ?? .noSuchClient }
        return try one(client, state, act, db)
    }

    private static func one(_ id: ID<APIClient>, _ state: FormState, _ act: Act, _ db: Database) throws -> Page {
        let client = UsedClient(try ClientRecord.find(id, db), act)
        let language = act.language
        let scopes: [HTML] = Scope.allCases.filter(client.record.client.scopes.contains).map {
            "<li>\($0.name[language])</li>"
        }
        return Page(
            ClientsText.title, scripts: ["since.js", "forms.js"], styles: ["devices.css"], address: "/clients/\(id)",
            """
            <div class="station">\(Form.summary(state, language))
            <section class="panel"><h1>\(client.record.client.name)</h1><p>\(ClientRow.standing(client, act))</p>
            <dl class="facts"><dt>\(ClientsText.reads[language])</dt><dd><ul>\(scopes)</ul></dd>
            <dt>\(DevicesText.added[language])</dt><dd>\(DevicesText.moment(client.record.createdAt, act))</dd></dl></section>
            \(client.state == .revoked ? .empty : actions(client.record, state, act))
            <p><a href="/clients">\(ClientsText.back[language])</a></p></div>
            """)
    }

    private static func actions(_ record: ClientRecord, _ state: FormState, _ act: Act) -> HTML {
        let language = act.language
        let base = "/clients/\(record.client.id)"
        let typed = FormState(
            typed: state.problem == nil ? ["name": record.client.name] : state.typed, problem: state.problem)
        return """
            <section class="panel"><form method="post" action="\(base)" data-once>\(Form.envelope(act))
            \(nameField.html(typed, language))<button>\(DevicesText.save[language])</button></form></section>
            <details class="panel"><summary>\(ClientsText.revoke[language])</summary>
            <form method="post" action="\(base)/revoke" data-once>\(Form.envelope(act))
            <p>\(ClientsText.revokeHint[language])</p>
            <button class="danger">\(DevicesText.revokeButton[language])</button></form></details>
            """
    }
}
