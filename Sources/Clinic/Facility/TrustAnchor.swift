import HTTP
import Synchronization
import Vocabulary

/// The clinic's own certificate authority, as its devices are to know it.
package final class TrustAnchor: Sendable {
    private let file: String
    private let current: Mutex<Certificate>
    /// Where a device without the certificate can fetch it: host and port of plain HTTP.
    package let door: String?
    /// The clinic's address with TLS.
    package let clinic: String

    package init(file: String, door: String?, clinic: String) throws(TLSError) {
        self.file = file
        self.door = door
        self.clinic = clinic
        current = Mutex(try Certificate(file: file))
    }

    package var certificate: Certificate { current.withLock { $0 } }

    /// Reads the file again.
    /// - Throws: what is wrong with it; then the old one stays.
    package func reload() throws(TLSError) {
        let new = try Certificate(file: file)
        current.withLock { $0 = new }
    }
}
