import GRDB
import Vocabulary

/// When somebody works, each week: "sat 09:00-14:00 doctor-1".
package struct Shift: Sendable, Equatable {
    package let id: ID<Shift>
    package let weekday: Weekday
    /// Times of the day at the clinic, "09:00"; the end is not part of it.
    package let from: String
    package let to: String
    package let room: String?

    func overlaps(_ other: Shift) -> Bool { weekday == other.weekday && from < other.to && other.from < to }

    /// As tables have it.
    var text: String { "\(weekday.short) \(from)-\(to)" + (room.map { " " + $0 } ?? "") }
}

extension Shift {
    static let columns = "staff_shift.id, weekday, from_time, to_time, room"

    /// - Parameter first: the column where its own begin.
    init(row: Row, from first: Int = 0) throws {
        guard let weekday = Weekday(number: row[first + 1]) else {
            throw CorruptValue(column: first + 1, type: "Weekday")
        }
        self.init(
            id: try row.id(first), weekday: weekday, from: row[first + 2], to: row[first + 3], room: row[first + 4])
    }

    /// Shifts with semicolons between them; nil if one of them is not written like "sat 09:00-14:00 doctor-1".
    static func list(_ text: String, at instant: Instant) -> [Shift]? {
        let parts = text.split(separator: ";").map { String($0).trimmed }.filter { !$0.isEmpty }
        let shifts = parts.compactMap { parse($0, at: instant) }
        return shifts.count == parts.count ? shifts : nil
    }

    private static func parse(_ text: String, at instant: Instant) -> Shift? {
        let words = text.split(separator: " ").map(String.init)
        guard (2...3).contains(words.count),
            let weekday = Weekday.allCases.first(where: { $0.short == words[0].lowercased() })
        else { return nil }
        let times = words[1].split(separator: "-").compactMap { ClockTime.parse(String($0)) }
        guard times.count == 2, times[0] < times[1] else { return nil }
        return Shift(
            id: ID.new(at: instant), weekday: weekday, from: times[0], to: times[1],
            room: words.count == 3 ? words[2] : nil)
    }
}

/// A time of the day, "09:00", as people type it: "9:00", "০৯:০০".
enum ClockTime {
    static func parse(_ text: String) -> String? {
        let parts = Digits.toASCII(text.trimmed).split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...2).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), hour < 24, minute < 60
        else { return nil }
        return (hour < 10 ? "0\(hour)" : "\(hour)") + ":" + parts[1]
    }
}

extension Rule where Value == String {
    /// A time of the day.
    static var clockTime: Rule {
        .parsed(
            .string(pattern: "^([01]?[0-9]|2[0-3]):[0-5][0-9]$"), example: "09:00",
            Refusal("Write a time such as 09:00", "সময় লিখুন, যেমন ০৯:০০")
        ) {
            ClockTime.parse($0)
        }
    }
}
