import COpenSSL

/// The TLS of one connection, or none.
///
/// OpenSSL keeps errors in a queue for each thread, and one that somebody else left there would be taken for ours: it is
/// emptied before each call.
struct TLSSession: ~Copyable {
    enum Handshake {
        case complete
        case wantsRead
        case wantsWrite
        /// What came is a request without TLS.
        case plainHTTP
        /// In OpenSSL's words, such as "tlsv1 alert unknown ca".
        case failed(reason: String)
    }

    /// Nil for plain TCP.
    private let pointer: OpaquePointer?
    /// Held because the context's callbacks need it while they shake hands.
    private let context: TLSContext?

    static var none: TLSSession { TLSSession() }

    private init() {
        pointer = nil
        context = nil
    }

    /// The server's side, before its handshake. Nil if there is no memory for it.
    init?(_ context: TLSContext, descriptor: Int32) {
        guard let pointer = context.session() else { return nil }
        guard SSL_set_fd(pointer, descriptor) == 1 else {
            SSL_free(pointer)
            return nil
        }
        SSL_set_accept_state(pointer)
        self.pointer = pointer
        self.context = context
    }

    deinit { SSL_free(pointer) }

    var isPlain: Bool { pointer == nil }

    /// Whether input waits that epoll will not report.
    var hasBufferedInput: Bool { SSL_has_pending(pointer) == 1 }

    func handshake() -> Handshake {
        ERR_clear_error()
        let result = SSL_do_handshake(pointer)
        if result == 1 { return .complete }
        switch SSL_get_error(pointer, result) {
        case SSL_ERROR_WANT_READ: return .wantsRead
        case SSL_ERROR_WANT_WRITE: return .wantsWrite
        default:
            return ERR_GET_REASON(ERR_peek_error()) == SSL_R_HTTP_REQUEST ? .plainHTTP : .failed(reason: Self.reason)
        }
    }

    /// The first error is what was wrong, those behind it what that led to. A connection that broke has none.
    private static var reason: String {
        ERR_reason_error_string(ERR_peek_error()).map { String(cString: $0) } ?? "the client went away"
    }

    func read(into buffer: inout [UInt8]) -> Transport.Result {
        ERR_clear_error()
        var count = 0
        let result = SSL_read_ex(pointer, &buffer, buffer.count, &count)
        return result == 1 ? .bytes(count) : reason(result)
    }

    func write(_ bytes: UnsafeRawBufferPointer) -> Transport.Result {
        ERR_clear_error()
        var count = 0
        let result = SSL_write_ex(pointer, bytes.baseAddress, bytes.count, &count)
        return result == 1 ? .bytes(count) : reason(result)
    }

    private func reason(_ result: Int32) -> Transport.Result {
        switch SSL_get_error(pointer, result) {
        case SSL_ERROR_WANT_READ: .wantsRead
        case SSL_ERROR_WANT_WRITE: .wantsWrite
        // Only close_notify is an end. Without it (RFC 8446 section 6.1) somebody may have cut the connection.
        case SSL_ERROR_ZERO_RETURN: .ended
        default: .failed
        }
    }

    /// Sends close_notify, once. Before the end of the handshake, or after an error, there is nobody to say it to.
    func end() {
        guard SSL_in_init(pointer) == 0, SSL_get_shutdown(pointer) & SSL_SENT_SHUTDOWN == 0 else { return }
        ERR_clear_error()
        SSL_shutdown(pointer)
    }
}
