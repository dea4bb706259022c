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

    /// A new identifier for something made at `instant`.
    package static func new(at instant: Instant) -> ID {
        var random = SystemRandomNumberGenerator()
        let time = UInt64(truncatingIfNeeded: instant.milliseconds) << 16
        let high = time | 0x7000 | (random.next() & 0x0FFF)
        let low = 0x8000_0000_0000_0000 | (random.next() >> 2)
        return ID(high: high, low: low)
    }

    /// Any UUID in its 36-character form, in either case; nil for everything else.
    package init?(_ text: String) {
        var text = text
        guard let words = text.withUTF8(Self.words) else { return nil }
        self.init(high: words.high, low: words.low)
    }

    private static func words(_ bytes: UnsafeBufferPointer<UInt8>) -> (high: UInt64, low: UInt64)? {
        guard bytes.count == 36 else { return nil }
        var (high, low): (UInt64, UInt64) = (0, 0)
        for position in 0..<36 {
            if position == 8 || position == 13 || position == 18 || position == 23 {
                guard bytes[position] == UInt8(ascii: "-") else { return nil }
                continue
            }
            guard let nibble = nibble(bytes[position]) else { return nil }
            if position < 18 { high = high << 4 | nibble } else { low = low << 4 | nibble }
        }
        return (high, low)
    }

    package var description: String {
        String(unsafeUninitializedCapacity: 36) { buffer in
            var position = 0
            for shift in stride(from: 60, through: 0, by: -4) {
                if position == 8 || position == 13 { buffer[position] = UInt8(ascii: "-"); position += 1 }
                buffer[position] = Self.hexadecimal(high >> UInt64(shift))
                position += 1
            }
            for shift in stride(from: 60, through: 0, by: -4) {
                if position == 18 || position == 23 { buffer[position] = UInt8(ascii: "-"); position += 1 }
                buffer[position] = Self.hexadecimal(low >> UInt64(shift))
                position += 1
            }
            return position
        }
    }

    /// The same identifier said of something else, where one thing shares its key with another.
    package func of<Other>(_ other: Other.Type) -> ID<Other> { ID<Other>(high: high, low: low) }

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
