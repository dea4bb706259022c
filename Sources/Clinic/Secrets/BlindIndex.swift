import COpenSSL

/// HMAC-SHA-256 (RFC 2104), cut to 128 bits, by which a sealed value can be found without being opened. For one thread;
/// the key is scheduled once.
///
/// Who has the file sees which rows are equal in a column, and without the key not what they are.
final class BlindIndex {
    static let length = 16
    private let context: OpaquePointer

    /// - Throws: `CipherError.refused` when the library does not work.
    init(_ key: ClinicKeys.Key) throws(CipherError) {
        let algorithm = EVP_MAC_fetch(nil, "HMAC", nil)
        defer { EVP_MAC_free(algorithm) }
        guard let context = EVP_MAC_CTX_new(algorithm) else { throw .refused }
        self.context = context
        var digest: [CChar] = Array("SHA256".utf8CString)
        let isReady = digest.withUnsafeMutableBufferPointer { name in
            let parameters = [
                OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name.baseAddress, 0),
                OSSL_PARAM_construct_end(),
            ]
            return EVP_MAC_init(context, key.bytes, key.bytes.count, parameters) == 1
        }
        guard isReady else { throw .refused }
    }

    deinit { EVP_MAC_CTX_free(context) }

    /// The column is counted in, so that no two columns can be compared.
    func index(
        _ text: UnsafeRawBufferPointer, column: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(CipherError) {
        guard EVP_MAC_init(context, nil, 0, nil) == 1 else { throw .refused }
        var length = UInt64(column.count).littleEndian
        let isCounted = withUnsafeBytes(of: &length) { add($0) } && add(column) && add(text)
        guard isCounted else { throw .refused }
        var code: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        var count = 0
        let isMade = withUnsafeMutableBytes(of: &code) { room in
            guard EVP_MAC_final(context, room.baseAddress?.assumingMemoryBound(to: UInt8.self), &count, room.count) == 1
            else { return false }
            output.copyMemory(from: UnsafeRawBufferPointer(rebasing: room[..<Self.length]))
            return true
        }
        guard isMade else { throw .refused }
    }

    private func add(_ bytes: UnsafeRawBufferPointer) -> Bool {
        bytes.isEmpty
            || EVP_MAC_update(context, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count) == 1
    }
}

extension ClinicKeys.Key {
    /// What tells this key from every other and gives nothing of it away.
    func checkValue(_ name: KeyName) throws(CipherError) -> [UInt8] {
        let index = try BlindIndex(self)
        var value = [UInt8](repeating: 0, count: BlindIndex.length)
        let (text, column) = (Array(name.description.utf8), Array("check".utf8))
        var failure: CipherError?
        text.withUnsafeBytes { text in
            column.withUnsafeBytes { column in
                value.withUnsafeMutableBytes { output in
                    do throws(CipherError) { try index.index(text, column: column, into: output) } catch {
                        failure = error
                    }
                }
            }
        }
        if let failure { throw failure }
        return value
    }
}
