import GRDB
import HTML
import HTTP
import Storage
import Vocabulary

/// The practitioner's page of a visit, and the forms on it.
enum ConsultationPages {
    private static let base = "/consultation/encounters/:encounter"
    private static let practitioners = ConsultationRoutes.practitioners

    static func register(_ routes: inout Routes) {
        routes.query("/consultation/visits/:visit", by: Stage.consultation.callers, "A visit's consultation") {
            (asked: ConsultationQuery, act, db) in
            try ConsultationPage(of: asked.visit, in: asked.room, act, db)
                .page(.fresh, isJustSigned: asked.isJustSigned, act)
        }
        routes.form("/consultation/visits/:visit/encounters", by: practitioners, "Begin", again: again) {
            (asked: VisitQuery, act, db) in place(try Drafts.begin(asked, act, db))
        }
        routes.search(base + "/search", by: practitioners, "Look into a catalogue") {
            (asked: CatalogueSearchRequest, act, db) in
            let visit = try Encounters.find(asked.encounter, db).visit
            return try ConsultationPage(of: visit, act, db).page(.fresh, asked.finding(act), act)
        }
        routes.search(base + "/matches", by: practitioners, "What a catalogue has, as buttons") {
            (asked: CatalogueSearchRequest, act, _) in
            Fragment(MatchesForm.html(asked.finding(act), asked.encounter, act))
        }
        registerLines(&routes)
        routes.query(base + "/signature", by: practitioners, "What will be signed") {
            (asked: DraftQuery, act, db) in try SignaturePage.page(asked.encounter, .fresh, act, db)
        }
        routes.form(base + "/signature", by: practitioners, "Sign", again: SignaturePage.again) {
            (asked: SignatureRequest, act, db) in
            // Signed, the token has left the room where the next person is called to.
            let visit = try Encounters.find(asked.encounter, db).visit
            let room = try Tokens.find(of: visit, act, db).room(at: .consultation)
            _ = try Signature.sign(asked, act, db)
            return SeeOther(Stage.consultation.page(of: visit) + "?signed=1" + (room.map { "&room=" + $0 } ?? ""))
        }
    }

    private static func registerLines(_ routes: inout Routes) {
        routes.form(base + "/note", by: practitioners, "Keep the note", again: again) {
            (asked: NoteRequest, act, db) in place(try Drafts.keep(asked, act, db))
        }
        routes.form(base + "/complaints", by: practitioners, "Write a complaint", again: again) {
            (asked: ComplaintRequest, act, db) in place(try Drafts.add(asked, act, db))
        }
        routes.form(base + "/conditions", by: practitioners, "Write a diagnosis", again: again) {
            (asked: ConditionRequest, act, db) in place(try Drafts.add(asked, act, db))
        }
        routes.form(base + "/medication-requests", by: practitioners, "Write a line of a prescription", again: again) {
            (asked: PrescriptionRequest, act, db) in place(try Drafts.add(asked, act, db))
        }
        routes.form(base + "/service-requests", by: practitioners, "Ask for a test", again: again) {
            (asked: TestRequest, act, db) in place(try Drafts.add(asked, act, db))
        }
        routes.form(base + "/removals", by: practitioners, "Take out a line", again: again) {
            (asked: RemovalRequest, act, db) in place(try Drafts.remove(asked, act, db))
        }
    }

    private static func place(_ record: EncounterRecord) -> SeeOther {
        SeeOther(Stage.consultation.page(of: record.encounter.visit))
    }

    private static func again(_ state: FormState, _ act: Act, _ db: Database) throws -> Page {
        let visit = try ID<Visit>(state.value("visit")) ?? encounter(state, db).visit
        let medicine = act.site.catalogue.medicines[state.value("medicine")]
        let finding = medicine.map { CatalogueSearch(section: .medicines, text: "", medicine: $0) }
        return try ConsultationPage(of: visit, act, db).page(state, finding, act)
    }

    private static func encounter(_ state: FormState, _ db: Database) throws -> Encounter {
        guard let id = ID<Encounter>(state.value("encounter")) else { throw state.problem ?? .noSuchEncounter }
        return try Encounters.find(id, db)
    }
}

/// `signed=1` right after signing: the page then prints the prescription. The room is the one they were seen in.
struct ConsultationQuery: Input {
    let visit: ID<Visit>
    let isJustSigned: Bool
    let room: String?

    init?(_ fields: inout Fields) {
        isJustSigned = fields.optional("signed", .integer(1...1)) == 1
        room = fields.optional("room", .text(longest: 40))
        guard let asked = VisitQuery(&fields) else { return nil }
        visit = asked.visit
    }
}
