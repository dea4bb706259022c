import Clinic
import Foundation
import Vocabulary

/// Reads a day of arrivals from CSV.
enum DayFile {
    struct Complaint: Error, CustomStringConvertible {
        let line: Int
        let column: String
        let value: String

        var description: String { "Line \(line): \(column) cannot be \"\(value)\"." }
    }

    struct Unreadable: Error, CustomStringConvertible {
        let path: String

        var description: String { "The day file \(path) cannot be read." }
    }

    /// - Returns: the arrivals in the order of their times.
    static func read(path: String) throws -> [Arrival] {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { throw Unreadable(path: path) }
        return try parse(text)
    }

    static func parse(_ text: String) throws -> [Arrival] {
        try CSVTable(Array(text.utf8)).rows.map { try DayRow(cells: $0).arrival() }.sorted { $0.time < $1.time }
    }
}

private struct DayRow {
    let cells: CSVTable.Row

    func arrival() throws -> Arrival {
        Arrival(
            time: try value("arrives_at", Self.seconds),
            isReturning: try value("client") { ["new": false, "returning": true][$0] },
            nameBangla: text("name_bn"), nameEnglish: text("name_en"),
            sex: try value("sex") { ["F": .female, "M": .male, "": .unknown][$0] },
            age: try optional("age") { Int($0) },
            ageUnit: try value("age_unit") { ["y": .years, "m": .months, "d": .days, "": .years][$0] },
            phone: text("phone"), area: text("area"),
            service: try value("service") { $0.isEmpty ? nil : $0 },
            complaint: text("complaint_bn") ?? text("complaint_en"), reason: text("complaint_en"),
            priority: try optional("priority", Self.priority) ?? .ordinary,
            behaviour: try optional("behaviour", Behaviour.init))
    }

    private func text(_ column: String) -> String? {
        cells[column].flatMap { $0.isEmpty ? nil : $0 }
    }

    private func optional<Value>(_ column: String, _ read: (String) -> Value?) throws -> Value? {
        text(column) == nil ? nil : try value(column, read)
    }

    private func value<Value>(_ column: String, _ read: (String) -> Value?) throws -> Value {
        let text = cells[column] ?? ""
        guard let value = read(text) else { throw DayFile.Complaint(line: cells.line, column: column, value: text) }
        return value
    }

    private static func priority(_ text: String) -> Priority? {
        Priority(rawValue: text.replacingOccurrences(of: "_", with: "-"))
    }

    /// "09:05:23" as seconds since midnight.
    private static func seconds(_ text: String) -> Double? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) ?? -1 }
        guard parts.count == 3, (0..<24).contains(parts[0]), (0..<60).contains(parts[1]), (0..<60).contains(parts[2])
        else { return nil }
        return Double(parts[0] * 3600 + parts[1] * 60 + parts[2])
    }
}
