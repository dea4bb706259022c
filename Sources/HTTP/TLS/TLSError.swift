import COpenSSL

/// Why a certificate or key is not used.
package enum TLSError: Error, Equatable, CustomStringConvertible {
    case cannotRead(file: String, reason: String)
    case cannotWrite(file: String, reason: String)
    case noCertificate(file: String)
    case noKey(file: String)
    /// Nobody is there to type it when the machine starts.
    case keyHasPassphrase(file: String)
    case mismatch(certificate: String, key: String)
    /// OpenSSL's own word, such as "ee key too small".
    case refused(what: String, reason: String)

    package var description: String {
        switch self {
        case .cannotRead(let file, let reason): "\(file) cannot be read: \(reason)"
        case .cannotWrite(let file, let reason): "\(file) cannot be written: \(reason)"
        case .noCertificate(let file): "\(file) has no certificate in PEM form (-----BEGIN CERTIFICATE-----)"
        case .noKey(let file): "\(file) has no private key in PEM form (-----BEGIN PRIVATE KEY-----)"
        case .keyHasPassphrase(let file):
            "the key in \(file) has a passphrase: a server that starts by itself needs one without"
        case .mismatch(let certificate, let key):
            "the key in \(key) is not the one of the certificate in \(certificate)"
        case .refused(let what, let reason): "\(what): \(reason)"
        }
    }

    /// With the reason OpenSSL has left in this thread's queue.
    static func refused(_ what: String) -> TLSError {
        let code = ERR_peek_last_error()
        ERR_clear_error()
        let reason = ERR_reason_error_string(code).map { String(cString: $0) }
        return .refused(what: what, reason: reason ?? "refused by OpenSSL")
    }
}
