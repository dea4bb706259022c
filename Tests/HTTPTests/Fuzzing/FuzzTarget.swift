@testable import HTTP

/// What is fed with any octets at all: in the tests with the seeds of `Tests/Fuzz/Corpus`, in `Scripts/fuzz` without
/// end. A target must come back, whatever it gets; what must hold is a precondition, so that a broken one is a crash.
enum FuzzTarget: String, CaseIterable {
    case request, chunked, target, form, multipart, json, cookies, range, conditions, dates, negotiation

    func run(_ bytes: [UInt8]) {
        switch self {
        case .request: request(bytes)
        case .chunked: chunked(bytes)
        case .target: target(bytes)
        case .form: form(bytes)
        case .multipart: multipart(bytes)
        case .json: json(bytes)
        case .cookies: cookies(text(bytes))
        case .range: range(bytes)
        case .conditions: conditions(bytes)
        case .dates: dates(text(bytes))
        case .negotiation: negotiation(text(bytes))
        }
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    /// The first octet says where the rest is split in two: both ways must give the same requests.
    private func request(_ bytes: [UInt8]) {
        guard let first = bytes.first else { return }
        let rest = Array(bytes.dropFirst())
        let split = rest.isEmpty ? 0 : Int(first) * rest.count / 256
        precondition(decode([rest]) == decode([Array(rest[..<split]), Array(rest[split...])]), "a split changed it")
        precondition(decode([rest]) == decode(rest.map { [$0] }), "octets alone changed it")
    }

    private func decode(_ pieces: [[UInt8]]) -> [String] {
        var limits = Limits()
        limits.body = 200
        limits.fields = 10
        limits.head = 600
        limits.target = 100
        var decoder = RequestDecoder()
        var fields: [FieldLine] = []
        var found: [String] = []
        for piece in pieces {
            var position = 0
            while position < piece.count {
                let before = position
                switch decoder.decode(piece.span, at: &position, limits: limits, fields: &fields) {
                case .more, .moreAfterContinue: break
                case .refused(let status): return found + ["\(status.rawValue)"]
                case .request(let message): found.append(look(Request(message, remoteAddress: "", id: .unattached())))
                }
                precondition(position >= before && position <= piece.count, "the place is in the piece")
            }
        }
        return found
    }

    /// Asks a request everything that the engine and applications ask.
    private func look(_ request: Request) -> String {
        let tag = EntityTag(opaque: "v1")
        let condition = request.precondition(entityTag: tag, lastModified: 1_700_000_000)
        let range = request.joined("Range").map { RequestedRange($0, length: 26) }
        let fields = ["Accept", "Cookie", "Content-Type"].map { request.headers($0).joined() }
        let route = Self.router.match(request)
        return "\(request.method) \(request.target) \(request.host ?? "-") \(request.body) \(condition)"
            + " \(request.meetsIfRange(tag, 1)) \(range.map { "\($0)" } ?? "-") \(fields) \(route)"
    }

    private static let router: Router<Int> = {
        var router = Router<Int>()
        router.add(.get, "/", 1)
        router.add(.post, "/a/:b/c", 2)
        router.add(.get, "/a/:b", 3)
        return router
    }()

    private func chunked(_ bytes: [UInt8]) {
        let whole = dechunk([bytes])
        precondition(whole == dechunk(bytes.map { [$0] }), "octets alone changed it")
        precondition(whole.body.count <= 100, "the limit holds")
    }

    private func dechunk(_ pieces: [[UInt8]]) -> (body: [UInt8], outcome: String) {
        var limits = Limits()
        limits.body = 100
        limits.head = 200
        var decoder = ChunkedDecoder()
        var body: [UInt8] = []
        for piece in pieces {
            var position = 0
            let outcome = decoder.decode(piece.span, at: &position, into: &body, limits: limits)
            precondition(position <= piece.count, "the place is in the piece")
            if outcome != .more { return (body, "\(outcome)") }
        }
        return (body, "more")
    }

    private func target(_ bytes: [UInt8]) {
        let head = Array("GET ".utf8) + bytes + Array(" HTTP/1.1\r\nHost: a\r\n\r\n".utf8)
        var decoder = RequestDecoder()
        var fields: [FieldLine] = []
        var position = 0
        let step = decoder.decode(head.span, at: &position, limits: Limits(), fields: &fields)
        guard case .request(let message) = step else { return }
        let request = Request(message, remoteAddress: "", id: .unattached())
        precondition(request.path.hasPrefix("/"), "a path begins with a slash")
        _ = Self.router.match(request)
        _ = request.query.map { try? QueryString.parse($0) }
    }

    private func form(_ bytes: [UInt8]) {
        guard let fields = try? FormDecoder.parse(bytes) else { return }
        precondition(fields.count <= FormDecoder.maximumFields, "the limit holds")
        // Written with three bytes for each, a long name is too long.
        guard fields.allSatisfy({ $0.name.utf8.count * 3 <= FormDecoder.longestName }) else { return }
        let again = fields.map { "\(percentEncoded($0.name))=\(percentEncoded($0.value))" }.joined(separator: "&")
        let reread = try? FormDecoder.parse(Array(again.utf8))
        precondition(reread?.elementsEqual(fields) { $0 == $1 } ?? false, "what was read is read again")
    }

    private func percentEncoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            bytes.append(UInt8(ascii: "%"))
            bytes.append(hexadecimal: UInt64(byte), digits: 2)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The first octet says where the rest is split in two. The boundary is `b`.
    private func multipart(_ bytes: [UInt8]) {
        guard let first = bytes.first else { return }
        let rest = Array(bytes.dropFirst())
        let split = Int(first) * rest.count / 256
        let whole = parts([rest])
        precondition(whole == parts([Array(rest[..<split]), Array(rest[split...])]), "a split changed it")
        precondition(whole == parts(rest.map { [$0] }), "octets alone changed it")
        for part in (try? whole.get()) ?? [] {
            precondition(part.range.upperBound <= rest.count, "a part is within the whole")
            // Of an empty part the line end before the boundary may be the one that ends its head.
            let boundary = Array((part.range.isEmpty ? "--b" : "\r\n--b").utf8)
            let end = rest[part.range.upperBound...].prefix(5)
            precondition(end.starts(with: boundary) || end.dropFirst(2).starts(with: boundary), "it ends at a boundary")
        }
    }

    private func parts(_ pieces: [[UInt8]]) -> MultipartForm.Outcome {
        let limits = MultipartLimits(parts: 3, head: 150, field: 100)
        guard let parser = MultipartParser(boundary: "b", limits: limits) else { preconditionFailure("a boundary") }
        for piece in pieces { parser.feed(piece.span) }
        return parser.finish()
    }

    private func json(_ bytes: [UInt8]) {
        guard let value = try? JSONParser.parse(bytes) else { return }
        let written = write(value)
        guard let again = try? JSONParser.parse(written) else { preconditionFailure("what we write we read") }
        precondition(write(again) == written, "and it is the same")
    }

    private func write(_ value: JSONValue) -> [UInt8] {
        var writer = JSONWriter()
        write(value, &writer)
        return writer.finish()
    }

    private func write(_ value: JSONValue, _ writer: inout JSONWriter) {
        switch value.kind {
        case .null: writer.null()
        case .bool(let bool): writer.bool(bool)
        case .number(let text): Int(text).map { writer.integer($0) } ?? writer.string(text)
        case .string(let text): writer.string(text)
        case .array(let values): writer.array { list in for value in values { write(value, &list) } }
        case .object(let members):
            writer.object { object in
                for (name, value) in members {
                    object.name(name)
                    write(value, &object)
                }
            }
        }
    }

    private func cookies(_ field: String) {
        for name in ["aalo_session", "a", ""] {
            guard let value = Cookie.value(of: name, in: field) else { continue }
            precondition(!value.utf8.contains(ASCII.semicolon), "a cookie ends at a semicolon")
        }
    }

    /// The first two octets are the length.
    private func range(_ bytes: [UInt8]) {
        guard bytes.count >= 2 else { return }
        let length = Int(bytes[0]) << 8 | Int(bytes[1])
        guard case .part(let part) = RequestedRange(text(Array(bytes.dropFirst(2))), length: length) else { return }
        precondition(!part.isEmpty && part.lowerBound >= 0 && part.upperBound <= length, "a part is within the whole")
    }

    private func conditions(_ bytes: [UInt8]) {
        let field = text(bytes)
        let tag = EntityTag(opaque: "v1")
        if tag.matches(ifMatch: field) { precondition(tag.matches(ifNoneMatch: field), "strong is also weak") }
        if let read = EntityTag(field: field) {
            precondition(EntityTag(field: read.field) == read, "what is sent is read again")
            precondition(FieldValue.sanitized(read.field).utf8.allSatisfy(\.isFieldContent), "it is a field value")
        }
        _ = tag.matches(ifRange: field)
    }

    private func dates(_ text: String) {
        guard let seconds = HTTPDate.parse(text, now: 1_700_000_000) else { return }
        let date = HTTPDate.format(seconds)
        precondition(HTTPDate.parse(date, now: 1_700_000_000) == seconds, "what is sent is read again")
    }

    private func negotiation(_ field: String) {
        let there = ["bn", "en-GB", "text/html"]
        precondition(ContentNegotiation.preferred(field, among: there).map(there.contains) ?? true, "one of these")
        _ = ContentNegotiation.acceptsGzip(field)
    }
}

/// Whether two answers are the same.
private func == (one: (body: [UInt8], outcome: String), other: (body: [UInt8], outcome: String)) -> Bool {
    one.body == other.body && one.outcome == other.outcome
}
