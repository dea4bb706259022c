import HTTP
import Vocabulary

/// The register for programs.
enum StaffRoutes {
    static let keepers = Callers.holding(.manageStaff)
    static let readers = Callers.holding(.readStaff)

    static func register(_ routes: inout Routes) {
        routes.query("/api/staff", by: readers, "Everybody who works or worked here") { (_: NoInput, act, db) in
            OK(StaffList(members: try StaffRecords.all(act, db)))
        }
        routes.query("/api/staff/on-duty", by: .staff, "Who is on duty now, by the roster") { (_: NoInput, act, db) in
            OK(DutyList(at: act.at, people: try Roster.onDuty(at: act.at, db)))
        }
        routes.query("/api/staff/:staff", by: readers, "One member of the staff") { (asked: StaffChoice, act, db) in
            OK(try StaffRecords.find(asked.staff, act, db))
        }
        registerChanges(&routes)
        registerShifts(&routes)
        registerAccess(&routes)
    }

    private static func registerChanges(_ routes: inout Routes) {
        routes.command(.post, "/api/staff", by: keepers, "Add somebody") { (asked: StaffAddition, act, db) in
            let member = try StaffRecords.add(asked, act, db)
            return Created(member, at: "/api/staff/\(member.staff.id)")
        }
        routes.command(.put, "/api/staff/:staff", by: keepers, "Correct what is written of somebody") {
            (asked: StaffCorrection, act, db) in OK(try StaffRecords.correct(asked, act, db))
        }
        routes.command(.post, "/api/staff/:staff/end", by: keepers, "Somebody works here no more") {
            (asked: StaffChoice, act, db) in OK(try StaffRecords.end(asked, act, db))
        }
        routes.command(.post, "/api/staff/:staff/reinstate", by: keepers, "Somebody works here again") {
            (asked: StaffChoice, act, db) in OK(try StaffRecords.reinstate(asked, act, db))
        }
        routes.query("/api/staff/:staff/revisions", by: readers, "What was written before each change") {
            (asked: StaffChoice, act, db) in
            _ = try StaffRecords.find(asked.staff, act, db)
            return OK(StaffHistory(revisions: try StaffRevision.all(of: asked.staff, db)))
        }
        routes.command(.post, "/api/staff/import", by: keepers, "Bring a table in, or see what it would do") {
            (asked: TableRequest, act, db) in
            OK(
                ImportReport(
                    isPreview: asked.isPreview,
                    effects: asked.isPreview
                        ? try StaffImport.preview(asked.csv, act, db) : try StaffImport.run(asked.csv, act, db)))
        }
        routes.document("/api/staff/export.csv", by: keepers, .csv, "The register as a table") { (_: NoInput, act) in
            Document(contentType: .csv, fileName: "staff-\(act.day).csv") { db, output in
                try output.write(StaffTable.text(try StaffRecords.all(act, db)))
            }
        }
    }

    private static func registerShifts(_ routes: inout Routes) {
        routes.command(.post, "/api/staff/:staff/shifts", by: keepers, "Put a shift on the roster") {
            (asked: ShiftRequest, act, db) in
            let shift = try Roster.add(asked, act, db)
            return Created(shift, at: "/api/staff/\(asked.staff)/shifts/\(shift.id)")
        }
        routes.command(.delete, "/api/staff/:staff/shifts/:shift", by: keepers, "Take a shift off the roster") {
            (asked: ShiftChoice, act, db) in
            try Roster.remove(asked, act, db)
            return NoContent()
        }
    }

    private static func registerAccess(_ routes: inout Routes) {
        routes.provenCommand(
            "/api/staff/:staff/secret", by: keepers, "Give somebody a PIN or password, to be changed at first use",
            prove: SecretChange.prepare
        ) { prepared, act, db in
            try SecretChange.give(prepared, act, db)
            return NoContent()
        }
        routes.command(.post, "/api/staff/:staff/unlock", by: keepers, "Open an account that is locked") {
            (asked: StaffChoice, act, db) in
            try SecretChange.openAccount(asked, act, db)
            return OK(try StaffRecords.find(asked.staff, act, db))
        }
        routes.command(.delete, "/api/staff/:staff/sessions", by: keepers, "Sign somebody out everywhere") {
            (asked: StaffChoice, act, db) in
            _ = try StaffRecords.find(asked.staff, act, db)
            try StaffRegister.endSessions(of: asked.staff, at: act.at, db)
            return NoContent()
        }
    }
}

/// A table, and whether it is only to be looked at.
struct TableRequest: Input {
    let csv: String
    let isPreview: Bool

    init?(_ fields: inout Fields) {
        let csv = fields.required("csv", .table)
        isPreview = fields.optional("preview", .boolean) ?? false
        guard let csv else { return nil }
        self.csv = csv
    }
}

extension Rule where Value == String {
    /// Comma-separated values.
    static var table: Rule {
        .parsed(
            .string(maxLength: 262_144), example: "user_name",
            Refusal("The table is too long", "তালিকাটি অনেক লম্বা")
        ) { $0.unicodeScalars.count <= 262_144 ? $0 : nil }
    }
}

struct StaffList: JSONObject {
    let members: [StaffMember]

    static let properties: [Property<StaffList>] = [.array("staff") { $0.members }]
}

struct DutyList: JSONObject {
    let at: Instant
    let people: [OnDuty]

    static let properties: [Property<DutyList>] = [.instant("at") { $0.at }, .array("onDuty") { $0.people }]
}

extension OnDuty: JSONObject {
    package static let properties: [Property<OnDuty>] = [
        .id("staffId") { $0.staff.id },
        .bilingual("name") { $0.staff.name },
        .strings("roles") { $0.staff.roles.map(\.rawValue).sorted() },
        .string("from") { $0.shift.from },
        .string("to") { $0.shift.to },
        .optionalString("room") { $0.shift.room },
    ]
}

extension Shift: JSONObject {
    package static let properties: [Property<Shift>] = [
        .id("id") { $0.id },
        .string("weekday", oneOf: Weekday.allCases.map(\.rawValue)) { $0.weekday.rawValue },
        .string("from") { $0.from },
        .string("to") { $0.to },
        .optionalString("room") { $0.room },
    ]
}

extension StaffMember: JSONObject {
    static let properties: [Property<StaffMember>] = [
        .id("id") { $0.staff.id },
        .string("userName") { $0.staff.userName },
        .bilingual("name") { $0.staff.name },
        .strings("roles") { $0.staff.roles.map(\.rawValue).sorted() },
        .optionalString("registrationNumber") { $0.staff.registrationNumber },
        .optionalString("qualification") { $0.staff.qualification },
        .optionalString("providerId") { $0.providerID },
        .optionalString("activeFrom", format: "date") { $0.activeFrom?.description },
        .optionalString("activeTo", format: "date") { $0.activeTo?.description },
        .optionalInstant("endedAt") { $0.endedAt },
        .integer("version") { $0.version },
        .optionalInstant("lockedAt") { $0.lockedAt },
        .strings("secrets") { $0.secrets },
        .boolean("mustChangeSecret") { $0.mustChangeSecret },
        .strings("rooms") { $0.rooms },
        .array("shifts") { $0.shifts },
        .optionalID("signatureId") { $0.signature },
        .optionalString("photoPath") { $0.photo.map(PhotoRoutes.address) },
        .optionalInstant("secondFactorSince") { $0.secondFactorSince },
    ]
}

struct StaffHistory: JSONObject {
    let revisions: [StaffRevision]

    static let properties: [Property<StaffHistory>] = [.array("revisions") { $0.revisions }]
}

extension StaffRevision: JSONObject {
    static let properties: [Property<StaffRevision>] = [
        .integer("version") { $0.version },
        .instant("at") { $0.at },
        .optionalID("changedBy") { $0.by?.id },
        .string("before") { $0.before },
    ]
}

struct ImportReport: JSONObject {
    let isPreview: Bool
    let effects: [StaffImport.Effect]

    static let properties: [Property<ImportReport>] = [
        .boolean("preview") { $0.isPreview },
        .array("lines") { $0.effects },
    ]
}

extension StaffImport.Effect: JSONObject {
    static let properties: [Property<StaffImport.Effect>] = [
        .integer("line") { $0.line.number },
        .string("userName") { $0.line.userName },
        .string("effect", oneOf: Kind.allCases.map(\.rawValue)) { $0.kind.rawValue },
        .strings("columns") { $0.columns },
    ]
}
