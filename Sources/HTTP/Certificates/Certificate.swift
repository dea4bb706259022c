import COpenSSL
import Glibc

/// An X.509 certificate (RFC 5280).
package final class Certificate: Sendable {
    nonisolated(unsafe) let pointer: OpaquePointer  // only read once it is made; OpenSSL locks what it caches within

    /// - Parameter pointer: owned from now on.
    init(_ pointer: OpaquePointer) {
        self.pointer = pointer
    }

    deinit { X509_free(pointer) }

    /// The first certificate of the file.
    package convenience init(file: String) throws(TLSError) {
        guard let first = try Self.chain(file: file).first else { throw .noCertificate(file: file) }
        self.init(first.retained)
    }

    /// All certificates of the file, the server's own first.
    static func chain(file: String) throws(TLSError) -> [Certificate] {
        let bytes = try PEMFile.read(file)
        let chain = PEMFile.parse(bytes) { bio in
            var found: [Certificate] = []
            while let next = PEM_read_bio_X509(bio, nil, { _, _, _, _ in -1 }, nil) { found.append(Certificate(next)) }
            return found
        }
        guard !chain.isEmpty else { throw .noCertificate(file: file) }
        return chain
    }

    private var retained: OpaquePointer {
        X509_up_ref(pointer)
        return pointer
    }

    package func write(to file: String) throws(TLSError) {
        let bytes = PEMFile.bytes { PEM_write_bio_X509($0, pointer) }
        try PEMFile.write(bytes, to: file, mode: 0o644)
    }

    /// As devices install it.
    package var der: [UInt8] { PEMFile.bytes { i2d_X509_bio($0, pointer) } }

    /// SHA-256 of the whole certificate, as phones show it: "4F:A0:…".
    package var fingerprint: String {
        SHA256.digest(der).map { byte in
            let digits = String(byte, radix: 16, uppercase: true)
            return byte < 16 ? "0" + digits : digits
        }.joined(separator: ":")
    }

    /// The common name of the subject.
    package var name: String {
        var text = [CChar](repeating: 0, count: 256)
        X509_NAME_get_text_by_NID(X509_get_subject_name(pointer), NID_commonName, &text, Int32(text.count))
        return text.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    }

    /// In seconds since 1970.
    package var validFrom: Int { Self.seconds(X509_get0_notBefore(pointer)) }

    /// In seconds since 1970.
    package var validUntil: Int { Self.seconds(X509_get0_notAfter(pointer)) }

    private static func seconds(_ time: UnsafePointer<ASN1_TIME>?) -> Int {
        var parts = tm()
        guard ASN1_TIME_to_tm(time, &parts) == 1 else { return 0 }
        return timegm(&parts)
    }

    /// The names and addresses it was made for (RFC 5280 section 4.2.1.6).
    package var names: [ServerName] {
        guard let found = X509_get_ext_d2i(pointer, NID_subject_alt_name, nil, nil) else { return [] }
        let list = OpaquePointer(found)
        defer { GENERAL_NAMES_free(list) }
        return (0..<OPENSSL_sk_num(list)).compactMap { index in
            OPENSSL_sk_value(list, index).flatMap { Self.name($0.assumingMemoryBound(to: GENERAL_NAME.self).pointee) }
        }
    }

    private static func name(_ general: GENERAL_NAME) -> ServerName? {
        let text = general.d.ia5
        let bytes = UnsafeBufferPointer(start: ASN1_STRING_get0_data(text), count: Int(ASN1_STRING_length(text)))
        switch general.type {
        case GEN_DNS: return ServerName(String(decoding: bytes, as: UTF8.self))
        case GEN_IPADD where bytes.count == 4 || bytes.count == 16: return .address(Array(bytes))
        default: return nil
        }
    }

    /// Whether a client that asked for this name would accept the certificate (RFC 9525).
    func matches(_ name: UnsafePointer<CChar>) -> Bool { X509_check_host(pointer, name, 0, 0, nil) == 1 }

    /// Whether the certificate is good for the name; both must be as `ServerName` writes them.
    package func isFor(_ name: ServerName) -> Bool {
        switch name {
        case .dns(let name): matches(name)
        case .address(let bytes): X509_check_ip(pointer, bytes, bytes.count, 0) == 1
        }
    }

    func belongs(to key: PrivateKey) -> Bool {
        defer { ERR_clear_error() }
        return X509_check_private_key(pointer, key.pointer) == 1
    }
}
