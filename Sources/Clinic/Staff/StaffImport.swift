import GRDB
import Vocabulary

/// Bringing a table into the register: all of it, or nothing.
enum StaffImport {
    /// What one line of the table comes to.
    struct Effect: Sendable {
        enum Kind: String, Sendable, CaseIterable { case added, changed, unchanged }

        let line: StaffLine
        let kind: Kind
        /// The columns that differ from the register.
        let columns: [String]
        let known: StaffMember?
    }

    /// What a table would do.
    /// - Throws: 422 naming every line that cannot be.
    static func preview(_ text: String, _ act: Act, _ db: Database) throws -> [Effect] {
        var reader = StaffTableReader(text, act)
        let members = try StaffRecords.all(act, db)
        refuseTaken(&reader, members)
        guard reader.errors.isEmpty else { throw Problem.invalid(reader.errors) }
        let known = Dictionary(members.map { ($0.staff.userName, $0) }) { first, _ in first }
        return reader.lines.map { effect($0, known[$0.userName]) }
    }

    /// Does it.
    /// - Throws: as `preview`; 409 when it would leave no administrator.
    static func run(_ text: String, _ act: Act, _ db: Database) throws -> [Effect] {
        let effects = try preview(text, act, db)
        for effect in effects where effect.kind != .unchanged { try apply(effect, act, db) }
        return effects
    }

    private static func effect(_ line: StaffLine, _ known: StaffMember?) -> Effect {
        guard let known else { return Effect(line: line, kind: .added, columns: StaffTable.columns, known: nil) }
        let cells = zip(StaffTable.columns, zip(line.cells, StaffTable.cells(known)))
        let columns = cells.filter { $0.1.0 != $0.1.1 }.map(\.0)
        return Effect(line: line, kind: columns.isEmpty ? .unchanged : .changed, columns: columns, known: known)
    }

    private static func apply(_ effect: Effect, _ act: Act, _ db: Database) throws {
        let line = effect.line
        if let known = effect.known {
            let correction = StaffCorrection(
                staff: known.staff.id, version: known.version, details: line.details)
            _ = try StaffRecords.correct(correction, act, db)
            try Roster.replace(line.shifts, of: known.staff.id, db)
        } else {
            let new = try StaffRecords.add(StaffAddition(userName: line.userName, details: line.details), act, db)
            try Roster.replace(line.shifts, of: new.staff.id, db)
        }
    }

    /// Numbers that somebody has who is not in the table, or keeps in it.
    private static func refuseTaken(_ reader: inout StaffTableReader, _ members: [StaffMember]) {
        let inTable = Set(reader.lines.map(\.userName))
        for line in reader.lines {
            for member in members where !inTable.contains(member.staff.userName) {
                if let number = line.details.registrationNumber, number == member.staff.registrationNumber {
                    refuse(&reader, line, "registration_number", member)
                }
                if let number = line.details.providerID, number == member.providerID {
                    refuse(&reader, line, "provider_id", member)
                }
            }
        }
    }

    private static func refuse(
        _ reader: inout StaffTableReader, _ line: StaffLine, _ column: String, _ holder: StaffMember
    ) {
        let name = holder.staff.userName
        reader.refuse(line.number, column, "\(name) has this number", "এই নম্বরটি \(name)-এর")
    }
}
