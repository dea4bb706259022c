import COpenSSL
import Foundation
import Vocabulary

/// Random tokens and the hashes by which they are known.
package enum Secret {
    /// 32 random bytes as 64 hexadecimal digits.
    package static func token() -> String { hexadecimal(random(32)) }

    /// A key that a person can type: 20 characters of Crockford's base 32 in groups of five (100 bits).
    package static func deviceKey() -> String { Crockford.groups(of: Crockford.random(20), by: 5) }

    /// SHA-256 in hexadecimal. Right for tokens, which are random; passwords get scrypt.
    package static func hash(_ token: String) -> String { hash(Array(token.utf8)) }

    static func hash(_ bytes: [UInt8]) -> String {
        var digest = [UInt8](repeating: 0, count: 32)
        SHA256(bytes, bytes.count, &digest)
        return hexadecimal(digest)
    }

    static func random(_ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        // RAND_bytes fails only when the system has no entropy source at all; then nothing may go on.
        precondition(RAND_bytes(&bytes, Int32(count)) == 1, "no random numbers")
        return bytes
    }

    static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.reduce(into: "") { $0 += String($1 >> 4, radix: 16) + String($1 & 15, radix: 16) }
    }
}
