import Testing

@testable import HTTP

/// A server that has something of everything the RFCs speak of, and tells what reached it.
final class ConformanceServer: Sendable {
    /// 14 November 2023, 22:13:20 UTC.
    static let modified = 1_700_000_000
    static let alphabet = Array("abcdefghijklmnopqrstuvwxyz".utf8)

    let server: TestServer
    let reached = Box<String>()
    let files: StaticFiles

    init(configure: (inout ServerConfiguration) -> Void = { _ in }) throws {
        let files = StaticFiles([
            ("alphabet.txt", Self.alphabet), ("empty.txt", []),
            ("long.txt", Array(String(repeating: "waiting ", count: 500).utf8)),
        ])
        let site = ConformanceSite(files: files)
        let reached = reached
        self.files = files
        server = try TestServer(configure: configure) { request, _ in
            reached.put(request.path)
            return site.respond(to: request)
        }
    }

    var asset: String { files.url("alphabet.txt") }

    /// The answers to what is sent at once on one connection.
    /// - Parameter heads: which of them, by their place, answer HEAD.
    func answers(to text: String, count: Int = 1, heads: Set<Int> = []) throws -> [ClientResponse] {
        let connection = try RawConnection(server)
        try connection.send(text)
        return try (0..<count).map { try connection.response(isHead: heads.contains($0)) }
    }

    func answer(to text: String, isHead: Bool = false) throws -> ClientResponse {
        try #require(try answers(to: text, heads: isHead ? [0] : []).first)
    }

    /// GET with some fields.
    func get(_ target: String, _ fields: String..., method: String = "GET") throws -> ClientResponse {
        let lines = fields.map { $0 + "\r\n" }.joined()
        return try answer(to: "\(method) \(target) HTTP/1.1\r\nHost: a\r\n\(lines)\r\n", isHead: method == "HEAD")
    }

    /// Sends the text and behind it, on the same connection, a request that would be harmful.
    /// - Returns: the status of the only answer, if the connection ended with it and the second request went nowhere.
    func refusal(of text: String) throws -> Int? {
        let connection = try RawConnection(server)
        try connection.send(text + Self.smuggled)
        let response = try connection.response()
        guard response[header: "Connection"] == "close", try connection.rest().isEmpty else { return nil }
        return reached.all.contains("/smuggled") ? nil : response.status
    }

    static let smuggled = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n"
}

/// What the server answers with.
private struct ConformanceSite: Sendable {
    let files: StaticFiles
    private let router: Router<Int>
    private let page = Array(String(repeating: "<p>waiting</p>", count: 500).utf8)

    init(files: StaticFiles) {
        self.files = files
        var router = Router<Int>()
        router.add(.get, "/items", 1)
        router.add(.post, "/items", 2)
        self.router = router
    }

    func respond(to request: Request) -> Response {
        if request.path == "*" || request.path == "/items" { return routed(request) }
        return files.response(for: request) ?? (versioned(request) ?? plain(request))
    }

    private func routed(_ request: Request) -> Response {
        switch router.match(request) {
        case .found: .text("item")
        case .methodNotAllowed(let allow) where request.method == .options: .allow(allow)
        case .methodNotAllowed(let allow): .allow(allow, status: .methodNotAllowed)
        case .notFound: .problem(.notFound)
        }
    }

    /// What has validators.
    private func versioned(_ request: Request) -> Response? {
        var response = Response(contentType: .html, body: .bytes(page))
        response.lastModified = request.path == "/future" ? 4_000_000_000 : ConformanceServer.modified
        response.cacheControl = "private, no-cache"
        switch request.path {
        case "/resource", "/gone": response.entityTag = EntityTag(opaque: "v1")
        case "/weak": response.entityTag = EntityTag(opaque: "v1", isWeak: true)
        case "/dated", "/future": break
        default: return nil
        }
        guard !request.method.isRetrieval else { return response }
        let exists = request.path != "/gone"
        let tag = exists ? response.entityTag : nil
        switch request.precondition(entityTag: tag, lastModified: response.lastModified, exists: exists) {
        case .met: return Response(status: exists ? .noContent : .created)
        case .unchanged, .failed: return .problem(.preconditionFailed)
        }
    }

    private func plain(_ request: Request) -> Response {
        switch request.path {
        case "/page": return Response(contentType: .html, body: .bytes(page))
        case "/chunks": return Response(contentType: .text, body: .chunks([Array("ab".utf8), Array("c".utf8)]))
        case "/empty": return Response(status: .noContent, body: .bytes([1]))
        case "/empty-chunks": return Response(status: .noContent, body: .chunks([[1]]))
        case "/reset": return Response(status: .resetContent, body: .bytes([1]))
        case "/strange": return Response(status: Status(rawValue: 299))
        case "/upgrade": return .upgradeRequired(to: "TLS/1.2, HTTP/1.1")
        case "/missing": return .problem(.notFound)
        case "/busy": return busy()
        case "/moved": return Response(status: .movedPermanently)
        case "/split": return split()
        case "/host": return .text(request.host ?? "")
        case "/language": return language(request)
        default: return .text("\(request.method.rawValue) \(request.target) \(text(request))")
        }
    }

    private func text(_ request: Request) -> String { request.body.text }

    private func busy() -> Response {
        var response = Response.problem(.serviceUnavailable)
        response.add("Retry-After", "2")
        return response
    }

    /// Somebody's input in a field.
    private func split() -> Response {
        var response = Response.text("whole")
        response.add("X-Name", "a\r\nX-Injected: 1\r\n\r\nbody")
        response.add("X-Bad\r\nX-Injected", "1")
        response.cacheControl = "no-store\r\nX-Injected: 1"
        return response
    }

    private func language(_ request: Request) -> Response {
        let wanted = ContentNegotiation.preferred(request[header: "Accept-Language"], among: ["bn", "en"])
        guard let wanted else { return .problem(.notAcceptable) }
        var response = Response.text(wanted)
        response.add("Content-Language", wanted)
        response.add("Vary", "Accept-Language")
        return response
    }
}
