import GRDB
import HTTP
import Storage
import Vocabulary

/// What a request does once it has been read: it has its input, and takes who, when and the transaction.
package typealias Operation = @Sendable (Act, Database) throws -> Response

/// Reads the input of a request, or says what is wrong with it.
package typealias Preparation = @Sendable (inout Fields) throws -> Operation

/// Reads the input; what it gives is proven on the side and becomes the operation.
package typealias ProofPreparation = @Sendable (inout Fields) throws -> @Sendable (Act, Database) throws -> Operation

/// Reads the input of a request for a document.
package typealias DocumentPreparation = @Sendable (inout Fields) throws -> @Sendable (Act) throws -> Document

/// One thing the clinic answers to.
package struct Route: Sendable {
    package enum Work: Sendable {
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
    }

    package let method: HTTP.Method
    package let pattern: String
    package let callers: Callers
    package let work: Work
    package let summary: String
    package let input: [Fields.Described]
    package let answer: AnswerDescription
    /// Its place in the server's figures.
    package var number: Int32 = 0
    /// For a form: the same page again, with what was typed and what has to be mended.
    package var again: (@Sendable (FormState, Act, Database) throws -> Response)?

    package var isREST: Bool { Self.isREST(pattern) }

    /// Whether a path is for programs, who are answered in JSON, and not for people.
    static func isREST(_ path: String) -> Bool {
        path.hasPrefix("/api/") || ["/health", "/ready", "/metrics"].contains(path)
    }

    /// Whether open pages ask it again and again, without anybody at them.
    var isAskedByPages: Bool {
        if case .query(let topic, _) = work { topic != nil || pattern == "/api/displays" } else { false }
    }

    package var label: String { method.rawValue + " " + pattern }
}

/// What the OpenAPI document says of an answer.
package struct AnswerDescription: Sendable {
    package let status: Status
    package let contentType: ContentType?
    package let schema: JSONSchema?

    package init(_ status: Status, _ contentType: ContentType? = nil, _ schema: JSONSchema? = nil) {
        self.status = status
        self.contentType = contentType
        self.schema = schema
    }
}

/// What an operation returns: it knows how it looks on the wire.
package protocol Answer: Sendable {
    static var description: AnswerDescription { get }
    func response(for act: Act) throws -> Response
}
