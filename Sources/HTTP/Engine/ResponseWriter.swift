/// Puts answers into bytes (RFC 9112 sections 4 to 6), one instance per loop.
struct ResponseWriter {
    struct Written {
        /// Of the body as sent.
        var bodyBytes = 0
        var status: Status
        var keepAlive: Bool
        /// What follows the bytes already written; large bodies are not copied.
        var tail: [[UInt8]] = []
        /// What makes the rest, if that is not there yet.
        var stream: (any PieceSource)?
    }

    /// Bodies up to this size travel in the loop's buffer.
    private static let copyLimit = 16 * 1024
    var strictTransport: StrictTransport?
    private var date: DateField
    /// What stands on every answer.
    private let commonFields: [UInt8]
    /// What the answer to no request is called.
    var refused = RequestID(loop: 0, sequence: 0)
    /// Made when first needed: it takes 64 KiB.
    private lazy var deflater = Deflater(level: 1, windowBits: 13, memoryLevel: 6)

    init(serverName: String?, fields: [(name: String, value: String)] = []) {
        date = DateField()
        let all = (serverName.map { [("Server", $0)] } ?? []) + fields.filter { FieldValue.isToken($0.name) }
        commonFields = all.flatMap { Array("\($0.0): \(FieldValue.sanitized($0.1))\r\n".utf8) }
    }

    /// To be called once per turn, so that the date is never asked for per request.
    mutating func refreshDate() {
        date.refresh()
    }

    /// Appends the answer to `output`.
    /// - Parameter request: nil if what came was none.
    mutating func write(
        _ response: Response, for request: Request?, keepAlive: Bool, into output: inout [UInt8]
    ) -> Written {
        let acceptsGzip = response.mayCompress && (request?.acceptsGzip ?? false)
        if let request, !request.head.conditions.isEmpty, response.status == .ok, request.method.isRetrieval {
            return writeOnConditions(response, request, acceptsGzip: acceptsGzip, keepAlive: keepAlive, into: &output)
        }
        let content = content(of: response, acceptsGzip: acceptsGzip)
        return write(response, content, for: request, keepAlive: keepAlive, into: &output)
    }

    private func write(
        _ response: Response, _ content: Content, for request: Request?, keepAlive: Bool, into output: inout [UInt8]
    ) -> Written {
        var written = Written(status: response.status, keepAlive: keepAlive)
        if content.hasNoLength, request?.head.minorVersion == 0 { written.keepAlive = false }
        writeHead(response, request, content, keepAlive: written.keepAlive, into: &output)
        if request?.method != .head { writeBody(content, request, into: &output, &written) }
        return written
    }

    // MARK: Conditions and ranges

    /// RFC 9110 section 13.2.1: preconditions apply to what would be 200 without them; the range comes after them.
    private mutating func writeOnConditions(
        _ response: Response, _ request: Request, acceptsGzip: Bool, keepAlive: Bool, into output: inout [UInt8]
    ) -> Written {
        switch request.precondition(entityTag: response.entityTag, lastModified: response.lastModified) {
        case .unchanged:
            return writeNotModified(response, request, acceptsGzip: acceptsGzip, keepAlive: keepAlive, into: &output)
        case .failed:
            return write(.problem(.preconditionFailed), for: request, keepAlive: keepAlive, into: &output)
        case .met:
            let content = content(of: response, acceptsGzip: acceptsGzip)
            let (answer, part) = part(of: response, content, request)
            return write(answer, part, for: request, keepAlive: keepAlive, into: &output)
        }
    }

    /// One range of what accepts ranges; whoever asks for more gets the whole, as RFC 9110 section 14.2 allows.
    private func part(of response: Response, _ content: Content, _ request: Request) -> (Response, Content) {
        guard response.acceptsRanges, request.method == .get, case .bytes(let bytes, let isGzip) = content,
            request.meetsIfRange(isGzip ? response.entityTag?.compressed : response.entityTag, response.lastModified),
            let field = request.joined("Range")
        else { return (response, content) }
        switch RequestedRange(field, length: bytes.count) {
        case .whole: return (response, content)
        case .part(let range):
            var partial = response
            partial.status = .partialContent
            partial.add("Content-Range", "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(bytes.count)")
            return (partial, .bytes(Array(bytes[range]), isGzip: isGzip))
        case .unsatisfiable:
            var problem = Response.problem(.rangeNotSatisfiable)
            problem.add("Content-Range", "bytes */\(bytes.count)")
            return (problem, .bytes(problem.body.bytes, isGzip: false))
        }
    }

    // MARK: Content

    private enum Content {
        case none
        case bytes([UInt8], isGzip: Bool)
        case chunks([[UInt8]])
        case stream(any PieceSource)

        var isGzip: Bool {
            if case .bytes(_, isGzip: true) = self { true } else { false }
        }

        var hasNoLength: Bool {
            switch self {
            case .chunks, .stream: true
            case .none, .bytes: false
            }
        }
    }

    private mutating func content(of response: Response, acceptsGzip: Bool) -> Content {
        guard !response.status.forbidsContent else { return .none }
        guard response.status != .resetContent else { return .bytes([], isGzip: false) }
        switch response.body {
        case .empty: return .bytes([], isGzip: false)
        case .chunks(let chunks): return .chunks(chunks)
        case .stream(let source): return .stream(source)
        case .encoded(let body):
            guard acceptsGzip, let gzip = body.gzip else { return .bytes(body.identity, isGzip: false) }
            return .bytes(gzip, isGzip: true)
        case .bytes(let bytes):
            guard acceptsGzip, let gzip = deflater?.compress(bytes) else { return .bytes(bytes, isGzip: false) }
            return .bytes(gzip, isGzip: true)
        }
    }

    private func writeBody(
        _ content: Content, _ request: Request?, into output: inout [UInt8], _ written: inout Written
    ) {
        switch content {
        case .none: break
        case .stream(let source): written.stream = source
        case .bytes(let bytes, _):
            written.bodyBytes = bytes.count
            if bytes.count <= Self.copyLimit { output += bytes } else { written.tail = [bytes] }
        case .chunks(let chunks):
            written.bodyBytes = chunks.reduce(0) { $0 + $1.count }
            written.tail = request?.head.minorVersion == 0 ? chunks : Self.chunked(chunks)
        }
    }

    /// RFC 9112 section 7.1. An empty piece would end the body: it is left out.
    private static func chunked(_ chunks: [[UInt8]]) -> [[UInt8]] {
        var pieces: [[UInt8]] = []
        var prefix = ""
        for chunk in chunks where !chunk.isEmpty {
            pieces.append(Array("\(prefix)\(String(chunk.count, radix: 16))\r\n".utf8))
            pieces.append(chunk)
            prefix = "\r\n"
        }
        pieces.append(Array("\(prefix)0\r\n\r\n".utf8))
        return pieces
    }

    // MARK: Head

    private func writeHead(
        _ response: Response, _ request: Request?, _ content: Content, keepAlive: Bool, into output: inout [UInt8]
    ) {
        beginHead(response.status, request, keepAlive: keepAlive, into: &output)
        if let contentType = response.contentType {
            output.append("Content-Type: ")
            output.append(contentType.value)
            output.append("\r\n")
        }
        if content.isGzip { output.append("Content-Encoding: gzip\r\n") }
        writeFraming(content, request, into: &output)
        endHead(response, isGzip: content.isGzip, into: &output)
    }

    private func writeFraming(_ content: Content, _ request: Request?, into output: inout [UInt8]) {
        switch content {
        case .none: break
        case .bytes(let bytes, _):
            output.append("Content-Length: ")
            output.append(decimal: bytes.count)
            output.append("\r\n")
        case .chunks, .stream:
            // To HTTP/1.0 the end of the connection ends the body (RFC 9112 section 6.3).
            if request?.head.minorVersion != 0 { output.append("Transfer-Encoding: chunked\r\n") }
        }
    }

    /// RFC 9110 section 15.4.5: the fields that a cache needs, and no others about the content.
    private func writeNotModified(
        _ response: Response, _ request: Request, acceptsGzip: Bool, keepAlive: Bool, into output: inout [UInt8]
    ) -> Written {
        beginHead(.notModified, request, keepAlive: keepAlive, into: &output)
        endHead(response, isGzip: acceptsGzip, into: &output)
        return Written(status: .notModified, keepAlive: keepAlive)
    }

    private func beginHead(_ status: Status, _ request: Request?, keepAlive: Bool, into output: inout [UInt8]) {
        writeStatusLine(status, into: &output)
        output += date.line
        output += commonFields
        writeRequestID(request, into: &output)
        if let strictTransport, let request, strictTransport.applies(to: request) { output += strictTransport.line }
        if !keepAlive {
            output.append("Connection: close\r\n")
        } else if request?.head.minorVersion == 0 {
            output.append("Connection: keep-alive\r\n")
        }
    }

    private func writeRequestID(_ request: Request?, into output: inout [UInt8]) {
        output.append("X-Request-Id: ")
        if let request { request.appendID(to: &output) } else { refused.append(to: &output) }
        output.append("\r\n")
    }

    private func writeStatusLine(_ status: Status, into output: inout [UInt8]) {
        if status == .ok {
            output.append("HTTP/1.1 200 OK\r\n")
            return
        }
        output.append("HTTP/1.1 ")
        output.append(decimal: status.rawValue)
        output.append(" ")
        output.append(status.reason)
        output.append("\r\n")
    }

    private func endHead(_ response: Response, isGzip: Bool, into output: inout [UInt8]) {
        if let tag = response.entityTag {
            writeField("ETag", (isGzip ? tag.compressed : tag).field, into: &output)
        }
        if let lastModified = response.lastModified {
            writeField("Last-Modified", HTTPDate.format(min(max(0, lastModified), date.second)), into: &output)
        }
        if response.acceptsRanges { output.append("Accept-Ranges: bytes\r\n") }
        if let upgrade = response.upgrade {
            writeField("Upgrade", upgrade, into: &output)
            output.append("Connection: upgrade\r\n")
        }
        if let cacheControl = response.cacheControl { writeField("Cache-Control", cacheControl, into: &output) }
        if response.mayCompress { output.append("Vary: Accept-Encoding\r\n") }
        for field in response.fields { writeField(field.name, field.value, into: &output) }
        output.append("\r\n")
    }

    /// The last place where a control character could slip through.
    private func writeField(_ name: String, _ value: String, into output: inout [UInt8]) {
        output.append(name)
        output.append(": ")
        output.append(FieldValue.sanitized(value))
        output.append("\r\n")
    }
}

extension Response {
    /// What is smaller fits one packet anyway; what is larger would hold up the loop for more than 10 ms.
    private static let compressibleSizes = 1025...1024 * 1024

    /// Whether a client that takes gzip would get it.
    fileprivate var mayCompress: Bool {
        switch body {
        case .encoded(let body): body.gzip != nil
        case .bytes(let bytes): Self.compressibleSizes.contains(bytes.count) && contentType?.isCompressible == true
        case .empty, .chunks, .stream: false
        }
    }
}

extension Response.Body {
    /// What is there in one piece.
    fileprivate var bytes: [UInt8] {
        if case .bytes(let bytes) = self { bytes } else { [] }
    }
}

extension Request {
    fileprivate var acceptsGzip: Bool { ContentNegotiation.acceptsGzip(joined("Accept-Encoding")) }
}
