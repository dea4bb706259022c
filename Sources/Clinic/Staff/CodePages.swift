import GRDB
import HTML
import HTTP
import Vocabulary

/// The second step of signing in: the code that the phone shows, or a recovery code.
enum CodePages {
    static let path = "/sign-in/code"

    static func register(_ routes: inout Routes) {
        routes.query(path, by: .anyone, "The page that asks for the code") {
            (asked: NextPage, act, db) -> PageOrPlace in
            guard let step = try SignInStep.current(act, db) else { return .place(SeeOther("/sign-in")) }
            return .page(page(step, FormState(typed: ["next": asked.next], problem: nil), act))
        }
        routes.provenCommand(
            path, by: .anyone, about: .signIn, "The second step of signing in", again: again, heed: SignIn.heed,
            prove: SignInStep.prove
        ) { proven, act, db in
            let session = try SignInStep.finish(proven, act, db)
            var answer = SeeOther(proven.next)
            answer.cookies = [session.cookie, LastPeople(act).adding(session.staff.userName).cookie, NewStep.end]
            return answer
        }
    }

    /// On from the right secret.
    static func next(_ step: NewStep) -> SeeOther {
        var answer = SeeOther(step.next == "/" ? path : path + "?next=" + step.next.percentEncodedForQuery)
        answer.cookies = [step.cookie]
        return answer
    }

    private static func again(_ state: FormState, _ act: Act, _ db: Database) throws -> Page {
        guard let step = try SignInStep.current(act, db) else { throw Problem.signInOver }
        return page(step, state, act)
    }

    private static func page(_ step: SignInStep, _ state: FormState, _ act: Act) -> Page {
        let language = act.language
        let next = state.value("next").isEmpty ? "/" : state.value("next")
        // A code is not shown again.
        let form = FormState(typed: [:], problem: state.problem)
        return Page(
            SecondFactorText.step, frame: .plain, scripts: ["sign-in-code.js"], styles: ["staff.css"],
            address: path + "?next=" + next.percentEncodedForQuery,
            """
            <form class="device sign-in-code" method="post" action="\(path)" id="sign-in-code">\(Form.envelope(act))
            \(Form.summary(form, language))<h1>\(SecondFactorText.step[language])</h1>
            <p>\(step.staff.name[language])</p>
            <input type="hidden" name="userName" value="\(step.staff.userName)">
            <input type="hidden" name="next" value="\(next)">
            \(SecondFactorCard.code(hasFocus: state.problem == nil).html(form, language))
            \(SecondFactorCard.withoutPhone(form, language))
            <button class="primary">\(StaffText.signIn[language])</button>
            <p class="sign-in-back"><a href="/sign-in">\(SecondFactorText.beginAgain[language])</a></p></form>
            """)
    }
}

/// Where to go when all is done.
struct NextPage: Input {
    let next: String

    init?(_ fields: inout Fields) { next = fields.optional("next", Rule.localPath) ?? "/" }
}
