import Glibc

extension HTTPDate {
    /// Reads any of the three forms that a recipient must accept (RFC 9110 section 5.6.7).
    /// - Parameter now: in seconds since 1970, asked for where a year has two digits only.
    /// - Returns: seconds since 1970; nil if it is none of the forms, or no date.
    static func parse(_ text: String, now: @autoclosure () -> Int = time(nil)) -> Int? {
        var reader = HTTPDateReader(text)
        guard let date = reader.read(now: now) else { return nil }
        return seconds(date)
    }

    private static func seconds(_ date: HTTPDateReader.Fields) -> Int? {
        guard (1...length(ofMonth: date.month, date.year)).contains(date.day), date.hour < 24, date.minute < 60,
            date.second <= 60
        else { return nil }
        let days = days(toYear: date.year, month: date.month, day: date.day)
        // Nothing here is older than 1970, and POSIX knows no leap second.
        return max(0, days * 86_400 + date.hour * 3_600 + date.minute * 60 + min(date.second, 59))
    }

    private static func length(ofMonth month: Int, _ year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    static func year(of seconds: Int) -> Int { civil(max(0, seconds) / 86_400).year }
}

/// Takes a date apart. Names are case-sensitive (RFC 9110 section 5.6.7).
struct HTTPDateReader {
    typealias Fields = (year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int)

    private let bytes: [UInt8]
    private var position = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    mutating func read(now: () -> Int) -> Fields? {
        let weekday = letters()
        guard Self.weekdays.contains(where: { $0.hasPrefix(weekday) }), weekday.count >= 3 else { return nil }
        let date = weekday.count == 3 ? (skip(",") ? fixdate() : asctime()) : rfc850(weekday, now)
        return position == bytes.count ? date : nil
    }

    /// " 06 Nov 1994 08:49:37 GMT"
    private mutating func fixdate() -> Fields? {
        guard skip(" "), let day = digits(2), skip(" "), let month = month(), skip(" "), let year = digits(4),
            skip(" "),
            let (hour, minute, second) = clock(), skip(" GMT")
        else { return nil }
        return (year, month, day, hour, minute, second)
    }

    /// ", 06-Nov-94 08:49:37 GMT"
    private mutating func rfc850(_ weekday: String, _ now: () -> Int) -> Fields? {
        guard Self.weekdays.contains(weekday), skip(", "), let day = digits(2), skip("-"), let month = month(),
            skip("-"), let year = digits(2), skip(" "), let (hour, minute, second) = clock(), skip(" GMT")
        else { return nil }
        return (Self.century(year, HTTPDate.year(of: now())), month, day, hour, minute, second)
    }

    /// " Nov  6 08:49:37 1994"
    private mutating func asctime() -> Fields? {
        guard skip(" "), let month = month(), skip(" "), let day = skip(" ") ? digits(1) : digits(2), skip(" "),
            let (hour, minute, second) = clock(), skip(" "), let year = digits(4)
        else { return nil }
        return (year, month, day, hour, minute, second)
    }

    /// More than 50 years ahead means the past.
    private static func century(_ year: Int, _ present: Int) -> Int {
        let full = present / 100 * 100 + year
        return full > present + 50 ? full - 100 : full
    }

    private mutating func clock() -> (Int, Int, Int)? {
        guard let hour = digits(2), skip(":"), let minute = digits(2), skip(":"), let second = digits(2) else {
            return nil
        }
        return (hour, minute, second)
    }

    private mutating func month() -> Int? {
        let name = letters()
        return HTTPDate.months.firstIndex(of: name).map { $0 + 1 }
    }

    private mutating func letters() -> String {
        let start = position
        while position < bytes.count, bytes[position] | 0x20 >= 0x61, bytes[position] | 0x20 <= 0x7a { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func digits(_ count: Int) -> Int? {
        guard position + count <= bytes.count else { return nil }
        var number = 0
        for index in position..<position + count {
            guard let digit = bytes[index].decimalDigit else { return nil }
            number = number * 10 + Int(digit)
        }
        position += count
        return number
    }

    private mutating func skip(_ text: String) -> Bool {
        guard bytes[position...].starts(with: text.utf8) else { return false }
        position += text.utf8.count
        return true
    }

    private static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
}
