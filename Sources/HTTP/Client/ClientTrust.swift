import COpenSSL

/// Whom a client of TLS believes: the authorities in one file and nobody else.
package final class ClientTrust: Sendable, Equatable {
    nonisolated(unsafe) private let context: OpaquePointer  // OpenSSL counts references and locks within

    /// - Parameter file: certificates in PEM form.
    package init(authorities file: String) throws(TLSError) {
        let authorities = try Certificate.chain(file: file)
        ERR_clear_error()
        guard let context = SSL_CTX_new(TLS_client_method()) else { throw .refused("TLS") }
        self.context = context
        guard AALO_SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1 else { throw .refused("TLS 1.2") }
        for authority in authorities {
            guard X509_STORE_add_cert(SSL_CTX_get_cert_store(context), authority.pointer) == 1 else {
                throw .refused(file)
            }
        }
        SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nil)
        // OpenSSL writes without MSG_NOSIGNAL.
        Signals.ignoreBrokenPipes()
    }

    deinit { SSL_CTX_free(context) }

    /// The client's side of a new connection to `host`; nil if there is no memory for it.
    func session(_ host: String) -> OpaquePointer? {
        guard let session = SSL_new(context) else { return nil }
        switch ServerName(host) {
        case .dns(let name):
            SSL_set1_host(session, name)
            AALO_SSL_set_tlsext_host_name(session, name)
        case .address(let bytes): X509_VERIFY_PARAM_set1_ip(SSL_get0_param(session), bytes, bytes.count)
        // No certificate is for it.
        case nil: SSL_set1_host(session, host)
        }
        SSL_set_connect_state(session)
        return session
    }

    package static func == (a: ClientTrust, b: ClientTrust) -> Bool { a === b }
}
