import COpenSSL

/// AES-256-GCM (NIST SP 800-38D) with the clinic's keys, for one thread: each key is scheduled once and its context used
/// again.
///
/// A sealed value is a version byte, the number of its key, 96 random bits, the text, and a tag of 128 bits. The column
/// and the row it belongs to are sealed with it: moved elsewhere it does not open.
final class Cipher {
    /// What a value is longer for being sealed.
    static let overhead = headLength + nonceLength + tagLength
    private static let version: UInt8 = 1
    private static let headLength = 2
    private static let nonceLength = 12
    private static let tagLength = 16

    let current: UInt8
    private let sealing: CipherContext
    private let opening: [CipherContext?]

    /// - Throws: `CipherError.refused` when the library does not work.
    init(_ keys: ClinicKeys) throws(CipherError) {
        current = keys.current
        guard let key = keys.data[keys.current] else { throw .unknownKey(keys.current) }
        sealing = try CipherContext(key, seals: true)
        var opening = [CipherContext?](repeating: nil, count: 256)
        for (number, key) in keys.data { opening[Int(number)] = try CipherContext(key, seals: false) }
        self.opening = opening
    }

    /// What a value belongs to.
    struct Place {
        let column: UnsafeRawBufferPointer
        let row: UnsafeRawBufferPointer
    }

    /// - Parameter output: room for the text and `overhead`.
    func seal(
        _ text: UnsafeRawBufferPointer, _ place: Place, into output: UnsafeMutableRawBufferPointer
    ) throws(CipherError) {
        (output[0], output[1]) = (Self.version, current)
        let nonce = UnsafeMutableRawBufferPointer(rebasing: output[2..<14])
        guard RAND_bytes(nonce.baseAddress, CInt(Self.nonceLength)) == 1 else { throw .refused }
        try sealing.begin(nonce: UnsafeRawBufferPointer(nonce))
        try sealing.bind(UnsafeRawBufferPointer(rebasing: output[0..<2]), place)
        let end = 14 + text.count
        try sealing.update(text, into: output.baseAddress! + 14)
        try sealing.finish(tag: UnsafeMutableRawBufferPointer(rebasing: output[end..<end + Self.tagLength]))
    }

    /// - Parameter output: room for what is sealed without `overhead`.
    func open(
        _ sealed: UnsafeRawBufferPointer, _ place: Place, into output: UnsafeMutableRawPointer
    ) throws(CipherError) {
        guard sealed.count >= Self.overhead, sealed[0] == Self.version else { throw .malformed }
        guard let context = opening[Int(sealed[1])] else { throw .unknownKey(sealed[1]) }
        let end = sealed.count - Self.tagLength
        try context.begin(nonce: UnsafeRawBufferPointer(rebasing: sealed[2..<14]))
        try context.bind(UnsafeRawBufferPointer(rebasing: sealed[0..<2]), place)
        try context.update(UnsafeRawBufferPointer(rebasing: sealed[14..<end]), into: output)
        try context.verify(tag: UnsafeRawBufferPointer(rebasing: sealed[end...]))
    }
}

enum CipherError: Error, Equatable {
    /// The library refused.
    case refused
    case malformed
    case unknownKey(UInt8)
    /// The key is another, or the value was changed or moved.
    case doesNotOpen

    var words: StaticString {
        switch self {
        case .refused: "the cryptography library refused to work"
        case .malformed: "this is no sealed value"
        case .unknownKey: "the key of a sealed value is not here"
        case .doesNotOpen: "a sealed value does not open: it was changed or moved, or the key is another"
        }
    }
}

/// A context of OpenSSL that keeps its key.
private final class CipherContext {
    private let context: OpaquePointer
    private let seals: CInt

    init(_ key: ClinicKeys.Key, seals: Bool) throws(CipherError) {
        guard let context = EVP_CIPHER_CTX_new() else { throw .refused }
        (self.context, self.seals) = (context, seals ? 1 : 0)
        guard EVP_CipherInit_ex(context, EVP_aes_256_gcm(), nil, key.bytes, nil, self.seals) == 1 else {
            throw .refused
        }
    }

    deinit { EVP_CIPHER_CTX_free(context) }

    /// A null key is the one there is.
    func begin(nonce: UnsafeRawBufferPointer) throws(CipherError) {
        try check(EVP_CipherInit_ex(context, nil, nil, nil, Self.bytes(nonce), seals))
    }

    /// The length stands between, so that no two places read alike.
    func bind(_ head: UnsafeRawBufferPointer, _ place: Cipher.Place) throws(CipherError) {
        var length = UInt64(place.column.count).littleEndian
        try bind(head)
        try withUnsafeBytes(of: &length) { bytes throws(CipherError) in try bind(bytes) }
        try bind(place.column)
        try bind(place.row)
    }

    private func bind(_ bytes: UnsafeRawBufferPointer) throws(CipherError) {
        var length: CInt = 0
        guard !bytes.isEmpty else { return }
        try check(EVP_CipherUpdate(context, nil, &length, Self.bytes(bytes), CInt(bytes.count)))
    }

    func update(_ bytes: UnsafeRawBufferPointer, into output: UnsafeMutableRawPointer) throws(CipherError) {
        var length: CInt = 0
        guard !bytes.isEmpty else { return }
        let output = output.assumingMemoryBound(to: UInt8.self)
        try check(EVP_CipherUpdate(context, output, &length, Self.bytes(bytes), CInt(bytes.count)))
    }

    func finish(tag: UnsafeMutableRawBufferPointer) throws(CipherError) {
        var length: CInt = 0
        var rest: UInt8 = 0
        try check(EVP_CipherFinal_ex(context, &rest, &length))
        try check(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, CInt(tag.count), tag.baseAddress))
    }

    func verify(tag: UnsafeRawBufferPointer) throws(CipherError) {
        var length: CInt = 0
        var rest: UInt8 = 0
        let expected = UnsafeMutableRawPointer(mutating: tag.baseAddress)
        try check(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, CInt(tag.count), expected))
        guard EVP_CipherFinal_ex(context, &rest, &length) == 1 else { throw .doesNotOpen }
    }

    private static func bytes(_ buffer: UnsafeRawBufferPointer) -> UnsafePointer<UInt8>? {
        buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
    }

    private func check(_ result: CInt) throws(CipherError) {
        guard result == 1 else { throw .refused }
    }
}
