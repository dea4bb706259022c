import Foundation
import GRDB
import HTTP
import Logging
import Vocabulary

extension App {
    /// Every error becomes an answer here: a problem document for programs, a page for people.
    func failure(_ error: any Error, _ request: Request, _ route: Route, _ language: Language) -> Response {
        guard let problem = Problem(error) else { return unforeseen(error, request, route, language) }
        if problem.slug == Problem.changeSecretFirst.slug, !route.isREST { return seeOther("/account") }
        if problem.slug == Problem.setUpSecondFactorFirst.slug, !route.isREST {
            return seeOther("/account/second-step")
        }
        if problem.slug == Problem.sessionLocked.slug, !route.isREST { return locked(problem, request, language) }
        if problem.kind == .unauthenticated, !route.isREST { return signIn(request, route) }
        return refusal(problem, request, language)
    }

    func refusal(_ problem: Problem, _ request: Request, _ language: Language) -> Response {
        if request.isForREST { return .problem(problem, language) }
        var response = page(ProblemPage.page(problem, target: request.pageTarget), request, language)
        response.sayWhenToTryAgain(problem)
        return response
    }

    private func unforeseen(
        _ error: any Error, _ request: Request, _ route: Route, _ language: Language
    ) -> Response {
        logger.error(
            "unforeseen",
            metadata: ["request": "\(request.id)", "route": "\(route.label)", "error": "\(words(of: error))"])
        return route.isREST
            ? .internalError(request.id) : page(ProblemPage.internalError(request.id), request, language)
    }

    /// Words for the log that hold nothing of a patient: of a database error its code and message, never the values.
    private func words(of error: any Error) -> String {
        guard let error = error as? DatabaseError else { return String(describing: type(of: error)) }
        return "SQLite \(error.extendedResultCode.rawValue) \(error.message ?? "")"
    }

    private func page(_ page: Page, _ request: Request, _ language: Language) -> Response {
        page.response(
            for: Act(actor: .nobody, at: now(), language: language, target: request.pageTarget, site: site))
    }

    /// A script is told, so that its page puts the lock over what was typed; a browser is shown the lock.
    private func locked(_ problem: Problem, _ request: Request, _ language: Language) -> Response {
        guard request.accepts("text/html") else { return .problem(problem, language) }
        return seeOther("/unlock?next=" + (request.method == .get ? request.target : "/").percentEncodedForQuery)
    }

    private func seeOther(_ location: String) -> Response {
        var response = Response(status: .seeOther)
        response.set("Location", location)
        return response
    }

    /// To the sign-in page, and from there back to where the person was.
    private func signIn(_ request: Request, _ route: Route) -> Response {
        let back = route.method == .get ? request.target : "/"
        return seeOther(
            route.callers.devices.contains(.display)
                ? "/display/sign-in" : "/sign-in?next=" + back.percentEncodedForQuery)
    }
}

extension Request {
    /// Where the person is, so that the page can be shown there in the other language: for a POST the page it came from
    /// (Referer, RFC 9110 section 10.1.3, which our own pages send to us alone).
    var pageTarget: String {
        if method == .get || method == .head { return target }
        guard let referer = self[header: "referer"], let host,
            let range = referer.range(of: "://" + host + "/")
        else { return "/" }
        return "/" + referer[range.upperBound...]
    }

    /// Whether it names this type as one it wants, which browsers do for pages and scripts for nothing.
    fileprivate func accepts(_ type: String) -> Bool { self[header: "accept"]?.contains(type) ?? false }

    var isForREST: Bool { Route.isREST(path) || path == "/openapi.json" }
}

extension String {
    /// As the value of one query parameter (RFC 3986 section 3.4): everything that could end it is encoded.
    package var percentEncodedForQuery: String {
        addingPercentEncoding(withAllowedCharacters: .alphanumerics.intersection(.init(charactersIn: "!"..."~"))) ?? ""
    }
}
