/// A trie over path segments with numbered routes. Not generic, so that it is fast without being specialised by its
/// users.
struct RouteTrie: Sendable {
    enum Match {
        case found(Int, PathParameters)
        case methodNotAllowed(allow: [Method])
        case notFound
    }

    private struct Route: Sendable {
        let method: Method
        let names: [String]
        let number: Int
    }

    private struct Node: Sendable {
        var literals: [(segment: [UInt8], node: Int)] = []
        var capture: Int?
        var routes: [Route] = []
    }

    private var nodes = [Node()]

    // MARK: Building

    mutating func add(_ method: Method, _ pattern: String, number: Int) {
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
        nodes[node].routes.append(Route(method: method, names: names, number: number))
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

    // MARK: Matching

    func match(_ request: Request) -> Match {
        request.withPath { path in
            if path.equals("*") { return .methodNotAllowed(allow: known) }
            guard path.count > 0, path[0] == ASCII.slash else { return .notFound }
            var captures: [Range<Int>] = []
            guard let node = find(path, from: path.count == 1 ? nil : 1, at: 0, &captures) else { return .notFound }
            return select(request.method, of: node, path, captures)
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

    private func select(_ method: Method, of node: Int, _ path: Span<UInt8>, _ captures: [Range<Int>]) -> Match {
        guard let index = index(of: method, in: node) else { return .methodNotAllowed(allow: allowed(node)) }
        let route = nodes[node].routes[index]
        var values: [String] = []
        for capture in captures {
            guard let value = PercentDecoding.decode(path.extracting(capture)) else { return .notFound }
            values.append(value)
        }
        return .found(route.number, PathParameters(names: route.names, values: values))
    }

    private func index(of method: Method, in node: Int) -> Int? {
        let routes = nodes[node].routes
        if let exact = routes.firstIndex(where: { $0.method == method }) { return exact }
        return method == .head ? routes.firstIndex { $0.method == .get } : nil
    }

    /// What there is at all: `OPTIONS *` asks about the server (RFC 9110 section 9.3.7).
    private var known: [Method] { allowed(nodes.flatMap(\.routes)) }

    private func allowed(_ node: Int) -> [Method] { allowed(nodes[node].routes) }

    private func allowed(_ routes: [Route]) -> [Method] {
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
