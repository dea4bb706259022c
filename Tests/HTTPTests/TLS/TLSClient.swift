import COpenSSL
import Glibc

@testable import HTTP

/// A client of OpenSSL's, blocking, that trusts one authority and shows what was agreed.
final class TLSClient {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    struct Options {
        var port: UInt16
        var authority: Certificate? = TestIdentity.authority.certificate
        var name = "localhost"
        var versions = TLS1_2_VERSION...TLS1_3_VERSION
        var protocols: [String] = []
        var session: TLSTicket?
    }

    private let context: OpaquePointer?
    private let session: OpaquePointer?
    private let descriptor: Descriptor
    private(set) var received: [UInt8] = []

    /// Connects and shakes hands.
    init(_ options: Options) throws {
        descriptor = try Self.connect(options.port)
        context = SSL_CTX_new(TLS_client_method())
        session = SSL_new(context)
        configure(options)
        SSL_set_fd(session, descriptor.number)
        guard SSL_connect(session) == 1 else { throw Self.failure() }
    }

    convenience init(_ server: TestServer, _ change: (inout Options) -> Void = { _ in }) throws {
        var options = Options(port: server.server.port)
        change(&options)
        try self.init(options)
    }

    deinit {
        // Else OpenSSL would take the session for a broken one and not resume it.
        SSL_set_shutdown(session, SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN)
        SSL_free(session)
        SSL_CTX_free(context)
    }

    static func connect(_ port: UInt16) throws -> Descriptor {
        let address = try SocketAddress(host: "127.0.0.1", port: port)
        let descriptor = Descriptor(socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0))
        let number = descriptor.number
        guard address.withPointer({ Glibc.connect(number, $0, $1) }) == 0 else { throw SystemError("connect") }
        descriptor.enable(Int32(IPPROTO_TCP), TCP_NODELAY)
        var patience = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(number, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        return descriptor
    }

    private func configure(_ options: Options) {
        // TLS 1.1 needs it: what is asked for must be refused by the server and not by us.
        SSL_CTX_set_security_level(context, 0)
        SSL_CTX_set_cipher_list(context, "ALL:@SECLEVEL=0")
        SSL_ctrl(session, SSL_CTRL_SET_MIN_PROTO_VERSION, Int(options.versions.lowerBound), nil)
        SSL_ctrl(session, SSL_CTRL_SET_MAX_PROTO_VERSION, Int(options.versions.upperBound), nil)
        if let authority = options.authority {
            X509_STORE_add_cert(SSL_CTX_get_cert_store(context), authority.pointer)
            SSL_set_verify(session, SSL_VERIFY_PEER, nil)
            SSL_set1_host(session, options.name)
        }
        AALO_SSL_set_tlsext_host_name(session, options.name)
        if !options.protocols.isEmpty {
            let list = options.protocols.flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) }
            SSL_set_alpn_protos(session, list, UInt32(list.count))
        }
        if let ticket = options.session { SSL_set_session(session, ticket.pointer) }
    }

    static func failure() -> Failure {
        let code = ERR_peek_error()
        let reason = ERR_reason_error_string(code).map { String(cString: $0) }
        ERR_clear_error()
        return Failure(description: reason ?? "the connection broke")
    }

    // MARK: What was agreed

    var version: String { String(cString: SSL_get_version(session)) }
    var cipher: String { String(cString: SSL_CIPHER_get_name(SSL_get_current_cipher(session))) }
    var isResumed: Bool { SSL_session_reused(session) == 1 }
    var certificate: Certificate? { SSL_get1_peer_certificate(session).map { Certificate($0) } }

    var chosenProtocol: String? {
        var start: UnsafePointer<UInt8>?
        var length: UInt32 = 0
        SSL_get0_alpn_selected(session, &start, &length)
        return length == 0
            ? nil : String(decoding: UnsafeBufferPointer(start: start, count: Int(length)), as: UTF8.self)
    }

    /// Good after the first answer: TLS 1.3 sends tickets after the handshake.
    func ticket() throws -> TLSTicket {
        guard let session = SSL_get1_session(session) else { throw Failure(description: "no session") }
        return TLSTicket(session)
    }

    // MARK: Bytes

    func send(_ text: String) throws { try send(Array(text.utf8)) }

    func send(_ bytes: [UInt8]) throws {
        guard SSL_write(session, bytes, Int32(bytes.count)) == bytes.count else { throw Self.failure() }
    }

    /// Appends to `received`.
    /// - Returns: false at close_notify.
    func read(atMost size: Int = 65_536) throws -> Bool {
        var piece = [UInt8](repeating: 0, count: size)
        let count = SSL_read(session, &piece, Int32(size))
        if count > 0 {
            received += piece.prefix(Int(count))
            return true
        }
        guard SSL_get_error(session, count) == SSL_ERROR_ZERO_RETURN else { throw Self.failure() }
        return false
    }

    /// All that comes until the server says goodbye.
    func rest() throws -> String {
        while try read() {}
        defer { received = [] }
        return String(decoding: received, as: UTF8.self)
    }

    /// One answer with Content-Length.
    func response() throws -> (head: String, body: [UInt8]) {
        let end = Array("\r\n\r\n".utf8)
        var headEnd: Int?
        while headEnd == nil {
            headEnd = received.indices.first { received[$0...].starts(with: end) }
            if headEnd == nil, try !read() { throw Failure(description: "the server said goodbye") }
        }
        let bodyStart = (headEnd ?? 0) + end.count
        let head = String(decoding: received.prefix(bodyStart), as: UTF8.self)
        let length =
            head.split(separator: "\r\n").first { $0.hasPrefix("Content-Length: ") }
            .flatMap { Int($0.dropFirst(16)) } ?? 0
        while received.count < bodyStart + length {
            if try !read() { throw Failure(description: "the body is not whole") }
        }
        defer { received.removeFirst(bodyStart + length) }
        return (head, Array(received[bodyStart..<(bodyStart + length)]))
    }

    func get(_ target: String = "/", host: String = "localhost") throws -> String {
        try send("GET \(target) HTTP/1.1\r\nHost: \(host)\r\n\r\n")
        return String(decoding: try response().body, as: UTF8.self)
    }

    /// close_notify, and nothing more from our side; the other stays open.
    func sayGoodbye() { SSL_shutdown(session) }

    /// The end of TCP without the end of TLS.
    func cut() { shutdown(descriptor.number, Int32(SHUT_WR)) }

    func renegotiate() -> Bool {
        SSL_renegotiate(session)
        return SSL_do_handshake(session) == 1
    }

    func updateKeys(_ kind: Int32 = SSL_KEY_UPDATE_REQUESTED) throws {
        guard SSL_key_update(session, kind) == 1, SSL_do_handshake(session) == 1 else {
            throw Self.failure()
        }
    }
}

/// What a client keeps to come back sooner.
final class TLSTicket {
    let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) { self.pointer = pointer }

    deinit { SSL_SESSION_free(pointer) }
}
