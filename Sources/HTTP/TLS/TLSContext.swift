import COpenSSL
import Glibc

/// OpenSSL's settings with the certificates in force. Used by all loops at once; never changed once it is made.
///
/// One for all loops, because a session is resumed by a ticket that only the context which made it can open.
final class TLSContext: Sendable {
    let certificates: [Certificate]
    nonisolated(unsafe) private let contexts: [OpaquePointer]  // OpenSSL counts references and locks within

    /// TLS 1.2 with forward secrecy and authenticated encryption only (RFC 9325 section 4.2). All of them are good: the
    /// client's order decides, because a tablet without AES in hardware knows that it prefers ChaCha20.
    private static let ciphers = """
        ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:\
        ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305
        """
    private static let suites = "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256"
    private static let groups = "X25519:P-256:P-384"

    /// - Parameter identities: at least one; the first is for clients that ask for none of the names.
    init(_ identities: [TLS.Identity]) throws(TLSError) {
        var made: [(OpaquePointer, Certificate)] = []
        do {
            for identity in identities { made.append(try Self.context(identity)) }
        } catch {
            for (context, _) in made { SSL_CTX_free(context) }
            throw error
        }
        contexts = made.map(\.0)
        certificates = made.map(\.1)
        if contexts.count > 1 { chooseByName() }
    }

    deinit {
        for context in contexts { SSL_CTX_free(context) }
    }

    /// The server's side of a new connection; nil if there is no memory for it.
    func session() -> OpaquePointer? { SSL_new(contexts[0]) }

    // MARK: Making

    private static func context(_ identity: TLS.Identity) throws(TLSError) -> (OpaquePointer, Certificate) {
        ERR_clear_error()
        guard let context = SSL_CTX_new(TLS_server_method()) else { throw .refused("TLS") }
        do {
            try configure(context)
            return (context, try use(identity, context))
        } catch {
            SSL_CTX_free(context)
            throw error
        }
    }

    private static func configure(_ context: OpaquePointer) throws(TLSError) {
        guard AALO_SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1,
            SSL_CTX_set_cipher_list(context, ciphers) == 1, SSL_CTX_set_ciphersuites(context, suites) == 1,
            AALO_SSL_CTX_set1_groups_list(context, groups) == 1
        else { throw .refused("the ciphers") }
        AALO_SSL_CTX_refuse_renegotiation(context)
        // A write may end early and be repeated from another place; a connection at rest gives its buffers back; a read
        // returns after a message that is none of the application's, so that nobody holds up the loop with those.
        let modes = SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS
        SSL_CTX_ctrl(context, SSL_CTRL_MODE, Int(modes), nil)
        SSL_CTX_ctrl(context, SSL_CTRL_CLEAR_MODE, Int(SSL_MODE_AUTO_RETRY), nil)
        // Head and body of a record in one system call.
        SSL_CTX_ctrl(context, SSL_CTRL_SET_READ_AHEAD, 1, nil)
        // Sessions are kept by the clients, in tickets.
        SSL_CTX_ctrl(context, SSL_CTRL_SET_SESS_CACHE_MODE, Int(SSL_SESS_CACHE_OFF), nil)
        SSL_CTX_set_alpn_select_cb(context, selectProtocol, nil)
        SSL_CTX_set_info_callback(context, countSteps)
    }

    /// Far more than the handshake and any honest change of keys takes. Messages that ask for new keys cost us more than
    /// the client, and OpenSSL would go through them in one call for as long as they come.
    private static let steps = 1000

    private static let countSteps: @convention(c) (OpaquePointer?, Int32, Int32) -> Void = { session, place, _ in
        guard place & SSL_CB_LOOP != 0 else { return }
        let count = 1 + Int(bitPattern: SSL_get_ex_data(session, 0))
        SSL_set_ex_data(session, 0, UnsafeMutableRawPointer(bitPattern: count))
        if count > steps { shutdown(SSL_get_fd(session), Int32(SHUT_RD)) }
    }

    /// HTTP/1.1, or nothing (RFC 7301 section 3.2). Who asks for no protocol means it.
    private static let selectProtocol: SSL_CTX_alpn_select_cb_func = { _, chosen, length, offered, offeredLength, _ in
        let http = [UInt8]("http/1.1".utf8)
        let list = UnsafeBufferPointer(start: offered, count: Int(offeredLength))
        var index = 0
        while index < list.count {
            let end = index + 1 + Int(list[index])
            guard end <= list.count else { break }
            if list[(index + 1)..<end].elementsEqual(http), let offered {
                chosen?.pointee = offered + index + 1
                length?.pointee = list[index]
                return SSL_TLSEXT_ERR_OK
            }
            index = end
        }
        return SSL_TLSEXT_ERR_ALERT_FATAL
    }

    private static func use(_ identity: TLS.Identity, _ context: OpaquePointer) throws(TLSError) -> Certificate {
        let chain = try Certificate.chain(file: identity.certificate)
        let key = try PrivateKey(file: identity.key)
        guard chain[0].belongs(to: key) else {
            throw .mismatch(certificate: identity.certificate, key: identity.key)
        }
        guard SSL_CTX_use_certificate(context, chain[0].pointer) == 1 else { throw .refused(identity.certificate) }
        guard SSL_CTX_use_PrivateKey(context, key.pointer) == 1 else { throw .refused(identity.key) }
        for next in chain.dropFirst() {
            // 1: the context counts the certificate itself.
            let isTaken = SSL_CTX_ctrl(context, SSL_CTRL_CHAIN_CERT, 1, UnsafeMutableRawPointer(next.pointer))
            guard isTaken == 1 else { throw .refused(identity.certificate) }
        }
        return chain[0]
    }

    // MARK: Server Name Indication (RFC 6066 section 3)

    private func chooseByName() {
        // Not retained: each session of this context holds it.
        let here = Unmanaged.passUnretained(self).toOpaque()
        AALO_SSL_CTX_set_servername_callback(
            contexts[0],
            { session, _, argument in
                guard let session, let argument,
                    let name = SSL_get_servername(session, TLSEXT_NAMETYPE_host_name)
                else { return SSL_TLSEXT_ERR_NOACK }
                return Unmanaged<TLSContext>.fromOpaque(argument).takeUnretainedValue().choose(name, session)
            }, here)
    }

    /// An unknown name gets the first certificate: the client says more plainly than an alert what is wrong with it.
    private func choose(_ name: UnsafePointer<CChar>, _ session: OpaquePointer) -> Int32 {
        guard let index = certificates.firstIndex(where: { $0.matches(name) }) else { return SSL_TLSEXT_ERR_NOACK }
        if index > 0 { SSL_set_SSL_CTX(session, contexts[index]) }
        return SSL_TLSEXT_ERR_OK
    }
}
