import Foundation
import HTTP

@testable import Clinic

/// `objects.txt`: by which rule each route that names somebody's object answers, and what it answers to whom the object
/// does not belong.
struct ObjectTable {
    struct Line {
        let rule: String
        /// By role, `staff`, `client`, `display` or `anyone`: the answers that are right.
        let answers: [String: Set<String>]
    }

    private(set) var lines: [String: Line]

    init(_ text: String) {
        let kept = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
        lines = Dictionary(kept.map(Self.line), uniquingKeysWith: { first, _ in first })
    }

    static func read() throws -> ObjectTable { ObjectTable(try file("objects.txt")) }

    /// Who may call each route at all, from the table of permissions: roles, `display-device`, `client:…`, `anyone`.
    static func permissions() throws -> [String: Set<String>] {
        let lines = try file("permissions.txt").split(separator: "\n").filter { !$0.hasPrefix("#") }
        return Dictionary(
            lines.map { line in
                let parts = line.split(separator: ": ", maxSplits: 1).map(String.init)
                return (parts[0], Set(parts[1].split(separator: " ").map(String.init)))
            }, uniquingKeysWith: { first, _ in first })
    }

    func with(_ more: String) -> ObjectTable {
        var table = self
        table.lines.merge(ObjectTable(more).lines) { _, new in new }
        return table
    }

    /// `GET /api/orders/:order: treatment; staff 403 not-your-patient; client 200`.
    private static func line(_ text: Substring) -> (String, Line) {
        let route = text.split(separator: ": ", maxSplits: 1).map(String.init)
        let parts = route[1].split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
        let answers = parts.dropFirst().map { part in
            let words = part.split(separator: " ", maxSplits: 1).map(String.init)
            return (words[0], Set(words[1].components(separatedBy: " or ")))
        }
        return (route[0], Line(rule: parts[0], answers: Dictionary(uniqueKeysWithValues: answers)))
    }

    private static func file(_ name: String) throws -> String {
        let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: name)
        return try String(contentsOf: path, encoding: .utf8)
    }
}

extension Route {
    /// What is in its path and is somebody's or something's own.
    var objects: [String] {
        pattern.split(separator: "/").filter { $0.hasPrefix(":") }.map { String($0.dropFirst()) }
            .filter { !["stage", "day", "language"].contains($0) }
    }

    /// Whether it answers about people it does not name: lists, boards, searches.
    var listsPeople: Bool { objects.isEmpty && (subject.manner == .many || subject.manner == .found) }
}
