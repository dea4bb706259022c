import Synchronization

/// TLS 1.2 and 1.3 for a server (RFC 5246, RFC 8446): its certificates, which may be exchanged while it runs.
package final class TLS: Sendable {
    /// A certificate with its key, both in PEM form. The file of the certificate may hold those of its issuers too.
    package struct Identity: Sendable, Equatable {
        package let certificate: String
        package let key: String

        package init(certificate: String, key: String) {
            self.certificate = certificate
            self.key = key
        }
    }

    private let identities: [Identity]
    private let context: Mutex<TLSContext>

    /// - Parameter identities: at least one. Each serves the names it was made for, the first one all other clients.
    package init(_ identities: [Identity]) throws(TLSError) {
        precondition(!identities.isEmpty, "a server has a certificate")
        self.identities = identities
        context = Mutex(try TLSContext(identities))
        // OpenSSL writes without MSG_NOSIGNAL.
        Signals.ignoreBrokenPipes()
    }

    /// Reads the files again. New connections get what is there now, those that are open go on with what they have.
    ///
    /// Tickets are made with new keys, so that who had the old ones can open none: each client makes one full handshake.
    /// - Throws: what is wrong with the files; then all stays as it was.
    package func reload() throws(TLSError) {
        let new = try TLSContext(identities)
        context.withLock { $0 = new }
    }

    /// The certificates in force, in the order of their identities.
    package var certificates: [Certificate] { current.certificates }

    var current: TLSContext { context.withLock { $0 } }
}
