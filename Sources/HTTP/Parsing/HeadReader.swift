/// Reads one whole head, of which the end is known already.
struct HeadReader {
    private let limits: Limits
    private let end: Int
    private var position: Int
    private var head = RequestHead()
    private var hosts = 0
    private var contentLength: Int?
    private var transferCodings = 0

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
        try split(target, in: bytes)
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

    private mutating func split(_ target: Range<Int>, in bytes: Span<UInt8>) throws(Refusal) {
        let path = try originForm(target, in: bytes)
        guard let mark = path.first(where: { bytes[$0] == ASCII.questionMark }) else {
            head.path = ByteRange(path)
            return
        }
        head.path = ByteRange(path.lowerBound, mark)
        head.query = ByteRange(mark + 1, path.upperBound)
    }

    /// Reduces the forms of section 3.2 to path and query.
    private func originForm(_ target: Range<Int>, in bytes: Span<UInt8>) throws(Refusal) -> Range<Int> {
        if bytes[target.lowerBound] == ASCII.slash { return target }
        let text = bytes.extracting(target)
        if text.equals("*"), head.method == .options { return target }
        for scheme: StaticString in ["http://", "https://"] {
            let length = scheme.utf8CodeUnitCount
            guard text.count > length, text.extracting(0..<length).equalsIgnoringCase(scheme) else { continue }
            return try pathOfAbsoluteForm(target, authority: target.lowerBound + length, in: bytes)
        }
        throw Refusal(.badRequest)
    }

    private func pathOfAbsoluteForm(
        _ target: Range<Int>, authority: Int, in bytes: Span<UInt8>
    ) throws(Refusal) -> Range<Int> {
        var start = authority
        while start < target.upperBound, bytes[start] != ASCII.slash, bytes[start] != ASCII.questionMark { start += 1 }
        guard start > authority else { throw Refusal(.badRequest) }
        if start < target.upperBound, bytes[start] == ASCII.slash { return start..<target.upperBound }
        // An empty path means "/": the second slash of "http://" stands in for it. A query behind it is too odd to keep.
        guard start == target.upperBound else { throw Refusal(.badRequest) }
        return authority - 1..<authority
    }

    // MARK: Field lines (RFC 9112 section 5)

    private mutating func readFieldLine(_ bytes: Span<UInt8>) throws(Refusal) -> FieldLine {
        let name = try readToken(bytes, until: ASCII.colon)
        while bytes[position].isBlank { position += 1 }
        let start = position
        while bytes[position].isFieldContent { position += 1 }
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
        case 4 where name.equalsIgnoringCase("host"): hosts += 1
        case 6 where name.equalsIgnoringCase("expect"): try interpretExpect(value)
        case 10 where name.equalsIgnoringCase("connection"): interpretConnection(value)
        case 14 where name.equalsIgnoringCase("content-length"): try interpretContentLength(value)
        case 17 where name.equalsIgnoringCase("transfer-encoding"): try interpretTransferEncoding(value)
        default: break
        }
    }

    private mutating func interpretExpect(_ value: Span<UInt8>) throws(Refusal) {
        guard value.equalsIgnoringCase("100-continue") else { throw Refusal(.expectationFailed) }
        head.expectsContinue = true
    }

    private mutating func interpretConnection(_ value: Span<UInt8>) {
        if value.listContains("close") {
            head.keepAlive = false
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

    private mutating func interpretTransferEncoding(_ value: Span<UInt8>) throws(Refusal) {
        transferCodings += 1
        guard transferCodings == 1 else { throw Refusal(.badRequest) }
        guard value.equalsIgnoringCase("chunked") else { throw Refusal(.notImplemented) }
    }

    // MARK: The message as a whole (RFC 9112 sections 3.2 and 6.3)

    private mutating func finish() throws(Refusal) {
        guard hosts == 1 || hosts == 0 && head.minorVersion == 0 else { throw Refusal(.badRequest) }
        if transferCodings > 0 {
            // HTTP/1.0 has no chunks; who sends them in its name is a smuggler or broken.
            guard contentLength == nil, head.minorVersion == 1 else { throw Refusal(.badRequest) }
            head.framing = .chunked
        } else if let contentLength, contentLength > 0 {
            guard contentLength <= max(limits.body, limits.upload) else { throw Refusal(.contentTooLarge) }
            head.framing = .length(contentLength)
        }
        // Section 10.1.1 of RFC 9110: no 100 (Continue) to HTTP/1.0 clients, nor where no body follows.
        if head.framing == .none || head.minorVersion == 0 { head.expectsContinue = false }
    }
}
