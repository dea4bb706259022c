import COpenSSL

/// The client's side of one connection over TLS, on a blocking socket that gives up after a while.
final class ClientSession {
    private let pointer: OpaquePointer

    /// Shakes hands.
    /// - Throws: `untrusted` when the server is not who it should be; `timedOut`, `closed`.
    init(_ trust: ClientTrust, host: String, descriptor: Int32) throws(ClientError) {
        guard let pointer = trust.session(host) else { throw .untrusted(reason: "no memory") }
        self.pointer = pointer
        ERR_clear_error()
        guard SSL_set_fd(pointer, descriptor) == 1, SSL_do_handshake(pointer) == 1 else { throw handshakeFailure() }
    }

    deinit { SSL_free(pointer) }

    private func handshakeFailure() -> ClientError {
        let verdict = SSL_get_verify_result(pointer)
        if verdict != X509_V_OK {
            return .untrusted(reason: String(cString: X509_verify_cert_error_string(verdict)))
        }
        guard let reason = ERR_reason_error_string(ERR_peek_error()) else { return .closed(answerBegan: false) }
        return .untrusted(reason: String(cString: reason))
    }

    /// - Returns: how many bytes came; 0 at close_notify.
    func read(into buffer: inout [UInt8]) throws(ClientError) -> Int {
        ERR_clear_error()
        return try checked(SSL_read(pointer, &buffer, Int32(buffer.count)))
    }

    func write(_ bytes: ArraySlice<UInt8>) throws(ClientError) -> Int {
        ERR_clear_error()
        return try checked(bytes.withUnsafeBytes { SSL_write(pointer, $0.baseAddress, Int32($0.count)) })
    }

    private func checked(_ count: Int32) throws(ClientError) -> Int {
        if count > 0 { return Int(count) }
        switch SSL_get_error(pointer, count) {
        case SSL_ERROR_ZERO_RETURN: return 0
        case SSL_ERROR_WANT_READ, SSL_ERROR_WANT_WRITE: throw .timedOut
        default: throw .closed(answerBegan: false)
        }
    }

    /// Says that nothing more will be sent.
    func end() { SSL_shutdown(pointer) }
}
