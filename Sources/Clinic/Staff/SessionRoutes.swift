import HTTP
import Vocabulary

enum SessionRoutes {
    static let held = Callers.staff.even(.locked, .mustChangeSecret, .mustSetUpSecondFactor)

    static func register(_ routes: inout Routes) {
        routes.provenCommand(
            "/api/sessions", by: .anyone, about: .signIn, "Sign in; 202 when a code has to follow",
            heed: SignIn.heed, prove: SignIn.prove
        ) { proven, act, db in
            guard !proven.needsCode else { return SignInAnswer.half(try SignInStep.begin(proven, act, db)) }
            return SignInAnswer.whole(SessionBegun(session: try SignIn.begin(proven, act, db)))
        }
        routes.provenCommand(
            "/api/sessions/code", by: .anyone, about: .signIn, "The second step of signing in", heed: SignIn.heed,
            prove: SignInStep.prove
        ) { proven, act, db in
            SessionBegun(session: try SignInStep.finish(proven, act, db), endsStep: true)
        }
        routes.command(.delete, "/api/sessions/current", by: held, "Sign out") { (_: NoInput, act, db) in
            try SignIn.end(act, db)
            return NoContent()
        }
        routes.command(.delete, "/api/sessions", by: held, "Sign out everywhere") { (_: NoInput, act, db) in
            try StaffRegister.endSessions(of: try act.staff(), at: act.at, db)
            return NoContent()
        }
        routes.provenCommand(
            "/api/sessions/current/unlock", by: held, "Open a session that was locked", heed: SignIn.heed,
            prove: SignIn.proveAgain
        ) { proven, act, db in
            try SignIn.unlock(proven, act, db)
            return NoContent()
        }
        // That it is asked is what counts.
        routes.command(.post, "/api/sessions/current/activity", by: .staff, "Say that somebody is at the page") {
            (_: NoInput, _, _) in NoContent()
        }
        routes.provenCommand(
            "/api/account/secret", by: .staff.even(.mustChangeSecret, .mustSetUpSecondFactor),
            "Change one's own PIN or password",
            prove: SecretChange.prepareOwn
        ) { own, act, db in SessionBegun(session: try SecretChange.changeOwn(own, act, db)) }
    }
}

/// 201 with who signed in; the token is in the cookie only.
struct SessionBegun: Answer {
    let session: NewSession
    var endsStep = false

    static var description: AnswerDescription { AnswerDescription(.created, .json, NewSession.schema) }

    func response(for act: Act) -> Response {
        var response = Response.forPrograms(session.encoded, status: .created)
        response.set("Location", "/api/sessions/current")
        for cookie in [session.cookie] + (endsStep ? [NewStep.end] : []) {
            response.add("Set-Cookie", cookie.field(isSecure: act.site.isSecure))
        }
        response.cacheControl = "no-store"
        return response
    }
}

/// A session, or that a code has to follow: 202 with where to send it and until when. What is asked next is known to this
/// client by a cookie.
enum SignInAnswer: Answer {
    case whole(SessionBegun)
    case half(NewStep)

    static var description: AnswerDescription {
        AnswerDescription(.created, .json, NewSession.schema, or: AnswerDescription(.accepted, .json, NewStep.schema))
    }

    func response(for act: Act) -> Response {
        switch self {
        case .whole(let begun): return begun.response(for: act)
        case .half(let step):
            var response = Response(status: .accepted, contentType: .json, body: .bytes(step.encoded))
            response.set("Location", "/api/sessions/code")
            response.add("Set-Cookie", step.cookie.field(isSecure: act.site.isSecure))
            response.cacheControl = "no-store"
            return response
        }
    }
}

extension NewStep: JSONObject {
    static let properties: [Property<NewStep>] = [
        .string("next", oneOf: ["code"]) { _ in "code" },
        .instant("expiresAt") { $0.expiresAt },
    ]

    var cookie: Cookie { Cookie(Credentials.stepCookie, token, maxAge: SignInStep.length) }

    static let end = Cookie(Credentials.stepCookie, "", maxAge: 0)
}

extension NewSession: JSONObject {
    static let properties: [Property<NewSession>] = [
        .id("staffId") { $0.staff.id },
        .string("userName") { $0.staff.userName },
        .bilingual("name") { $0.staff.name },
        .strings("roles") { $0.staff.roles.map(\.rawValue).sorted() },
        .instant("expiresAt") { $0.expiresAt },
    ]

    var cookie: Cookie { Cookie(Credentials.sessionCookie, token, maxAge: Session.length) }
}
