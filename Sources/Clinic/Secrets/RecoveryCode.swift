import COpenSSL

/// A key as it is written on paper: four lines of two groups, in the letters of Crockford's base 32, which has none that
/// look alike. Each group carries its own checksum over the key's name and the group's place, so that whoever types it
/// in is told which group is wrong.
package enum RecoveryCode {
    /// Of a key: 8 groups of 4 bytes, each with a byte of checksum, is 8 letters.
    package static let count = 8
    private static let groupBytes = 4
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    package struct Mistake: Error, Equatable {
        package let name: KeyName
        /// Counted from one; 0 when there are too few or too many.
        package let group: Int
    }

    /// "XXXX-XXXX", eight times.
    package static func groups(of key: ClinicKeys.Key, _ name: KeyName) -> [String] {
        (0..<count).map { place in
            let bytes = Array(key.bytes[place * groupBytes..<(place + 1) * groupBytes])
            let letters = letters(bytes + [checksum(bytes, place, name)])
            return letters.prefix(4) + "-" + letters.suffix(4)
        }
    }

    /// The key out of what was typed: capitals or not, with hyphens and blanks anywhere, O for 0 and I or L for 1.
    package static func key(_ typed: [String], _ name: KeyName) throws(Mistake) -> ClinicKeys.Key {
        let letters = typed.joined().utf8.filter { !" -\t".utf8.contains($0) }
        guard letters.count == count * 8 else { throw Mistake(name: name, group: 0) }
        var bytes: [UInt8] = []
        for place in 0..<count {
            let group = letters[place * 8..<(place + 1) * 8]
            guard let read = Self.bytes(group), let check = read.last,
                checksum(Array(read.dropLast()), place, name) == check
            else { throw Mistake(name: name, group: place + 1) }
            bytes += read.dropLast()
        }
        guard let key = ClinicKeys.Key(bytes) else { throw Mistake(name: name, group: 0) }
        return key
    }

    private static func checksum(_ bytes: [UInt8], _ place: Int, _ name: KeyName) -> UInt8 {
        let text = Array("\(name) \(place) ".utf8) + bytes
        var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
        SHA256(text, text.count, &digest)
        return digest[0]
    }

    /// Five bytes as eight letters.
    private static func letters(_ bytes: [UInt8]) -> String {
        let number = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return String(
            decoding: (0..<8).map { alphabet[Int(number >> UInt64(35 - 5 * $0)) & 31] }, as: UTF8.self)
    }

    private static func bytes(_ letters: some Sequence<UInt8>) -> [UInt8]? {
        var number: UInt64 = 0
        for letter in letters {
            guard let value = value(letter) else { return nil }
            number = number << 5 | value
        }
        return (0..<5).map { UInt8(truncatingIfNeeded: number >> UInt64(32 - 8 * $0)) }
    }

    private static func value(_ letter: UInt8) -> UInt64? {
        let capital = (0x61...0x7A).contains(letter) ? letter - 0x20 : letter
        let meant =
            switch capital {
            case UInt8(ascii: "O"): UInt8(ascii: "0")
            case UInt8(ascii: "I"), UInt8(ascii: "L"): UInt8(ascii: "1")
            default: capital
            }
        return alphabet.firstIndex(of: meant).map(UInt64.init)
    }
}
