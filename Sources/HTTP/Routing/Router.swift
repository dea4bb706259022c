/// Finds what is registered for a method and a path.
///
/// A pattern is a path whose segments are literal or `:name`, which stands for one non-empty segment. Literal segments
/// are compared as sent and win over captures; a trailing slash makes another path.
package struct Router<Value: Sendable>: Sendable {
    package enum Match: Sendable {
        case found(Value, PathParameters)
        /// The path exists, or is `*`, which stands for the whole server. HEAD is allowed where GET is, OPTIONS everywhere.
        case methodNotAllowed(allow: [Method])
        /// Also where a captured segment is badly percent-encoded or no UTF-8.
        case notFound
    }

    private var trie = RouteTrie()
    private var values: [Value] = []

    package init() {}

    /// - Precondition: the pattern starts with a slash and is new for the method.
    package mutating func add(_ method: Method, _ pattern: String, _ value: Value) {
        trie.add(method, pattern, number: values.count)
        values.append(value)
    }

    package func match(_ request: Request) -> Match {
        switch trie.match(request) {
        case .found(let number, let parameters): .found(values[number], parameters)
        case .methodNotAllowed(let allow): .methodNotAllowed(allow: allow)
        case .notFound: .notFound
        }
    }
}
