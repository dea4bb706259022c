/// An answer. The engine adds Date, Content-Length or Transfer-Encoding, Connection, and Vary where gzip was possible;
/// it makes 304 of an unchanged `entityTag` and leaves the body out for HEAD.
package struct Response: Sendable {
    package enum Body: Sendable {
        case empty
        /// Compressed on the way if the content type allows, the client takes gzip, and it is between 1 KiB and 1 MiB.
        case bytes([UInt8])
        /// Compressed beforehand: for what is sent many times.
        case encoded(EncodedBody)
        /// Sent chunked (until close to HTTP/1.0 clients), piece by piece as the socket takes it; never compressed.
        case chunks([[UInt8]])
        /// The same with pieces that are made while it is sent, each when the socket has taken the one before.
        case stream(any PieceSource)
    }

    package var status: Status
    package var contentType: ContentType?
    package var body: Body
    /// The strong tag of the identity form; the gzip form's is derived from it.
    package var entityTag: EntityTag?
    /// In seconds since 1970. Sent as no later than now (RFC 9110 section 8.8.2.1).
    package var lastModified: Int?
    /// Whether GET may ask for a part of it: only for a body that is the same each time.
    package var acceptsRanges = false
    package var cacheControl: String?
    /// The access log's name for what was asked: the route's pattern, never the path itself, which may hold ids.
    package var route = "-"
    /// The same for figures: its place in `ServerMetrics.routes`.
    package var routeNumber: Int32 = 0
    package var timings = Timings()
    /// Who asked, for the access log: the id of a person or a device.
    package var actor: String?
    /// What the client must change to, with status 426.
    private(set) var upgrade: String?
    package private(set) var fields: [(name: String, value: String)] = []

    package init(status: Status = .ok, contentType: ContentType? = nil, body: Body = .empty) {
        self.status = status
        self.contentType = contentType
        self.body = body
    }

    /// Adds a field line; there may be several of one name (`Set-Cookie`).
    ///
    /// Control characters in the value become spaces. A name that is no token is dropped, and so are the fields that
    /// are the engine's own. `Content-Type`, `Cache-Control`, `ETag` and `Last-Modified` set the properties.
    package mutating func add(_ name: String, _ value: String) {
        guard FieldValue.isToken(name) else { return }
        switch name.lowercased() {
        case "content-type": contentType = ContentType(value, isCompressible: false)
        case "cache-control": cacheControl = FieldValue.sanitized(value)
        case "etag": entityTag = EntityTag(field: value)
        case "last-modified": lastModified = HTTPDate.parse(value)
        case let lowercased where Self.ownedByTheEngine.contains(lowercased): break
        default: fields.append((name, FieldValue.sanitized(value)))
        }
    }

    /// Replaces all field lines of that name; the same rules as `add`.
    package mutating func set(_ name: String, _ value: String) {
        remove(name)
        add(name, value)
    }

    package mutating func remove(_ name: String) {
        let wanted = name.lowercased()
        fields.removeAll { $0.name.lowercased() == wanted }
    }

    /// The first field of that name, whatever its case, of those the application set.
    package subscript(header name: String) -> String? {
        let wanted = name.lowercased()
        switch wanted {
        case "content-type": return contentType?.value
        case "cache-control": return cacheControl
        case "etag": return entityTag?.field
        case "last-modified": return lastModified.map(HTTPDate.format)
        default: return fields.first { $0.name.lowercased() == wanted }?.value
        }
    }

    private static let ownedByTheEngine: Set<String> = [
        "connection", "content-encoding", "content-length", "date", "keep-alive", "server", "te", "trailer",
        "transfer-encoding", "upgrade",
    ]
}

extension Response {
    /// What an OPTIONS request is answered, and with `status` 405 what a wrong method is (RFC 9110 section 10.2.1).
    package static func allow(_ methods: [Method], status: Status = .noContent) -> Response {
        var response = Response(status: status)
        response.add("Allow", methods.map(\.rawValue).joined(separator: ", "))
        return response
    }

    /// Refuses what the present protocol cannot do; a 426 must say which could (RFC 9110 section 15.5.22).
    package static func upgradeRequired(to protocols: String) -> Response {
        var response = problem(.upgradeRequired)
        response.upgrade = FieldValue.sanitized(protocols)
        return response
    }

    /// A problem document of the plainest kind (RFC 9457): what the engine itself answers to what it refuses.
    package static func problem(_ status: Status) -> Response {
        let text = #"{"type":"about:blank","title":"\#(status.reason)","status":\#(status.rawValue)}"#
        var response = Response(status: status, contentType: .problemJSON, body: .bytes(Array(text.utf8)))
        response.cacheControl = "no-store"
        // What a client may send instead (RFC 9110 section 12.5.3).
        if status == .unsupportedMediaType { response.add("Accept-Encoding", "identity") }
        return response
    }
}
