/// Finds what is registered for a method and a path: a trie over path segments.
///
/// A pattern is a path whose segments are literal or `:name`, which stands for one non-empty segment. Literal segments
/// are compared as sent and win over captures; a trailing slash makes another path.
package struct Router<Value: Sendable>: Sendable {
    package enum Match: Sendable {
        case found(Value, PathParameters)
        /// The path exists. HEAD is allowed where GET is, OPTIONS everywhere.
        case methodNotAllowed(allow: [Method])
        case notFound
    }

    private struct Route: Sendable {
        let method: Method
        let names: [String]
        let value: Value
    }

    private struct Node: Sendable {
        var literals: [(segment: [UInt8], node: Int)] = []
        var capture: Int?
        var routes: [Route] = []
    }

    private var nodes = [Node()]

    package init() {}

    /// - Precondition: the pattern starts with a slash and is new for the method.
    package mutating func add(_ method: Method, _ pattern: String, _ value: Value) {
        precondition(pattern.hasPrefix("/"), "a pattern starts with a slash: \(pattern)")
        var names: [String] = []
        var node = 0
        for segment in Self.segments(pattern) {
            if segment.hasPrefix(":") {
                names.append(String(segment.dropFirst()))
                node = captureChild(of: node)
            } else {
                node = literalChild(of: node, Array(segment.utf8))
            }
        }
        precondition(!names.contains(""), "a capture has a name: \(pattern)")
        precondition(Set(names).count == names.count, "names are unique in a pattern: \(pattern)")
        let isNew = !nodes[node].routes.contains { $0.method == method }
        precondition(isNew, "registered twice: \(method.rawValue) \(pattern)")
        nodes[node].routes.append(Route(method: method, names: names, value: value))
    }

    private static func segments(_ pattern: String) -> [Substring] {
        pattern == "/" ? [] : pattern.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    }

    private mutating func literalChild(of node: Int, _ segment: [UInt8]) -> Int {
        if let known = nodes[node].literals.first(where: { $0.segment == segment }) { return known.node }
        nodes.append(Node())
        nodes[node].literals.append((segment, nodes.count - 1))
        return nodes.count - 1
    }

    private mutating func captureChild(of node: Int) -> Int {
        if let known = nodes[node].capture { return known }
        nodes.append(Node())
        nodes[node].capture = nodes.count - 1
        return nodes.count - 1
    }

    package func match(_ request: Request) -> Match {
        request.withPath { path in
            guard path.count > 0, path[0] == ASCII.slash else { return .notFound }
            var captures: [Range<Int>] = []
            guard let node = find(path, from: path.count == 1 ? nil : 1, at: 0, &captures) else { return .notFound }
            return select(request.method, of: nodes[node].routes, path, captures)
        }
    }

    /// The node of the rest of the path; the first branch that reaches a route wins.
    /// - Parameter start: of the next segment; nil if there is none.
    private func find(_ path: Span<UInt8>, from start: Int?, at node: Int, _ captures: inout [Range<Int>]) -> Int? {
        guard let start else { return nodes[node].routes.isEmpty ? nil : node }
        var end = start
        while end < path.count, path[end] != ASCII.slash { end += 1 }
        let next = end == path.count ? nil : end + 1
        let segment = path.extracting(start..<end)
        for literal in nodes[node].literals where literal.segment.span.equals(segment) {
            if let found = find(path, from: next, at: literal.node, &captures) { return found }
        }
        guard let capture = nodes[node].capture, end > start else { return nil }
        captures.append(start..<end)
        if let found = find(path, from: next, at: capture, &captures) { return found }
        captures.removeLast()
        return nil
    }

    private func select(
        _ method: Method, of routes: [Route], _ path: Span<UInt8>, _ captures: [Range<Int>]
    ) -> Match {
        let exact = routes.first { $0.method == method }
        guard let route = exact ?? (method == .head ? routes.first { $0.method == .get } : nil) else {
            return .methodNotAllowed(allow: Self.allowed(routes))
        }
        var values: [String] = []
        for capture in captures {
            guard let value = PercentDecoding.decode(path.extracting(capture)) else { return .notFound }
            values.append(value)
        }
        return .found(route.value, PathParameters(names: route.names, values: values))
    }

    private static func allowed(_ routes: [Route]) -> [Method] {
        var methods = Set(routes.map(\.method))
        if methods.contains(.get) { methods.insert(.head) }
        methods.insert(.options)
        return Method.allCases.filter(methods.contains)
    }
}

extension Span where Element == UInt8 {
    fileprivate func equals(_ other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        for index in indices where self[index] != other[index] { return false }
        return true
    }
}
