import GRDB
import HTTP
import Storage
import Vocabulary

extension Problem.Kind {
    /// The one place where a refusal becomes an HTTP status.
    var status: Status {
        switch self {
        case .malformed: .badRequest
        case .unauthenticated: .unauthorized
        case .forbidden: .forbidden
        case .notFound: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .conflict: .conflict
        case .tooLarge: .contentTooLarge
        case .unsupportedMediaType: .unsupportedMediaType
        case .invalid: .unprocessableContent
        case .tooManyRequests: .tooManyRequests
        case .unavailable: .serviceUnavailable
        }
    }
}

extension Problem {
    static let notFound = Problem(
        .notFound, "not-found", Bilingual("There is nothing here", "এখানে কিছু নেই"))
    static let methodNotAllowed = Problem(
        .methodNotAllowed, "method-not-allowed", Bilingual("This cannot be done here", "এখানে এটি করা যায় না"))
    static let busy = Problem(
        .unavailable, "busy", Bilingual("The server is busy. Try again.", "সার্ভার ব্যস্ত। আবার চেষ্টা করুন।"))
    static let tooManyWait = Problem(
        .unavailable, "too-many-wait",
        Bilingual("Too many screens wait for changes", "অনেক বেশি পর্দা পরিবর্তনের অপেক্ষায় আছে")
    ).retried(after: 5)
    static let cannotWrite = Problem(
        .unavailable, "cannot-write",
        Bilingual("Nothing was saved: the disk cannot be written", "কিছুই সংরক্ষণ হয়নি: ডিস্কে লেখা যাচ্ছে না"))

    package func retried(after seconds: Int) -> Problem {
        var problem = self
        problem.retryAfter = seconds
        return problem
    }

    /// What a person may be told of an error; nil for our own faults.
    init?(_ error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case StoreError.busy: self = .busy
        case is StoreError: self = .cannotWrite
        default: return nil
        }
    }
}

extension Response {
    /// RFC 9457 problem details, in the language asked for.
    static func problem(_ problem: Problem, _ language: Language) -> Response {
        var json = JSONWriter()
        json.object { members in
            members.name("type")
            members.string("/problems/" + problem.slug)
            members.name("title")
            members.string(problem.title[language])
            members.name("status")
            members.integer(problem.kind.status.rawValue)
            if !problem.fields.isEmpty { errors(problem.fields, language, &members) }
            for (name, member) in problem.members.sorted(by: { $0.key < $1.key }) {
                members.name(name)
                switch member {
                case .text(let text): members.string(text)
                case .number(let number): members.integer(number)
                }
            }
        }
        var response = Response.forPrograms(json.finish(), status: problem.kind.status, as: .problemJSON)
        response.set("Content-Language", language.rawValue)
        if problem.kind == .unauthenticated { response.set("WWW-Authenticate", "Cookie realm=\"aalo\", Bearer") }
        response.sayWhenToTryAgain(problem)
        return response.unstored
    }

    /// RFC 9110 section 10.2.3.
    mutating func sayWhenToTryAgain(_ problem: Problem) {
        guard problem.kind == .unavailable || problem.kind == .tooManyRequests else { return }
        set("Retry-After", String(problem.retryAfter ?? 2))
    }

    /// Our own fault: the request's id is all that leaves; the rest is in the log.
    static func internalError(_ requestID: String) -> Response {
        var json = JSONWriter()
        json.object { members in
            members.name("type")
            members.string("about:blank")
            members.name("title")
            members.string("Internal Server Error")
            members.name("status")
            members.integer(500)
            members.name("requestId")
            members.string(requestID)
        }
        return forPrograms(json.finish(), status: .internalServerError, as: .problemJSON).unstored
    }

    private static func errors(_ fields: [Problem.Field], _ language: Language, _ json: inout JSONWriter) {
        json.name("errors")
        json.array { list in
            for field in fields {
                list.object { error in
                    error.name("field")
                    error.string(field.name)
                    error.name("detail")
                    error.string(field.text[language])
                }
            }
        }
    }
}
