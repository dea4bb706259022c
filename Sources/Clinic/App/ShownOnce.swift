import HTTP
import Vocabulary

/// An answer with a secret in it that is shown once: no cache keeps it, nor do we for a retry.
package struct ShownOnce<Inner: Answer>: Answer {
    private let inner: Inner

    package init(_ inner: Inner) { self.inner = inner }

    package static var description: AnswerDescription { Inner.description }

    package func response(for act: Act) throws -> Response {
        var response = try inner.response(for: act)
        response.cacheControl = "no-store"
        return response
    }
}

extension Problem {
    /// What a retry is told: the command was done, and is not done again.
    static let shownOnce = Problem(
        .conflict, "shown-once",
        Bilingual(
            "This was done. What it showed is shown only once; make a new one if it was not seen.",
            "কাজটি হয়ে গেছে। এটি একবারই দেখানো হয়; না দেখে থাকলে নতুন করে বানান।"))
}
