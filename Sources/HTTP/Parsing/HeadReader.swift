/// Reads one whole head, of which the end is known already.
struct HeadReader {
    private let limits: Limits
    private let end: Int
    private var position: Int
    private var head = RequestHead()
    private var hosts = 0
    private var contentLength: Int?
    private var transferCoding = TransferCoding.none
    private var isClosing = false
    private var isEncoded = false
    private var isPartial = false

    private enum TransferCoding {
        case none, chunked, unknown, unknownChunked
    }

    init(limits: Limits, start: Int, end: Int) {
        self.limits = limits
        self.end = end
        position = start
        head.length = end
    }

    mutating func read(_ bytes: Span<UInt8>, fields: inout [FieldLine]) throws(Refusal) -> RequestHead {
        try readRequestLine(bytes)
        fields.removeAll(keepingCapacity: true)
        while position < end - 2 {
            guard fields.count < limits.fields else { throw Refusal(.requestHeaderFieldsTooLarge) }
            let line = try readFieldLine(bytes)
            fields.append(line)
            try interpret(line, in: bytes)
        }
        try finish()
        return head
    }

    // MARK: Request line (RFC 9112 section 3)

    private mutating func readRequestLine(_ bytes: Span<UInt8>) throws(Refusal) {
        let method = try readToken(bytes, until: ASCII.space)
        let target = try readTarget(bytes)
        try readVersion(bytes)
        guard let known = Method(bytes.extracting(method)) else { throw Refusal(.notImplemented) }
        head.method = known
        take(try RequestTarget(target, method: known, in: bytes))
    }

    /// A non-empty token and the octet after it.
    private mutating func readToken(_ bytes: Span<UInt8>, until delimiter: UInt8) throws(Refusal) -> Range<Int> {
        let start = position
        while bytes[position].isTokenCharacter { position += 1 }
        guard position > start, bytes[position] == delimiter else { throw Refusal(.badRequest) }
        position += 1
        return start..<position - 1
    }

    private mutating func readTarget(_ bytes: Span<UInt8>) throws(Refusal) -> Range<Int> {
        let start = position
        while bytes[position].isVisible {
            if bytes[position] == UInt8(ascii: "#") { throw Refusal(.badRequest) }
            position += 1
        }
        guard position > start, bytes[position] == ASCII.space else { throw Refusal(.badRequest) }
        guard position - start <= limits.target else { throw Refusal(.uriTooLong) }
        position += 1
        return start..<position - 1
    }

    private mutating func readVersion(_ bytes: Span<UInt8>) throws(Refusal) {
        guard position + 10 <= end else { throw Refusal(.badRequest) }
        let version = bytes.extracting(position..<position + 10)
        guard version.extracting(0..<5).equals("HTTP/"), version[6] == UInt8(ascii: "."),
            let major = version[5].decimalDigit, let minor = version[7].decimalDigit,
            version[8] == ASCII.carriageReturn, version[9] == ASCII.lineFeed
        else { throw Refusal(.badRequest) }
        guard major == 1 else { throw Refusal(.httpVersionNotSupported) }
        head.minorVersion = min(minor, 1)
        head.keepAlive = minor >= 1
        position += 10
    }

    private mutating func take(_ target: RequestTarget) {
        head.path = ByteRange(target.path)
        head.query = target.query.map { ByteRange($0) }
        head.authority = target.authority.map { ByteRange($0) }
        head.isForHTTPS = target.isSecure
    }

    // MARK: Field lines (RFC 9112 section 5)

    private mutating func readFieldLine(_ bytes: Span<UInt8>) throws(Refusal) -> FieldLine {
        let name = try readToken(bytes, until: ASCII.colon)
        while bytes[position].isBlank { position += 1 }
        let start = position
        position = bytes.endOfFieldContent(from: position)
        guard bytes[position] == ASCII.carriageReturn, bytes[position + 1] == ASCII.lineFeed else {
            throw Refusal(.badRequest)
        }
        let value = bytes.trim(start..<position)
        position += 2
        return FieldLine(name: ByteRange(name), value: ByteRange(value))
    }

    /// The fields that frame the message or steer the connection; all others are the application's.
    private mutating func interpret(_ line: FieldLine, in bytes: Span<UInt8>) throws(Refusal) {
        let name = bytes.extracting(line.name.range)
        let value = bytes.extracting(line.value.range)
        switch name.count {
        case 4 where name.equalsIgnoringCase("host"): try interpretHost(value)
        case 5 where name.equalsIgnoringCase("range"): head.conditions.insert(.range)
        case 6 where name.equalsIgnoringCase("expect"): try interpretExpect(value)
        case 8 where name.equalsIgnoringCase("if-match"): head.conditions.insert(.ifMatch)
        case 10 where name.equalsIgnoringCase("connection"): interpretConnection(value)
        case 13 where name.equalsIgnoringCase("if-none-match"): head.conditions.insert(.ifNoneMatch)
        case 13 where name.equalsIgnoringCase("content-range"): isPartial = true
        case 14 where name.equalsIgnoringCase("content-length"): try interpretContentLength(value)
        case 16 where name.equalsIgnoringCase("content-encoding"):
            isEncoded = isEncoded || !value.equalsIgnoringCase("identity")
        case 17 where name.equalsIgnoringCase("transfer-encoding"): try interpretTransferEncoding(value)
        case 17 where name.equalsIgnoringCase("if-modified-since"): head.conditions.insert(.ifModifiedSince)
        case 19 where name.equalsIgnoringCase("if-unmodified-since"): head.conditions.insert(.ifUnmodifiedSince)
        default: break
        }
    }

    /// RFC 9112 section 3.2. It may be empty, as the authority of a URI may.
    private mutating func interpretHost(_ value: Span<UInt8>) throws(Refusal) {
        hosts += 1
        guard Authority.isValid(value) else { throw Refusal(.badRequest) }
    }

    private mutating func interpretExpect(_ value: Span<UInt8>) throws(Refusal) {
        let known = value.eachElement { $0.equalsIgnoringCase("100-continue") }
        guard known else { throw Refusal(.expectationFailed) }
        head.expectsContinue = true
    }

    private mutating func interpretConnection(_ value: Span<UInt8>) {
        if value.listContains("close") {
            isClosing = true
        } else if head.minorVersion == 0, value.listContains("keep-alive") {
            head.keepAlive = true
        }
    }

    private mutating func interpretContentLength(_ value: Span<UInt8>) throws(Refusal) {
        guard contentLength == nil, value.count >= 1, value.count <= 18 else { throw Refusal(.badRequest) }
        var length = 0
        for index in value.indices {
            guard let digit = value[index].decimalDigit else { throw Refusal(.badRequest) }
            length = length * 10 + Int(digit)
        }
        contentLength = length
    }

    /// All lines are one list (RFC 9112 section 6.1). Empty elements, which other lists may have, are refused here:
    /// a reader before us may have understood them in another way.
    private mutating func interpretTransferEncoding(_ value: Span<UInt8>) throws(Refusal) {
        guard !value.isEmpty else { throw Refusal(.badRequest) }
        var start = 0
        while start <= value.count {
            var end = start
            while end < value.count, value[end] != ASCII.comma { end += 1 }
            try addTransferCoding(value.extracting(value.trim(start..<end)))
            start = end + 1
        }
    }

    private mutating func addTransferCoding(_ coding: Span<UInt8>) throws(Refusal) {
        // Chunked is the last, and there once.
        guard !coding.isEmpty, transferCoding != .chunked, transferCoding != .unknownChunked else {
            throw Refusal(.badRequest)
        }
        let isChunked = coding.equalsIgnoringCase("chunked")
        transferCoding = isChunked ? (transferCoding == .unknown ? .unknownChunked : .chunked) : .unknown
    }

    // MARK: The message as a whole (RFC 9112 sections 3.2 and 6.3)

    private mutating func finish() throws(Refusal) {
        guard hosts == 1 || hosts == 0 && head.minorVersion == 0 else { throw Refusal(.badRequest) }
        if transferCoding != .none {
            // HTTP/1.0 has no chunks; who sends them in its name is a smuggler or broken.
            guard contentLength == nil, head.minorVersion == 1 else { throw Refusal(.badRequest) }
            // Without chunks nobody knows where the body ends (section 6.3); with them we cannot read it (section 6.1).
            guard transferCoding != .unknown else { throw Refusal(.badRequest) }
            guard transferCoding == .chunked else { throw Refusal(.notImplemented) }
            head.framing = .chunked
        } else if let contentLength, contentLength > 0 {
            guard contentLength <= max(limits.body, limits.upload) else { throw Refusal(.contentTooLarge) }
            head.framing = .length(contentLength)
        }
        if isClosing { head.keepAlive = false }
        // We read content as it is, and whole (RFC 9110 sections 8.4 and 14.5).
        guard !isEncoded || head.framing == .none else { throw Refusal(.unsupportedMediaType) }
        guard !isPartial || head.method != .put else { throw Refusal(.badRequest) }
        // Section 10.1.1 of RFC 9110: no 100 (Continue) to HTTP/1.0 clients, nor where no body follows.
        if head.framing == .none || head.minorVersion == 0 { head.expectsContinue = false }
    }
}
