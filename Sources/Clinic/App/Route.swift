import GRDB
import HTTP
import Storage
import Vocabulary

/// What a request does once it has been read: it has its input, and takes who, when and the transaction.
package typealias Operation = @Sendable (Act, Database) throws -> Response

/// Reads the input of a request, or says what is wrong with it.
package typealias Preparation = @Sendable (inout Fields) throws -> Operation

/// Reads the input; what it gives is proven on the side and becomes the operation.
package typealias ProofPreparation =
    @Sendable (inout Fields, Act) throws ->
    @Sendable (Act, Database) throws ->
    Operation

/// Reads the input of a request for a document.
package typealias DocumentPreparation = @Sendable (inout Fields) throws -> @Sendable (Act) throws -> Document

/// One thing the clinic answers to.
///
/// A class, because every request carries it about: a struct of so many parts is slow to copy.
package final class Route: Sendable {
    package enum Work: Sendable {
        /// Answers the same to everybody at all times, without asking who asks.
        case constant(@Sendable () -> Response)
        /// Reads on the event loop, in one snapshot. The answer is kept until its topic changes.
        case query(topic: Topic?, Preparation)
        /// Writes on the one writer, in a savepoint of its own; the answer leaves after the commit.
        case command(Preparation)
        /// Writes after a slow proof (a password hash) that was made on the side, off loop and writer.
        case provenCommand(ProofPreparation)
        /// Reads at length on the side.
        case report(Preparation)
        /// The same, written while it is sent.
        case document(DocumentPreparation)

        var writes: Bool {
            switch self {
            case .command, .provenCommand: true
            case .constant, .query, .report, .document: false
            }
        }
    }

    package let method: HTTP.Method
    package let pattern: String
    package let callers: Callers
    package let work: Work
    package let summary: String
    package let input: [Fields.Described]
    package let answer: AnswerDescription
    /// What it is about, for the audit log.
    package let subject: Subject
    /// "GET /api/tokens".
    package let label: String
    /// Its place in the server's figures, where 0 is no route.
    package let number: Int32
    /// For a form: the same page again, with what was typed and what has to be mended.
    package let again: Again?

    package typealias Again = @Sendable (FormState, Act, Database) throws -> Response

    init(
        _ method: HTTP.Method, _ pattern: String, _ callers: Callers, _ subject: Subject, _ work: Work,
        _ summary: String, _ input: [Fields.Described], _ answer: AnswerDescription, number: Int32,
        again: Again? = nil
    ) {
        (self.method, self.pattern, self.callers, self.work) = (method, pattern, callers, work)
        (self.subject, label) = (subject, method.rawValue + " " + pattern)
        (self.summary, self.input, self.answer) = (summary, input, answer)
        (self.number, self.again) = (number, again)
    }

    package var isREST: Bool { Self.isREST(pattern) }

    /// Whether a path is for programs, who are answered in JSON, and not for people.
    static func isREST(_ path: String) -> Bool {
        path.hasPrefix("/api/") || ["/health", "/ready", "/metrics"].contains(path)
    }

    /// Says in the log and in the figures what was asked for.
    func labelled(_ response: Response) -> Response {
        var response = response
        response.route = pattern
        response.routeNumber = number
        return response
    }

    /// Whether it is a second step of signing in.
    var asksForCode: Bool { pattern == "/sign-in/code" || pattern == "/api/sessions/code" }

    /// Whether open pages ask it again and again, without anybody at them.
    var isAskedByPages: Bool {
        if case .query(let topic, _) = work { topic != nil || pattern == "/api/displays" } else { false }
    }
}

/// What the OpenAPI document says of an answer.
package struct AnswerDescription: Sendable {
    package let status: Status
    package let contentType: ContentType?
    package let schema: JSONSchema?
    /// What else may be answered when all goes well.
    package let alternatives: [AnswerDescription]

    package init(
        _ status: Status, _ contentType: ContentType? = nil, _ schema: JSONSchema? = nil,
        or alternatives: AnswerDescription...
    ) {
        self.status = status
        self.contentType = contentType
        self.schema = schema
        self.alternatives = alternatives
    }

    package var all: [AnswerDescription] { [self] + alternatives }
}

/// What an operation returns: it knows how it looks on the wire.
package protocol Answer: Sendable {
    static var description: AnswerDescription { get }
    func response(for act: Act) throws -> Response
}

/// An answer that looks the same whoever asks, and when.
package protocol ConstantAnswer: Answer {
    var response: Response { get }
}

extension ConstantAnswer {
    package func response(for act: Act) -> Response { response }
}
