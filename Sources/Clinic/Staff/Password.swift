import COpenSSL
import Foundation
import Vocabulary

/// A password or PIN as it is kept: scrypt (RFC 7914) with its own salt, and the parameters beside it, so that they can
/// grow. Written "scrypt$16$8$1$salt$hash", the first number being log2 of N, the last two base64.
package struct PasswordHash: Sendable, CustomStringConvertible {
    /// N = 2^16, r = 8, p = 1 (OWASP ASVS 2.4.6): 64 MiB and a fifth of a second on the clinic's machine, one at a time.
    private static let logN = 16
    private static let blockSize: UInt64 = 8
    private static let parallelism: UInt64 = 1
    private static let length = 32

    package let description: String

    /// Slow by design: never on an event loop or the writer.
    package init(of secret: String) throws(PasswordError) { try self.init(of: secret, logN: Self.logN) }

    /// As it was made before the parameters grew.
    init(of secret: String, logN: Int) throws(PasswordError) {
        let salt = Secret.random(16)
        let hash = try Self.derive(secret, salt, logN: logN, r: Self.blockSize, p: Self.parallelism)
        description = [
            "scrypt", String(logN), String(Self.blockSize), String(Self.parallelism),
            Data(salt).base64EncodedString(), Data(hash).base64EncodedString(),
        ].joined(separator: "$")
    }

    package init(stored: String) { description = stored }

    /// Whether it was made under parameters that are weaker than the present ones.
    var isWeak: Bool {
        let parts = description.split(separator: "$")
        guard parts.count == 6, let logN = Int(parts[1]), let r = UInt64(parts[2]), let p = UInt64(parts[3]) else {
            return false
        }
        return logN < Self.logN || r < Self.blockSize || p < Self.parallelism
    }

    /// Whether this is the secret. Takes as long whether it is or not.
    package func matches(_ secret: String) -> Bool {
        let parts = description.split(separator: "$")
        guard parts.count == 6, parts[0] == "scrypt", let logN = Int(parts[1]), (10...20).contains(logN),
            let r = UInt64(parts[2]), let p = UInt64(parts[3]), r <= 32, p <= 16,
            let salt = Data(base64Encoded: String(parts[4])), let hash = Data(base64Encoded: String(parts[5])),
            let derived = try? Self.derive(secret, Array(salt), logN: logN, r: r, p: p), hash.count == derived.count
        else { return false }
        return CRYPTO_memcmp(derived, Array(hash), derived.count) == 0
    }

    private static func derive(
        _ secret: String, _ salt: [UInt8], logN: Int, r: UInt64, p: UInt64
    ) throws(PasswordError) -> [UInt8] {
        var key = [UInt8](repeating: 0, count: length)
        let bytes = Array(secret.utf8).map { CChar(bitPattern: $0) }
        let memory = UInt64(128) * r * (UInt64(1) << UInt64(logN)) * 2
        let result = EVP_PBE_scrypt(
            bytes, bytes.count, salt, salt.count, UInt64(1) << UInt64(logN), r, p, memory, &key, key.count)
        guard result == 1 else { throw PasswordError.cannotDerive }
        return key
    }
}

package enum PasswordError: Error {
    /// OpenSSL could not run scrypt, most likely for want of memory.
    case cannotDerive
}
