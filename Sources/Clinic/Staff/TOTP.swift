import COpenSSL
import Foundation
import Vocabulary

/// Time-based one-time passwords (RFC 6238) over HMAC-SHA-1 (RFC 4226), as the apps on people's phones make them.
struct TOTP: Sendable {
    /// In seconds.
    static let period = 30
    private static let keyLength = 20
    /// How many periods a phone's clock may be off, either way (RFC 6238, section 5.2).
    private static let drift = 1
    private static let hashLength = 20

    let key: [UInt8]

    static func random() -> TOTP { TOTP(key: Secret.random(keyLength)) }

    /// The number of a moment's period (RFC 6238, section 4.2).
    static func step(at instant: Instant) -> Int { Int(instant.milliseconds / 1_000) / period }

    /// - Throws: `CipherError.refused` when the library does not work.
    func code(at step: Int, digits: Int = 6) throws(CipherError) -> String {
        let mac = try mac(of: step)
        let offset = Int(mac[Self.hashLength - 1] & 0x0F)
        let number = mac[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } & 0x7FFF_FFFF
        let modulus = (0..<digits).reduce(1) { product, _ in product * 10 }
        return String(String(modulus + number % modulus).dropFirst())
    }

    /// The period whose code this is, of those around the present one; nil when it is none's. All are looked at, and each
    /// takes as long whether it is right or not.
    func step(of code: String, at instant: Instant) throws(CipherError) -> Int? {
        let (typed, now) = (Array(code.utf8), Self.step(at: instant))
        var found: Int?
        for step in now - Self.drift...now + Self.drift {
            let own = Array(try self.code(at: step).utf8)
            if own.count == typed.count, CRYPTO_memcmp(own, typed, own.count) == 0 { found = step }
        }
        return found
    }

    private func mac(of step: Int) throws(CipherError) -> [UInt8] {
        let counter = (0..<8).map { UInt8(truncatingIfNeeded: step >> (56 - 8 * $0)) }
        var mac = [UInt8](repeating: 0, count: Self.hashLength)
        var length = 0
        let made = EVP_Q_mac(
            nil, "HMAC", nil, "SHA1", nil, key, key.count, counter, counter.count, &mac, Self.hashLength, &length)
        guard made != nil, length == Self.hashLength else { throw .refused }
        return mac
    }
}

extension TOTP {
    /// The key as it is typed into a phone: base 32 (RFC 4648, section 6) in groups of four.
    var groups: [String] {
        let text = Array(base32)
        return stride(from: 0, to: text.count, by: 4).map { String(text[$0..<min($0 + 4, text.count)]) }
    }

    /// What the QR code says, by which a phone takes the key
    /// (https://github.com/google/google-authenticator/wiki/Key-Uri-Format).
    func address(of userName: String, at clinic: String) -> String {
        let (issuer, user) = (clinic.percentEncodedForQuery, userName.percentEncodedForQuery)
        return """
            otpauth://totp/\(issuer):\(user)?secret=\(base32)&issuer=\(issuer)&algorithm=SHA1&digits=6&period=\(Self.period)
            """
    }

    /// Twenty bytes are 32 letters, without padding.
    private var base32: String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var (text, bits, count) = ("", 0, 0)
        for byte in key {
            (bits, count) = ((bits << 8 | Int(byte)) & 0xFFFF, count + 8)
            while count >= 5 {
                count -= 5
                text.append(alphabet[bits >> count & 31])
            }
        }
        return text
    }
}
