/// Eight hexadecimal digits at a time, in the eight bytes of one word, the first digit in the lowest byte as it is
/// loaded from memory. A board reads and writes a hundred identifiers.
enum Hexadecimal {
    private static let ones: UInt64 = 0x0101_0101_0101_0101

    /// The number that eight digits in either case make; nil if one is no digit.
    static func number(_ digits: UInt64) -> UInt64? {
        let isLetter = digits >> 6 & ones
        let nibbles = (digits & (0x0F * ones)) + isLetter * 9
        // What was not a digit is not written the same again.
        guard nibbles & (0xF0 * ones) == 0, characters(nibbles) == digits | isLetter << 5 else { return nil }
        return packed(nibbles)
    }

    /// The digits of the lower half of `number`, in lower case.
    static func digits(_ number: UInt64) -> UInt64 { characters(spread(number)) }

    private static func characters(_ nibbles: UInt64) -> UInt64 {
        let isLetter = (nibbles + 6 * ones) >> 4 & ones
        return nibbles + 0x30 * ones + isLetter * 0x27
    }

    /// One nibble in each byte becomes eight nibbles in the lower half.
    private static func packed(_ nibbles: UInt64) -> UInt64 {
        var word = nibbles.byteSwapped
        word = (word | word >> 4) & 0x00FF_00FF_00FF_00FF
        word = (word | word >> 8) & 0x0000_FFFF_0000_FFFF
        return (word | word >> 16) & 0xFFFF_FFFF
    }

    private static func spread(_ number: UInt64) -> UInt64 {
        var word = number & 0xFFFF_FFFF
        word = (word | word << 16) & 0x0000_FFFF_0000_FFFF
        word = (word | word << 8) & 0x00FF_00FF_00FF_00FF
        return ((word | word << 4) & 0x0F0F_0F0F_0F0F_0F0F).byteSwapped
    }
}
