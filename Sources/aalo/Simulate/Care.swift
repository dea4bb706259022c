import Foundation
import Vocabulary

/// What an invented doctor finds, prescribes and orders for a complaint.
struct Care: Sendable, Equatable {
    struct Line: Sendable, Equatable {
        let medicine: String
        let pattern: String
        let timing: String
        let days: Int?
    }

    var diagnosis: String?
    var verification = "provisional"
    var adult: [Line] = []
    var child: [Line] = []
    /// Codes of investigations that may be asked for.
    var tests: [String] = []

    func lines(isChild: Bool) -> [Line] { isChild ? child : adult }
}

/// Reads `Config/demo/care.csv`.
struct CareBook: Sendable {
    private let byComplaint: [String: Care]

    struct Unreadable: Error, CustomStringConvertible {
        let path: String
        let line: Int

        var description: String { "\(path), line \(line): this is not a line of care." }
    }

    static func read(path: String) throws -> CareBook {
        guard let data = FileManager.default.contents(atPath: path) else { throw Unreadable(path: path, line: 0) }
        var all: [String: Care] = [:]
        for row in try CSVTable(Array(data)).rows {
            guard let complaint = row["complaint_en"], let care = Care(row) else {
                throw Unreadable(path: path, line: row.line)
            }
            all[complaint] = care
        }
        return CareBook(byComplaint: all)
    }

    /// A complaint that is not in the book is a fever: something to write down for everybody.
    func care(for complaint: String?) -> Care {
        complaint.flatMap { byComplaint[$0] } ?? byComplaint["fever"] ?? Care()
    }
}

extension Care {
    fileprivate init?(_ row: CSVTable.Row) {
        guard let diagnosis = row["diagnosis"], let verification = row["verification"],
            let adult = row["adult"].flatMap(Self.lines), let child = row["child"].flatMap(Self.lines),
            let tests = row["tests"]
        else { return nil }
        self.init(
            diagnosis: diagnosis.isEmpty ? nil : diagnosis,
            verification: verification.isEmpty ? "provisional" : verification, adult: adult, child: child,
            tests: tests.split(separator: " ").map(String.init))
    }

    /// "MED001 1+1+1 fever 5; …"
    private static func lines(_ text: String) -> [Line]? {
        let lines = text.split(separator: ";").map { $0.split(separator: " ").map(String.init) }
        guard lines.allSatisfy({ $0.count == 4 }) else { return nil }
        return lines.map { Line(medicine: $0[0], pattern: $0[1], timing: $0[2], days: Int($0[3])) }
    }
}
