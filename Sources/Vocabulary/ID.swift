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
        let random = RandomWords.two()
        let time = UInt64(truncatingIfNeeded: instant.milliseconds) << 16
        return ID(high: time | 0x7000 | (random.0 & 0x0FFF), low: 0x8000_0000_0000_0000 | (random.1 >> 2))
    }

    /// What comes before everything that is made at `instant` or after it, and after everything made before.
    package static func first(at instant: Instant) -> ID {
        ID(high: UInt64(truncatingIfNeeded: instant.milliseconds) << 16, low: 0)
    }

    /// Any UUID in its 36-character form, in either case; nil for everything else.
    package init?(_ text: String) {
        var text = text
        guard let id = text.withUTF8({ ID(ascii: $0) }) else { return nil }
        self = id
    }

    /// The same from bytes, such as a column of the database lends.
    package init?(ascii text: UnsafeBufferPointer<UInt8>) {
        guard text.count == 36, text[8] == Self.hyphen, text[13] == Self.hyphen, text[18] == Self.hyphen,
            text[23] == Self.hyphen
        else { return nil }
        let bytes = UnsafeRawBufferPointer(text)
        guard let first = Hexadecimal.number(bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
            let second = Hexadecimal.number(bytes.four(9) | bytes.four(14) << 32),
            let third = Hexadecimal.number(bytes.four(19) | bytes.four(24) << 32),
            let fourth = Hexadecimal.number(bytes.loadUnaligned(fromByteOffset: 28, as: UInt64.self))
        else { return nil }
        self.init(high: first << 32 | second, low: third << 32 | fourth)
    }

    package var description: String {
        String(unsafeUninitializedCapacity: Self.length) { text in
            write(to: text)
            return Self.length
        }
    }

    /// The number of ASCII characters an identifier has.
    package static var length: Int { 36 }

    /// Writes its 36 characters.
    package func write(to text: UnsafeMutableBufferPointer<UInt8>) {
        let bytes = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(text)[..<Self.length])
        let (second, third) = (Hexadecimal.digits(high), Hexadecimal.digits(low >> 32))
        bytes.storeBytes(of: Hexadecimal.digits(high >> 32), toByteOffset: 0, as: UInt64.self)
        bytes.storeBytes(of: UInt32(truncatingIfNeeded: second), toByteOffset: 9, as: UInt32.self)
        bytes.storeBytes(of: UInt32(truncatingIfNeeded: second >> 32), toByteOffset: 14, as: UInt32.self)
        bytes.storeBytes(of: UInt32(truncatingIfNeeded: third), toByteOffset: 19, as: UInt32.self)
        bytes.storeBytes(of: UInt32(truncatingIfNeeded: third >> 32), toByteOffset: 24, as: UInt32.self)
        bytes.storeBytes(of: Hexadecimal.digits(low), toByteOffset: 28, as: UInt64.self)
        (text[8], text[13], text[18], text[23]) = (Self.hyphen, Self.hyphen, Self.hyphen, Self.hyphen)
    }

    private static var hyphen: UInt8 { UInt8(ascii: "-") }
}

extension UnsafeRawBufferPointer {
    fileprivate func four(_ offset: Int) -> UInt64 {
        UInt64(loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }
}
