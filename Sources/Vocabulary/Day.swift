/// A date on the clinic's wall calendar (Asia/Dhaka, UTC+6 all year, no daylight saving since 2009).
///
/// Written and stored as "2026-11-21" (ISO 8601 calendar date). A date has no time and no zone: it never shifts.
package struct Day: Hashable, Comparable, Sendable, CustomStringConvertible {
    static let offsetFromUTC: Int64 = 6 * 3_600_000

    /// Days since 1970-01-01.
    package let epochDay: Int

    package init(epochDay: Int) { self.epochDay = epochDay }

    /// The clinic's day at this moment.
    package init(_ instant: Instant) {
        let local = instant.milliseconds + Self.offsetFromUTC
        self.init(epochDay: Int(local.quotientAndFloor(dividingBy: 86_400_000).quotient))
    }

    /// "2026-11-21", a day that exists, from year 1 to 9999; nil for everything else.
    package init?(_ text: String) {
        var text = text
        guard let day = text.withUTF8({ Day(ascii: $0) }) else { return nil }
        self = day
    }

    /// The same from bytes, such as a column of the database lends.
    package init?(ascii text: UnsafeBufferPointer<UInt8>) {
        guard let (year, month, day) = Self.numbers(text) else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// A day that exists in the Gregorian calendar; nil for 30 February and the like.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
        self.init(epochDay: Self.epochDay(year, month, day))
        guard components == (year, month, day) else { return nil }
    }

    package static func < (a: Day, b: Day) -> Bool { a.epochDay < b.epochDay }

    package var year: Int { components.year }

    package func adding(days: Int) -> Day { Day(epochDay: epochDay + days) }

    /// The first moment of the day at the clinic.
    package var start: Instant { Instant(milliseconds: Int64(epochDay) * 86_400_000 - Self.offsetFromUTC) }

    package var description: String {
        String(unsafeUninitializedCapacity: Self.length) { text in
            write(to: text)
            return Self.length
        }
    }

    /// The number of ASCII characters a date has.
    package static let length = 10

    /// Writes its ten characters.
    package func write(to text: UnsafeMutableBufferPointer<UInt8>) {
        let (year, month, day) = components
        Decimal.write(year, width: 4, to: text, at: 0)
        Decimal.write(month, width: 2, to: text, at: 5)
        Decimal.write(day, width: 2, to: text, at: 8)
        (text[4], text[7]) = (UInt8(ascii: "-"), UInt8(ascii: "-"))
    }

    /// For a person: "21 November 2026" or "২১ নভেম্বর ২০২৬".
    package func words(_ language: Language) -> String {
        let (year, month, day) = components
        return language.digits(day) + " " + Self.months[month - 1][language] + " " + language.digits(year)
    }

    /// For a person: "Saturday" or "শনিবার".
    package func weekday(_ language: Language) -> String {
        let index = Int(Int64(epochDay + 4).quotientAndFloor(dividingBy: 7).floor)
        return Self.weekdays[index][language]
    }

    // The civil calendar from a count of days and back: eras of 400 years that begin on 1 March.
    package var components: (year: Int, month: Int, day: Int) {
        let shifted = Int64(epochDay) + 719_468
        let (era, dayOfEra) = shifted.quotientAndFloor(dividingBy: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (Int(year), Int(month), Int(dayOfYear - (153 * marchMonth + 2) / 5 + 1))
    }

    private static func epochDay(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shiftedYear = Int64(month <= 2 ? year - 1 : year)
        let (era, yearOfEra) = shiftedYear.quotientAndFloor(dividingBy: 400)
        let dayOfYear = Int64((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1)
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return Int(era * 146_097 + dayOfEra - 719_468)
    }

    /// Year, month and day of "2026-11-21", whether or not there is such a day.
    private static func numbers(_ text: UnsafeBufferPointer<UInt8>) -> (Int, Int, Int)? {
        guard text.count == 10, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
            let year = number(text[0..<4]), let month = number(text[5..<7]), let day = number(text[8..<10])
        else { return nil }
        return (year, month, day)
    }

    private static func number(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
        var number = 0
        for digit in digits {
            guard (0x30...0x39).contains(digit) else { return nil }
            number = number * 10 + Int(digit - 0x30)
        }
        return number
    }

    private static let months = [
        Bilingual("January", "জানুয়ারি"), Bilingual("February", "ফেব্রুয়ারি"), Bilingual("March", "মার্চ"),
        Bilingual("April", "এপ্রিল"), Bilingual("May", "মে"), Bilingual("June", "জুন"),
        Bilingual("July", "জুলাই"), Bilingual("August", "আগস্ট"), Bilingual("September", "সেপ্টেম্বর"),
        Bilingual("October", "অক্টোবর"), Bilingual("November", "নভেম্বর"), Bilingual("December", "ডিসেম্বর"),
    ]

    private static let weekdays = [
        Bilingual("Sunday", "রবিবার"), Bilingual("Monday", "সোমবার"), Bilingual("Tuesday", "মঙ্গলবার"),
        Bilingual("Wednesday", "বুধবার"), Bilingual("Thursday", "বৃহস্পতিবার"), Bilingual("Friday", "শুক্রবার"),
        Bilingual("Saturday", "শনিবার"),
    ]
}
