import Glibc

/// An identifier that remembers whose it is: an `ID<Patient>` is not an `ID<Visit>`.
///
/// A UUID of version 7 (RFC 9562 section 5.7): ordered by time, unique across clinics, made by whoever creates.
/// Written in lower case with hyphens; stored as that text.
package struct ID<Owner>: Hashable, Sendable, CustomStringConvertible {
    private let high: UInt64
    private let low: UInt64

    fileprivate init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// An identifier that is nobody's: the nil UUID (RFC 9562 section 5.9).
    package static var example: ID { ID(high: 0, low: 0) }

    /// A new identifier for something made at `instant`.
    package static func new(at instant: Instant) -> ID {
        // One call to the kernel for both words; it cannot fail for so few bytes (getentropy(3)).
        var random: (UInt64, UInt64) = (0, 0)
        _ = withUnsafeMutableBytes(of: &random) { getentropy($0.baseAddress, $0.count) }
        let time = UInt64(truncatingIfNeeded: instant.milliseconds) << 16
        return ID(high: time | 0x7000 | (random.0 & 0x0FFF), low: 0x8000_0000_0000_0000 | (random.1 >> 2))
    }

    /// Any UUID in its 36-character form, in either case; nil for everything else.
    package init?(_ text: String) {
        var text = text
        guard let words = text.withUTF8(Self.words) else { return nil }
        self.init(high: words.high, low: words.low)
    }

    private static func words(_ text: UnsafeBufferPointer<UInt8>) -> (high: UInt64, low: UInt64)? {
        guard text.count == 36, text[8] == hyphen, text[13] == hyphen, text[18] == hyphen, text[23] == hyphen
        else { return nil }
        var (high, low, position): (UInt64, UInt64, Int) = (0, 0, 0)
        for index in 0..<16 {
            if isAfterHyphen(index) { position += 1 }
            guard let first = nibble(text[position]), let second = nibble(text[position + 1]) else { return nil }
            let byte = first << 4 | second
            if index < 8 { high = high << 8 | byte } else { low = low << 8 | byte }
            position += 2
        }
        return (high, low)
    }

    package var description: String {
        String(unsafeUninitializedCapacity: 36) { text in
            var position = 0
            for index in 0..<16 {
                if Self.isAfterHyphen(index) {
                    text[position] = Self.hyphen
                    position += 1
                }
                let byte = index < 8 ? high >> UInt64(56 - 8 * index) : low >> UInt64(120 - 8 * index)
                text[position] = Self.hexadecimal(byte >> 4)
                text[position + 1] = Self.hexadecimal(byte)
                position += 2
            }
            return 36
        }
    }

    private static var hyphen: UInt8 { UInt8(ascii: "-") }

    /// Whether a hyphen stands before this byte of the sixteen.
    private static func isAfterHyphen(_ index: Int) -> Bool { index == 4 || index == 6 || index == 8 || index == 10 }

    private static func nibble(_ byte: UInt8) -> UInt64? {
        switch byte {
        case 0x30...0x39: UInt64(byte - 0x30)
        case 0x61...0x66: UInt64(byte - 0x61 + 10)
        case 0x41...0x46: UInt64(byte - 0x41 + 10)
        default: nil
        }
    }

    private static func hexadecimal(_ value: UInt64) -> UInt8 {
        let nibble = UInt8(truncatingIfNeeded: value & 0xF)
        return nibble < 10 ? 0x30 + nibble : 0x61 + nibble - 10
    }
}
