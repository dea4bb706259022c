import GRDB
import HTML
import HTTP
import Vocabulary

/// One member of the staff: what the register says, when they work, how they come in.
enum StaffMemberPages {
    private static let base = "/staff/:staff"

    static func register(_ routes: inout Routes) {
        let keepers = StaffRoutes.keepers
        routes.query(base, by: StaffRoutes.readers, "One member of the staff") { (asked: StaffQuery, act, db) in
            try page(asked.staff, .fresh, isSaved: asked.isSaved, act, db)
        }
        routes.form(base, by: keepers, "Correct what is written of somebody", again: again) {
            (asked: StaffCorrectionAnswer, act, db) in
            saved(try StaffRecords.correct(asked.correction, act, db).staff.id)
        }
        routes.form(base + "/end", by: keepers, "Somebody works here no more", again: again) {
            (asked: StaffChoice, act, db) in saved(try StaffRecords.end(asked, act, db).staff.id)
        }
        routes.form(base + "/reinstate", by: keepers, "Somebody works here again", again: again) {
            (asked: StaffChoice, act, db) in saved(try StaffRecords.reinstate(asked, act, db).staff.id)
        }
        routes.form(base + "/shifts", by: keepers, "Put a shift on the roster", again: again) {
            (asked: ShiftRequest, act, db) in
            _ = try Roster.add(asked, act, db)
            return saved(asked.staff)
        }
        routes.form(base + "/shifts/:shift/remove", by: keepers, "Take a shift off the roster", again: again) {
            (asked: ShiftChoice, act, db) in
            try Roster.remove(asked, act, db)
            return saved(asked.staff)
        }
        registerAccess(&routes, keepers)
    }

    private static func registerAccess(_ routes: inout Routes, _ keepers: Callers) {
        routes.provenCommand(
            base + "/secret", by: keepers, "Give somebody a PIN or password", again: again, prove: SecretChange.prepare
        ) { prepared, act, db in
            try SecretChange.give(prepared, act, db)
            return saved(prepared.staff)
        }
        routes.provenCommand(
            base + "/signature", by: keepers, "Bring a scanned signature", again: again, prove: SignatureRoutes.image
        ) { scanned, act, db in
            _ = try Signatures.add(scanned.image, of: scanned.staff, act, db)
            return saved(scanned.staff)
        }
        routes.form(base + "/signature/remove", by: keepers, "Show no signature any more", again: again) {
            (asked: StaffChoice, act, db) in
            try Signatures.end(asked, act, db)
            return saved(asked.staff)
        }
        routes.provenCommand(
            base + "/photo", by: keepers, "Bring a photograph of somebody", again: again, prove: PhotoRoutes.image
        ) { photo, act, db in
            _ = try Photos.add(photo.image, of: photo.staff, act, db)
            return saved(photo.staff)
        }
        routes.form(base + "/photo/remove", by: keepers, "Show no photograph any more", again: again) {
            (asked: StaffChoice, act, db) in
            try Photos.end(of: asked.staff, act, db)
            return saved(asked.staff)
        }
        routes.form(base + "/unlock", by: keepers, "Open an account that is locked", again: again) {
            (asked: StaffChoice, act, db) in
            try SecretChange.openAccount(asked, act, db)
            return saved(asked.staff)
        }
        routes.form(base + "/second-step/reset", by: keepers, "Take off somebody's second step", again: again) {
            (asked: SecondFactorReset, act, db) in
            try SecondFactors.reset(asked, act, db)
            return saved(asked.staff)
        }
        routes.form(base + "/sign-out", by: keepers, "Sign somebody out everywhere", again: again) {
            (asked: StaffChoice, act, db) in
            try StaffRegister.endSessions(of: asked.staff, at: act.at, db)
            return saved(asked.staff)
        }
    }

    private static func saved(_ staff: ID<Staff>) -> SeeOther { SeeOther("/staff/\(staff)?saved=1") }

    private static func again(_ state: FormState, _ act: Act, _ db: Database) throws -> Page {
        guard let staff = ID<Staff>(state.value("staff")) else { throw state.problem ?? .noSuchStaff }
        return try page(staff, state, act, db)
    }

    private static func page(
        _ staff: ID<Staff>, _ state: FormState, isSaved: Bool = false, _ act: Act, _ db: Database
    ) throws -> Page {
        let member = try StaffRecords.find(staff, act, db)
        let revisions = try StaffRevision.all(of: staff, db)
        return Page(
            member.staff.name, scripts: ["keys.js", "forms.js", "secrets.js", "photo.js"], styles: ["staff.css"],
            address: "/staff/\(staff)",
            html(member, revisions, state, isSaved, act))
    }

    private static func html(
        _ member: StaffMember, _ revisions: [StaffRevision], _ state: FormState, _ isSaved: Bool, _ act: Act
    ) -> HTML {
        let language = act.language
        let isKeeper = StaffRoutes.keepers.admits(act.actor)
        return """
            <div class="station staff"><h1>\(member.staff.name[language])</h1>
            \(Form.summary(state, language))
            \(isSaved ? "<p class=\"notice\" role=\"status\">\(StaffText.saved[language])</p>" as HTML : .empty)
            <ul class="staff-list">\(StaffRow.html(member, act))</ul>
            \(isKeeper ? StaffCard.details(member, state, act) : .empty)
            \(StaffCard.roster(member, state, isKeeper, act))
            \(isKeeper ? StaffCard.signature(member, state, act) : .empty)
            \(isKeeper ? FaceCard.photo(of: member.staff, member.photo, at: "/staff/\(member.staff.id)/photo", state, act) : .empty)
            \(isKeeper ? StaffCard.access(member, state, act) : .empty)
            \(isKeeper ? StaffCard.standing(member, act) : .empty)
            \(StaffCard.history(revisions, language))
            <div class="act"><a class="button" href="/staff" data-back>\(StaffText.backToList[language])</a></div>
            </div>
            """
    }
}

/// `saved=1` after something was done.
struct StaffQuery: Input {
    let staff: ID<Staff>
    let isSaved: Bool

    init?(_ fields: inout Fields) {
        isSaved = fields.optional("saved", .integer(1...1)) == 1
        guard let choice = StaffChoice(&fields) else { return nil }
        staff = choice.staff
    }
}

/// What the form posts.
struct StaffCorrectionAnswer: Input {
    let correction: StaffCorrection

    init?(_ fields: inout Fields) {
        guard let correction = StaffCorrection(&fields, fromForm: true) else { return nil }
        self.correction = correction
    }
}
