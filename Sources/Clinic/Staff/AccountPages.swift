import GRDB
import HTML
import HTTP
import Vocabulary

/// What everybody does with their own account, and the lock.
enum AccountPages {
    static func register(_ routes: inout Routes) {
        let own = Callers.staff.even(.mustChangeSecret)
        routes.query("/account", by: own, "One's own account") { (asked: AccountQuery, act, _) in
            page(.fresh, isSaved: asked.isSaved, act)
        }
        routes.provenCommand(
            "/account/secret", by: own, "Change one's own PIN or password",
            again: { state, act, _ in page(state, isSaved: false, act) }, prove: SecretChange.prepareOwn
        ) { changed, act, db in
            var answer = SeeOther("/account?saved=1")
            answer.cookies = [try SecretChange.changeOwn(changed, act, db).cookie]
            return answer
        }
        routes.form("/account/sign-out", by: SessionRoutes.held, "Sign out everywhere") { state, act, _ in
            page(state, isSaved: false, act)
        } _: { (_: NoInput, act, db) in
            try StaffRegister.endSessions(of: try act.staff(), at: act.at, db)
            var answer = SeeOther("/sign-in")
            answer.cookies = [Cookie(Credentials.sessionCookie, "", maxAge: 0)]
            return answer
        }
        registerLock(&routes)
    }

    private static func registerLock(_ routes: inout Routes) {
        routes.query("/unlock", by: SessionRoutes.held, "The lock of a session") { (asked: UnlockQuery, act, _) in
            lock(FormState(typed: ["next": asked.next], problem: nil), act)
        }
        routes.provenCommand(
            "/unlock", by: SessionRoutes.held, "Open a session that was locked",
            again: { state, act, _ in lock(state, act) }, heed: SignIn.heed, prove: SignIn.proveAgain
        ) { proven, act, db in
            try SignIn.unlock(proven, act, db)
            return SeeOther(proven.next)
        }
    }

    private static func page(_ state: FormState, isSaved: Bool, _ act: Act) -> Page {
        let language = act.language
        let form = FormState(typed: [:], problem: state.problem)
        return Page(
            StaffText.account, scripts: ["keys.js", "forms.js"], styles: ["staff.css"], address: "/account",
            """
            <div class="station staff"><h1>\(StaffText.account[language])</h1>\(Form.summary(form, language))
            \(isSaved ? "<p class=\"notice\" role=\"status\">\(StaffText.secretChanged[language])</p>" as HTML : .empty)
            \(mustChange(act) ? "<p class=\"notice\">\(StaffText.changeFirst[language])</p>" as HTML : .empty)
            <section class="panel"><h2>\(StaffText.changeSecret[language])</h2>
            <form method="post" action="/account/secret">\(Form.envelope(act))
            \([present, new, again].map { $0.html(form, language) })
            <button class="primary">\(StaffText.changeSecret[language])</button></form></section>
            <section class="panel"><h2>\(StaffText.signOutEverywhere[language])</h2>
            <p>\(StaffText.signOutHint[language])</p>
            <form method="post" action="/account/sign-out">\(Form.envelope(act))\
            <button>\(StaffText.signOutEverywhere[language])</button></form></section></div>
            """)
    }

    private static func mustChange(_ act: Act) -> Bool {
        if case .staff(let session) = act.actor { session.mustChangeSecret } else { false }
    }

    private static func lock(_ state: FormState, _ act: Act) -> Page {
        let language = act.language
        let next = state.value("next").isEmpty ? "/" : state.value("next")
        return Page(
            StaffText.lock, frame: .plain, styles: ["staff.css"], address: "/unlock",
            """
            <div class="station staff"><h1>\(StaffText.lock[language])</h1>
            \(Form.summary(FormState(typed: [:], problem: state.problem), language))
            <section class="panel"><form method="post" action="/unlock">\(Form.envelope(act))
            <input type="hidden" name="next" value="\(next)"><p>\(name(act))</p>
            \(present.html(FormState(typed: [:], problem: state.problem), language))
            <button class="primary">\(StaffText.unlock[language])</button></form>
            <form method="post" action="/sign-out">\(Form.envelope(act))<button>\(StaffText.somebodyElse[language])</button></form>
            </section></div>
            """)
    }

    private static func name(_ act: Act) -> String {
        if case .staff(let session) = act.actor { session.staff.name[act.language] } else { "" }
    }

    private static let present = Form.Field("secret", StaffText.secret).with {
        $0.type = "password"
        $0.autocomplete = "current-password"
        $0.isOptional = false
    }
    private static let new = Form.Field("newSecret", StaffText.newSecret).with {
        $0.type = "password"
        $0.hint = StaffText.ownSecretRules
        $0.autocomplete = "new-password"
        $0.isOptional = false
    }
    private static let again = Form.Field("again", StaffText.secretAgain).with {
        $0.type = "password"
        $0.autocomplete = "new-password"
        $0.isOptional = false
    }
}

struct AccountQuery: Input {
    let isSaved: Bool

    init?(_ fields: inout Fields) { isSaved = fields.optional("saved", .integer(1...1)) == 1 }
}

struct UnlockQuery: Input {
    let next: String

    init?(_ fields: inout Fields) { next = fields.optional("next", Rule.localPath) ?? "/" }
}
