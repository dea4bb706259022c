import CSQLite
import GRDB

/// Reads the whole log in order, in the memory of a few rows, and says which are wrong.
///
/// A row that does not fit is looked at again in the light of its neighbours: what else may have come before it, and what
/// else its number may have been. So a row that is right but stands behind a wrong one is not blamed for it.
package struct AuditVerification {
    /// Wrong rows that are remembered and compared with each other; more are named as changed without a look at others.
    private static let mostSuspects = 64
    /// Findings that are named.
    private static let mostFindings = 10_000

    private let seal: AuditSeal
    private let heads: [AuditHead]
    private var report = AuditReport()
    private var suspects: [Suspect] = []
    private var encoding = AuditEncoding()
    /// The seal of the row before as it is stored, and as it should be.
    private var stored = AuditMAC.none
    private var computed = AuditMAC.none
    /// The last row that was right.
    private var lastRight = AuditMAC.none
    private var right = 0
    /// By how much rows are numbered too low since one was taken out and the gap closed; negative when one was put in.
    private var shift = 0
    private var metHeads: Set<Int> = []

    private init(_ seal: AuditSeal, _ heads: [AuditHead]) { (self.seal, self.heads) = (seal, heads) }

    /// The ends that were written down, to be read before the log is: a running server goes on meanwhile.
    package static func heads(of folder: AuditFolder) -> AuditHeadList {
        AuditHeadList(AuditHeads.read(folder.headsFile))
    }

    /// - Throws: `AuditError` or GRDB's `DatabaseError` when it cannot be read.
    package static func run(_ folder: AuditFolder, _ heads: AuditHeadList, _ db: Database) throws -> AuditReport {
        var verification = AuditVerification(try AuditSeal(key: try folder.auditKey()), heads.heads)
        try verification.readAll(db)
        try verification.conclude(db)
        return verification.report
    }

    private mutating func readAll(_ db: Database) throws {
        try db.each("SELECT \(AuditLog.columns), mac FROM audit_event ORDER BY sequence") { row in
            try read(row, db)
        }
    }

    private mutating func read(_ row: Row, _ db: Database) throws {
        let sequence: Int = row[0]
        let isBehindGap = sequence != report.last &+ 1
        if isBehindGap { find(.missing(min(report.last + 1, sequence)...max(sequence - 1, report.last + 1))) }
        encoding.begin(after: stored)
        encoding.add(Int64(sequence &+ shift))
        for column in 1..<AuditLog.columnCount { encoding.add(column, of: row) }
        if row[AuditLog.columnCount - 1] as Int > 0 {
            try db.each(AuditChange.select, [sequence &+ shift]) { change in
                for column in 0..<4 { encoding.add(column, of: change) }
            }
        }
        let mac = AuditMAC(AuditLog.columnCount, of: row)
        stored = try judge(sequence, mac, isBehindGap)
        report.last = sequence
        report.rows += 1
        meet(sequence, mac)
    }

    /// Looks at the row that is encoded, and gives the seal that the next one should be found to follow.
    private mutating func judge(_ sequence: Int, _ mac: AuditMAC, _ isBehindGap: Bool) throws -> AuditMAC {
        let expected = try seal.mac(of: encoding.bytes)
        defer { computed = expected }
        if try expected == mac || fits(encoding, mac, after: computed, as: sequence &+ shift) { return approve(mac) }
        let before = suspects.last.flatMap { $0.sequence == sequence &- 1 ? $0 : nil }
        if let last = before, try fits(last.encoding, last.mac, after: mac, as: last.number &+ 1),
            try fits(encoding, mac, after: last.previous, as: last.number)
        {
            suspects.removeLast()
            find(.swapped(last.sequence, sequence))
            _ = approve(mac)
            return approve(last.mac)
        }
        if let last = before, try fits(encoding, mac, after: lastRight, as: sequence &+ shift &- 1) {
            // The one between was put in.
            shift -= 1
            suspects.removeLast()
            find(.inserted(last.sequence))
            return approve(mac)
        }
        if let last = before, try fits(encoding, mac, after: stored, as: sequence &+ shift &+ 1) {
            // Before the last one, which cannot be proven without it, one was taken out.
            suspects.removeLast()
            find(.missing(last.number...last.number))
            shift += 1
            return approve(mac)
        }
        suspect(sequence, mac, expected, isBehindGap)
        return mac
    }

    private mutating func approve(_ mac: AuditMAC) -> AuditMAC {
        lastRight = mac
        right += 1
        return mac
    }

    private func fits(
        _ row: AuditEncoding, _ mac: AuditMAC, after previous: AuditMAC, as number: Int
    ) throws -> Bool {
        var other = row
        other.follow(previous)
        other.renumber(Int64(number))
        return try seal.mac(of: other.bytes) == mac
    }

    private mutating func suspect(_ sequence: Int, _ mac: AuditMAC, _ expected: AuditMAC, _ isBehindGap: Bool) {
        guard suspects.count < Self.mostSuspects else { return find(.changed(sequence)) }
        suspects.append(
            Suspect(
                sequence: sequence, number: sequence &+ shift, encoding: encoding, previous: stored, mac: mac,
                expected: expected, isBehindGap: isBehindGap))
    }

    private mutating func meet(_ sequence: Int, _ mac: AuditMAC) {
        for (index, head) in heads.enumerated() where head.sequence == sequence &+ shift && head.mac == mac {
            metHeads.insert(index)
        }
    }

    private mutating func find(_ finding: AuditFinding) {
        guard report.findings.count < Self.mostFindings else {
            report.more += 1
            return
        }
        report.findings.append(finding)
    }
}

/// A row that does not fit where it stands.
private struct Suspect {
    let sequence: Int
    let number: Int
    var encoding: AuditEncoding
    let previous: AuditMAC
    let mac: AuditMAC
    let expected: AuditMAC
    let isBehindGap: Bool
}

extension AuditVerification {
    private mutating func conclude(_ db: Database) throws {
        if report.rows > 1, right == 0 {
            report.findings = [.anotherKey]
            return
        }
        try compareSuspects()
        checkEnds()
        try checkChanges(db)
        try checkTriggers(db)
        report.findings.sort { $0.place < $1.place }
    }

    /// Rows that stand in each other's place; those that are right and only stand behind a wrong one are let go.
    private mutating func compareSuspects() throws {
        let places = try suspects.map { try place(of: $0) }
        for (suspect, place) in zip(suspects, places) {
            guard let place else {
                if !suspect.isBehindGap { find(verdict(suspect)) }
                continue
            }
            guard place != suspect.number else { continue }
            let other = zip(suspects, places).first { $0.number == place && $1 == suspect.number }
            if other == nil {
                find(.moved(suspect.sequence, belongs: place))
            } else if suspect.number < place {
                find(.swapped(suspect.number, place))
            }
        }
    }

    private func verdict(_ suspect: Suspect) -> AuditFinding {
        guard let end = heads.first, suspect.sequence > end.sequence else { return .changed(suspect.sequence) }
        return .inserted(suspect.sequence)
    }

    /// The number under which the row was written; nil when it was never written as it is.
    private func place(of suspect: Suspect) throws -> Int? {
        let seals = suspects.flatMap { [$0.previous, $0.mac, $0.expected] }
        var encoding = suspect.encoding
        for number in [suspect.number] + suspects.map(\.number) {
            encoding.renumber(Int64(number))
            for seal in seals {
                encoding.follow(seal)
                if try self.seal.mac(of: encoding.bytes) == suspect.mac { return number }
            }
        }
        return nil
    }

    private mutating func checkEnds() {
        if heads.isEmpty, report.rows > 0 { find(.noEnd) }
        let last = report.last &+ shift
        for (index, head) in heads.enumerated() where head != .empty && !metHeads.contains(index) {
            if head.sequence > last {
                find(.cutOff(last + 1...head.sequence))
            } else if !report.findings.contains(where: { $0.names(head.sequence) }) {
                find(.replaced(head.sequence))
            }
        }
    }

    private mutating func checkChanges(_ db: Database) throws {
        let stray = try db.list(
            """
            SELECT DISTINCT event FROM audit_change
            WHERE NOT EXISTS (SELECT 1 FROM audit_event WHERE sequence = event AND changes > 0)
            ORDER BY event LIMIT 1000
            """
        ) { $0[0] as Int }
        for event in stray { find(.stray(event)) }
    }

    private mutating func checkTriggers(_ db: Database) throws {
        let names = ["audit_event_is_never", "audit_change_is_never"].flatMap { [$0 + "_changed", $0 + "_deleted"] }
        for name in names {
            let isThere = try db.first("SELECT 1 FROM sqlite_schema WHERE type = 'trigger' AND name = ?", [name]) { _ in
                true
            }
            if isThere == nil { find(.unprotected(name)) }
        }
    }
}

extension AuditFinding {
    fileprivate func names(_ row: Int) -> Bool {
        switch self {
        case .changed(let one), .inserted(let one): one == row
        case .missing(let rows), .cutOff(let rows): rows.contains(row)
        case .swapped(let one, let other): one == row || other == row
        case .moved(let one, let other): one == row || other == row
        case .replaced, .stray, .unprotected, .noEnd, .anotherKey: false
        }
    }
}

/// What was written down of where the log ended.
package struct AuditHeadList: Sendable {
    let heads: [AuditHead]
    init(_ heads: [AuditHead]) { self.heads = heads }
}

extension AuditMAC {
    /// Not one the log could have written when the column is not 32 bytes long.
    fileprivate init(_ column: Int, of row: Row) {
        let start = sqlite3_column_blob(row.statement, CInt(column))
        let count = Int(sqlite3_column_bytes(row.statement, CInt(column)))
        self = AuditMAC(UnsafeRawBufferPointer(start: start, count: count)) ?? .none
    }
}
