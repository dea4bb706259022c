import GRDB
import Vocabulary

/// The register as comma-separated values, to be worked on in a spreadsheet and brought back.
enum StaffTable {
    static let columns = [
        "user_name", "name_en", "name_bn", "roles", "registration_number", "qualification", "provider_id",
        "active_from", "active_to", "rooms", "roster",
    ]
    static let longest = 500

    static func text(_ members: [StaffMember]) -> String {
        CSVLine.text(columns) + members.map { CSVLine.text(cells($0)) }.joined()
    }

    static func cells(_ member: StaffMember) -> [String] {
        let staff = member.staff
        return [
            staff.userName, staff.name.english, staff.name.bangla,
            staff.roles.map(\.rawValue).sorted().joined(separator: "; "), staff.registrationNumber ?? "",
            staff.qualification ?? "", member.providerID ?? "", member.activeFrom?.description ?? "",
            member.activeTo?.description ?? "", member.rooms.joined(separator: "; "),
            member.shifts.map(\.text).joined(separator: "; "),
        ]
    }
}

/// One line of a table that is brought back.
struct StaffLine: Sendable {
    /// Counted from one, the names on top being the first.
    let number: Int
    let userName: String
    let details: StaffDetails
    let shifts: [Shift]

    /// As the table has it when it is written.
    var cells: [String] {
        [
            userName, details.name.english, details.name.bangla,
            details.roles.map(\.rawValue).sorted().joined(separator: "; "), details.registrationNumber ?? "",
            details.qualification ?? "", details.providerID ?? "", details.activeFrom?.description ?? "",
            details.activeTo?.description ?? "", details.rooms.joined(separator: "; "),
            shifts.map(\.text).joined(separator: "; "),
        ]
    }
}

/// Reads the lines of a table and remembers all that is wrong with them.
struct StaffTableReader {
    private let act: Act
    private(set) var lines: [StaffLine] = []
    private(set) var errors: [Problem.Field] = []

    init(_ text: String, _ act: Act) {
        self.act = act
        do { try read(text) } catch { refuse(error.line, nil, "expected \(error.expected)", "লাইনটি পড়া যায়নি") }
        refuseRepeated("user_name") { $0.userName }
        refuseRepeated("registration_number") { $0.details.registrationNumber }
        refuseRepeated("provider_id") { $0.details.providerID }
    }

    private mutating func read(_ text: String) throws(CSVError) {
        let table = try CSVTable(Array(text.utf8))
        guard let first = table.rows.first else {
            return refuse(1, nil, "there is nobody in the table", "তালিকায় কেউ নেই")
        }
        let missing = StaffTable.columns.filter { first[$0] == nil }
        guard missing.isEmpty else {
            let names = missing.joined(separator: ", ")
            return refuse(1, nil, "these columns are missing: \(names)", "এই কলামগুলো নেই: \(names)")
        }
        guard table.rows.count <= StaffTable.longest else {
            return refuse(1, nil, "at most \(StaffTable.longest) people at once", "একবারে সর্বোচ্চ ৫০০ জন")
        }
        for row in table.rows { read(row) }
    }

    private mutating func read(_ row: CSVTable.Row) {
        let userName = required("user_name", .userName, row)
        let english = required("name_en", .personName, row)
        let bangla = required("name_bn", .personName, row)
        let roles = readRoles(row)
        let rooms = words("rooms", row)
        if let room = rooms.first(where: { act.site.configuration.room($0) == nil }) {
            refuse(row.line, "rooms", "there is no room \(room.prefix(40))", "এই কক্ষ নেই: \(room.prefix(40))")
        }
        let (from, to) = (optional("active_from", .day, row), optional("active_to", .day, row))
        if let from, let to, to < from {
            refuse(row.line, "active_to", "the last day is before the first", "শেষ দিনটি প্রথম দিনের আগে")
        }
        let shifts = readShifts(row)
        let registrationNumber = optional("registration_number", Rule<String>.text(longest: 40), row)
        let qualification = optional("qualification", Rule<String>.text(longest: 200), row)
        let providerID = optional("provider_id", Rule<String>.text(longest: 40), row)
        guard let userName, let english, let bangla, !roles.isEmpty, let shifts else { return }
        let details = StaffDetails(
            name: Bilingual(english.description, bangla.description), roles: roles,
            registrationNumber: registrationNumber, qualification: qualification, providerID: providerID,
            activeFrom: from, activeTo: to, rooms: rooms.sorted())
        lines.append(StaffLine(number: row.line, userName: userName, details: details, shifts: shifts))
    }

    private mutating func readRoles(_ row: CSVTable.Row) -> Set<Role> {
        let words = words("roles", row)
        if words.isEmpty { refuse(row.line, "roles", "at least one role", "অন্তত একটি দায়িত্ব দিন") }
        for word in words where Role(rawValue: word) == nil {
            let known = Role.allCases.map(\.rawValue).joined(separator: ", ")
            refuse(
                row.line, "roles", "\(word.prefix(40)) is none of \(known)", "\(word.prefix(40)) এগুলোর কোনোটি নয়: \(known)")
        }
        return Set(words.compactMap(Role.init))
    }

    private mutating func readShifts(_ row: CSVTable.Row) -> [Shift]? {
        guard let shifts = Shift.list(cell("roster", row), at: act.at) else {
            refuse(
                row.line, "roster", "write it like “sat 09:00-14:00 doctor-1; sun 09:00-14:00”",
                "এভাবে লিখুন: “sat 09:00-14:00 doctor-1; sun 09:00-14:00”")
            return nil
        }
        do { try Roster.check(shifts, beside: [], act) } catch {
            let text = (error as? Problem)?.fields.first?.text ?? Problem.shiftsOverlap.title
            errors.append(Self.error(row.line, "roster", text))
            return nil
        }
        return shifts
    }

    private mutating func refuseRepeated(_ column: String, _ value: (StaffLine) -> String?) {
        var seen: [String: Int] = [:]
        for line in lines {
            guard let value = value(line) else { continue }
            if let first = seen[value] {
                refuse(
                    line.number, column, "it is in line \(first) already",
                    "এটি \(Language.bangla.digits(first)) নম্বর লাইনে আছে")
            }
            seen[value] = seen[value] ?? line.number
        }
    }

    // MARK: Cells

    private func cell(_ column: String, _ row: CSVTable.Row) -> String { CSVLine.plain(row[column] ?? "").trimmed }

    private func words(_ column: String, _ row: CSVTable.Row) -> [String] {
        cell(column, row).split { $0 == ";" || $0 == "," }.map { String($0).trimmed }.filter { !$0.isEmpty }
    }

    private mutating func required<Value>(_ column: String, _ rule: Rule<Value>, _ row: CSVTable.Row) -> Value? {
        guard cell(column, row).isEmpty else { return optional(column, rule, row) }
        refuse(row.line, column, "this is needed", "এটি দিতে হবে")
        return nil
    }

    private mutating func optional<Value>(_ column: String, _ rule: Rule<Value>, _ row: CSVTable.Row) -> Value? {
        let text = cell(column, row)
        guard !text.isEmpty else { return nil }
        do { return try rule.parse(text) } catch {
            errors.append(Self.error(row.line, column, error.text))
            return nil
        }
    }

    mutating func refuse(_ line: Int, _ column: String?, _ english: String, _ bangla: String) {
        errors.append(Self.error(line, column, Bilingual(english, bangla)))
    }

    private static func error(_ line: Int, _ column: String?, _ text: Bilingual) -> Problem.Field {
        let place = column.map { ", " + $0 } ?? ""
        return Problem.Field(
            "csv",
            Bilingual(
                "Line \(line)\(place): \(text.english)", "লাইন \(Language.bangla.digits(line))\(place): \(text.bangla)"))
    }
}
