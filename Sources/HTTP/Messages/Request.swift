/// One request: the bytes of its head with the places of its parts. Strings are made when asked for.
package struct Request: Sendable {
    /// HEAD stays `.head`.
    package let method: Method
    /// The whole body, de-chunked.
    package var body: Content
    /// The numeric address of the peer, without the port.
    package var remoteAddress: String

    let head: RequestHead
    private let bytes: [UInt8]
    private let fields: [FieldLine]
    private let number: RequestID
    /// Of a form whose body went to a file.
    let form: MultipartForm.Outcome?

    init(_ message: RequestDecoder.Message, remoteAddress: String, id: RequestID) {
        method = message.head.method
        body = message.body
        self.remoteAddress = remoteAddress
        head = message.head
        bytes = message.bytes
        fields = message.fields
        number = id
        form = message.form
    }

    /// A request that comes over no socket: for tests and calls inside the process.
    ///
    /// - Precondition: the target and the headers are well-formed; `Host` is added.
    package init(
        _ method: Method, _ target: String, headers: [(String, String)] = [], body: [UInt8] = [],
        remoteAddress: String = "127.0.0.1"
    ) {
        var text = "\(method.rawValue) \(target) HTTP/1.1\r\nHost: localhost\r\n"
        for (name, value) in headers where name.lowercased() != "host" { text += "\(name): \(value)\r\n" }
        let bytes = Array((text + "\r\n").utf8)
        var parser = RequestParser()
        var fields: [FieldLine] = []
        guard case .complete(let head) = parser.parse(bytes.span, limits: Limits(), fields: &fields) else {
            preconditionFailure("a malformed request: \(method.rawValue) \(target) \(headers)")
        }
        let message = RequestDecoder.Message(head: head, bytes: bytes, fields: fields, body: .bytes(body))
        self.init(message, remoteAddress: remoteAddress, id: .unattached())
    }

    /// As received, in origin-form (`/a/b?x=1`); absolute-form is reduced to it (RFC 9112 section 3.2).
    package var target: String {
        guard let query else { return path }
        return path + "?" + query
    }

    /// As received: not percent-decoded, without the query.
    package var path: String { text(head.path) }

    /// As received, without the question mark; nil if there was none.
    package var query: String? { head.query.map(text) }

    /// The path's bytes, without making a string.
    package func withPath<Result>(_ body: (Span<UInt8>) throws -> Result) rethrows -> Result {
        try body(bytes.span.extracting(head.path.range))
    }

    /// The first field of that name, whatever its case.
    package subscript(header name: String) -> String? {
        for field in fields where has(field, name) { return text(field.value) }
        return nil
    }

    /// The values of all field lines of that name, in order.
    package func headers(_ name: String) -> [String] {
        fields.filter { has($0, name) }.map { text($0.value) }
    }

    /// The value of a cookie, in whichever Cookie field it comes first.
    package func cookie(_ name: String) -> String? {
        for field in fields where has(field, "cookie") {
            let value = bytes.withUnsafeBufferPointer {
                Cookie.value(of: name, in: UnsafeBufferPointer(rebasing: $0[field.value.range]))
            }
            if let value { return value }
        }
        return nil
    }

    /// The value of a cookie that is no secret: under whichever of its two names it comes, the one that only we can have
    /// set before the other.
    package func openCookie(_ name: String) -> String? {
        cookie(Cookie.name(name, isSecure: true)) ?? cookie(Cookie.name(name, isSecure: false))
    }

    /// The client's `X-Request-Id` if it is a short token, or else our own: unique, short, lower-case hexadecimal.
    package var id: String {
        var text: [UInt8] = []
        appendID(to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    func appendID(to output: inout [UInt8]) {
        guard let field = fields.first(where: isRequestID) else { return number.append(to: &output) }
        output.append(bytes.span.extracting(field.value.range))
    }

    /// The client's trace, for the log; nil unless well-formed.
    package var traceParent: String? {
        self[header: "traceparent"].flatMap { TraceParent.isWellFormed($0) ? $0 : nil }
    }

    private func isRequestID(_ field: FieldLine) -> Bool {
        field.name.count == 12 && bytes.span.extracting(field.name.range).equalsIgnoringCase("x-request-id")
            && RequestID.accepts(bytes.span.extracting(field.value.range))
    }

    /// A list field, in one line however many it came in (RFC 9110 section 5.3).
    func joined(_ name: String) -> String? {
        var found: String?
        for field in fields where has(field, name) {
            let value = text(field.value)
            found = found.map { "\($0), \(value)" } ?? value
        }
        return found
    }

    /// Whom the client means: the authority of a target in absolute form, else Host (RFC 9112 section 3.2.2).
    package var host: String? { head.authority.map(text) ?? self[header: "Host"] }

    private func text(_ range: ByteRange) -> String {
        bytes.span.extracting(range.range).lossyString()
    }

    private func has(_ field: FieldLine, _ name: String) -> Bool {
        let wanted = name.utf8
        guard field.name.count == wanted.count else { return false }
        var index = field.name.range.lowerBound
        for byte in wanted {
            guard bytes[index].lowercased == byte.lowercased else { return false }
            index += 1
        }
        return true
    }
}
