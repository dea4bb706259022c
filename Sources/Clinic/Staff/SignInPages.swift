import GRDB
import HTML
import HTTP
import Vocabulary

/// Names of who works here, then the PIN: two taps and four digits.
enum SignInPages {
    static func register(_ routes: inout Routes) {
        routes.query("/sign-in", by: .anyone, "The sign-in page") { (asked: NextPage, act, db) in
            try page(FormState(typed: ["next": asked.next], problem: nil), act, db)
        }
        routes.provenCommand(
            "/sign-in", by: .anyone, about: .signIn, "Sign in", again: page, heed: SignIn.heed, prove: SignIn.prove
        ) { proven, act, db in
            let session = try SignIn.begin(proven, act, db)
            var answer = SeeOther(proven.next)
            answer.cookies = [session.cookie, LastPeople(act).adding(proven.staff.userName).cookie]
            return answer
        }
        routes.form("/sign-out", by: SessionRoutes.held, "Sign out", again: page) { (_: NoInput, act, db) in
            try SignIn.end(act, db)
            var answer = SeeOther("/sign-in")
            answer.cookies = [Cookie(Credentials.sessionCookie, "", maxAge: 0)]
            return answer
        }
    }

    private struct NextPage: Input {
        let next: String

        init?(_ fields: inout Fields) { next = fields.optional("next", Rule.localPath) ?? "/" }
    }

    private static func page(_ state: FormState, _ act: Act, _ db: Database) throws -> Page {
        // Who is not on a registered machine is not told who works here.
        let staff = SignIn.acceptsPIN(act) ? LastPeople(act).first(try StaffRegister.active(on: act.day, db)) : nil
        return Page(StaffText.signIn, frame: .plain, scripts: ["sign-in.js"], html(staff, state, act))
    }

    private static func html(_ staff: [Staff]?, _ state: FormState, _ act: Act) -> HTML {
        let language = act.language
        return """
            <form class="sign-in" method="post" action="/sign-in" id="sign-in">\(Form.envelope(act))
            \(Form.summary(state, language))
            <input type="hidden" name="next" value="\(state.value("next").isEmpty ? "/" : state.value("next"))">
            <div class="sign-in-who"><h1>\(StaffText.whoAreYou[language])</h1>
            \(staff.map { people($0, state, language) } ?? userName.html(state, language))</div>
            <div class="sign-in-secret">
            <label for="secret">\(StaffText.secret[language])</label>
            \(Form.errorText("secret", state, language))
            <input id="secret" name="secret" type="password" autocomplete="current-password" required>
            \(staff == nil ? .empty : "<div class=\"keypad\" hidden>\(keypad(language))</div>" as HTML)
            <button class="primary">\(StaffText.signIn[language])</button>
            </div>
            </form>
            """
    }

    private static func people(_ staff: [Staff], _ state: FormState, _ language: Language) -> HTML {
        """
        \(staff.isEmpty ? nobody(language) : .empty)
        <div class="people" role="radiogroup" aria-label="\(StaffText.whoAreYou[language])" id="userName">
        \(staff.map { person($0, state, language) })</div>
        """
    }

    private static let userName = Form.Field("userName", StaffText.userName).with {
        $0.autocomplete = "username"
        $0.isOptional = false
    }

    private static func person(_ staff: Staff, _ state: FormState, _ language: Language) -> HTML {
        let role = Role.allCases.first(where: staff.roles.contains)?.name[language] ?? ""
        return """
            <label class="tile person"><input type="radio" name="userName" value="\(staff.userName)" required\
            \(HTML.flag("checked", state.value("userName") == staff.userName))>\
            <span>\(staff.name[language])<small>\(role)</small></span></label>
            """
    }

    private static func keypad(_ language: Language) -> HTML {
        let digits = [1, 2, 3, 4, 5, 6, 7, 8, 9, 0]
        let keys: [HTML] = digits.map {
            "<button type=\"button\" data-digit=\"\($0)\">\(language.digits($0))</button>"
        }
        return """
            \(keys)<button type="button" data-erase aria-label="\(StaffText.erase[language])">⌫</button>
            """
    }

    private static func nobody(_ language: Language) -> HTML {
        "<p class=\"empty\">\(StaffText.nobodyYet[language])</p>"
    }
}
