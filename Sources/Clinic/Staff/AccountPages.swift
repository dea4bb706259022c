import GRDB
import HTML
import HTTP
import Vocabulary

/// What everybody does with their own account, and the lock.
enum AccountPages {
    static func register(_ routes: inout Routes) {
        let own = Callers.staff.even(.mustChangeSecret, .mustSetUpSecondFactor)
        routes.query("/account", by: own, "One's own account") { (asked: AccountQuery, act, db) in
            try page(.fresh, isSaved: asked.isSaved, act, db)
        }
        routes.provenCommand(
            "/account/secret", by: own, "Change one's own PIN or password", again: refused,
            prove: SecretChange.prepareOwn
        ) { changed, act, db in
            var answer = SeeOther("/account?saved=1")
            answer.cookies = [try SecretChange.changeOwn(changed, act, db).cookie]
            return answer
        }
        routes.form("/account/sign-out", by: SessionRoutes.held, "Sign out everywhere", again: refused) {
            (_: NoInput, act, db) in
            try StaffRegister.endSessions(of: try act.staff(), at: act.at, db)
            var answer = SeeOther("/sign-in")
            answer.cookies = [Cookie(Credentials.sessionCookie, "", maxAge: 0)]
            answer.clearsStorage = true
            return answer
        }
        registerPhoto(&routes)
        registerLock(&routes)
    }

    private static func registerPhoto(_ routes: inout Routes) {
        routes.provenCommand(
            "/account/photo", by: .staff, "Bring a photograph of oneself", again: refused, prove: PhotoRoutes.ownImage
        ) { image, act, db in
            _ = try Photos.add(image, of: try act.staff(), act, db)
            return SeeOther("/account")
        }
        routes.form("/account/photo/remove", by: .staff, "Show no photograph of oneself any more", again: refused) {
            (_: NoInput, act, db) in
            try Photos.end(of: try act.staff(), act, db)
            return SeeOther("/account")
        }
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

    private static func refused(_ state: FormState, _ act: Act, _ db: Database) throws -> Page {
        try page(state, isSaved: false, act, db)
    }

    private static func page(_ state: FormState, isSaved: Bool, _ act: Act, _ db: Database) throws -> Page {
        let language = act.language
        let sessions = try OwnSession.all(act, db).map { session($0, language) }
        let factor = try SecondFactor.find(of: try act.staff(), db)
        let form = FormState(typed: [:], problem: state.problem)
        let picture = try photo(form, act, db)
        return Page(
            StaffText.account, scripts: ["keys.js", "forms.js", "secrets.js", "photo.js"], styles: ["staff.css"],
            address: "/account",
            """
            <div class="station staff"><h1>\(StaffText.account[language])</h1>\(Form.summary(form, language))
            \(isSaved ? "<p class=\"notice\" role=\"status\">\(StaffText.secretChanged[language])</p>" as HTML : .empty)
            \(mustChange(act) ? "<p class=\"notice\">\(StaffText.changeFirst[language])</p>" as HTML : .empty)
            <section class="panel"><h2>\(StaffText.changeSecret[language])</h2>
            <form method="post" action="/account/secret">\(Form.envelope(act))
            \([present, new, again].map { $0.html(form, language) })
            <button class="primary">\(StaffText.changeSecret[language])</button></form></section>
            \(SecondFactorCard.summary(factor, act))\(picture)
            <section class="panel"><h2>\(StaffText.signOutEverywhere[language])</h2>
            <p>\(StaffText.signOutHint[language])</p><ul class="rows">\(sessions)</ul>
            <form method="post" action="/account/sign-out">\(Form.envelope(act))\
            <button>\(StaffText.signOutEverywhere[language])</button></form></section></div>
            """)
    }

    private static func session(_ session: OwnSession, _ language: Language) -> HTML {
        let place = session.device ?? StaffText.unknownBrowser[language]
        let time = "\(Day(session.startedAt).words(language)), \(language.digits(session.startedAt.wallClock))"
        return """
            <li><span><b>\(place)</b><small>\(StaffText.signedInSince[language]) \(time)\
            \(session.isThisOne ? " · " + StaffText.here[language] : "")</small></span></li>
            """
    }

    private static func photo(_ state: FormState, _ act: Act, _ db: Database) throws -> HTML {
        guard case .staff(let session) = act.actor else { return .empty }
        let photo = try Photos.hash(of: session.staff.id, db)
        return FaceCard.photo(of: session.staff, photo, at: "/account/photo", state, act)
    }

    private static func mustChange(_ act: Act) -> Bool {
        if case .staff(let session) = act.actor { session.mustChangeSecret } else { false }
    }

    private static func lock(_ state: FormState, _ act: Act) -> Page {
        let language = act.language
        let next = state.value("next").isEmpty ? "/" : state.value("next")
        return Page(
            StaffText.lock, frame: .plain, scripts: ["secrets.js"], styles: ["staff.css"], address: "/unlock",
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
