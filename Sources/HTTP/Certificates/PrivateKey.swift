import COpenSSL

/// The private half of a key pair.
package final class PrivateKey: Sendable {
    nonisolated(unsafe) let pointer: OpaquePointer  // only read once made; OpenSSL counts references atomically

    private init(_ pointer: OpaquePointer) { self.pointer = pointer }

    deinit { EVP_PKEY_free(pointer) }

    /// A new one on the curve P-256, which every tablet knows.
    package static func generate() throws(TLSError) -> PrivateKey {
        let context = EVP_PKEY_CTX_new_from_name(nil, "EC", nil)
        defer { EVP_PKEY_CTX_free(context) }
        var key: OpaquePointer?
        guard EVP_PKEY_keygen_init(context) == 1, EVP_PKEY_CTX_set_group_name(context, "prime256v1") == 1,
            EVP_PKEY_generate(context, &key) == 1, let key
        else { throw .refused("a new key") }
        return PrivateKey(key)
    }

    package convenience init(file: String) throws(TLSError) {
        let bytes = try PEMFile.read(file)
        var hasPassphrase = false
        let key = PEMFile.parse(bytes) { bio in
            // Without a callback of ours OpenSSL would ask on the terminal.
            PEM_read_bio_PrivateKey(
                bio, nil,
                { _, _, _, hasPassphrase in
                    hasPassphrase?.storeBytes(of: true, as: Bool.self)
                    return -1
                }, &hasPassphrase)
        }
        if hasPassphrase { throw .keyHasPassphrase(file: file) }
        guard let key else { throw .noKey(file: file) }
        self.init(key)
    }

    /// Readable by its owner only.
    package func write(to file: String) throws(TLSError) {
        let bytes = PEMFile.bytes { PEM_write_bio_PrivateKey($0, pointer, nil, nil, 0, nil, nil) }
        try PEMFile.write(bytes, to: file, mode: 0o600)
    }
}
