import GRDB
import Vocabulary

/// Writing into an encounter that is not signed yet. Each function runs inside the caller's transaction, and counts the
/// draft's version up.
enum Drafts {
    /// The furthest day somebody is asked to come again.
    private static let followUpLimit = 731

    /// A draft is gone on with on any day; a new one is begun on the visit's own, also when the person has left already.
    /// - Throws: 409 when the visit has no patient, was void or on another day, or another practitioner is with them.
    static func begin(_ asked: VisitQuery, _ act: Act, _ db: Database) throws -> EncounterRecord {
        let token = try Tokens.find(of: asked.visit, act, db)
        let isGoingOn = try Encounters.inProgress(asked.visit, db) != nil
        guard token.standing != .voided, isGoingOn || token.day == act.day else {
            throw Problem.tokenIsOver(token, act)
        }
        return try EncounterRecord.find(try Encounters.begin(asked.visit, act, db).id, db)
    }

    /// - Throws: 409 with the fresh state when the draft is not as it was seen.
    static func keep(_ asked: NoteRequest, _ act: Act, _ db: Database) throws -> EncounterRecord {
        let draft = try draft(asked.encounter, asked.version, act, db)
        if let day = asked.followUp {
            guard day >= act.day else { throw Problem.followUpInThePast }
            guard day <= act.day.adding(days: followUpLimit) else { throw Problem.followUpTooFar }
        }
        try db.run(
            """
            UPDATE encounter SET history = ?, examination = ?, advice = ?, follow_up_on = ?, version = version + 1
            WHERE id = ?
            """,
            [asked.history, asked.examination, asked.advice, asked.followUp, draft.id])
        return try EncounterRecord.find(draft.id, db)
    }

    static func add(_ asked: ComplaintRequest, _ act: Act, _ db: Database) throws -> EncounterRecord {
        let draft = try Encounters.draft(asked.encounter, act, db)
        let name = try name(of: asked, act)
        try refuseTwice(
            "SELECT 1 FROM complaint WHERE encounter_id = ? AND (code = ? OR code IS NULL AND name_bn = ?)",
            [draft.id, asked.code, name.bangla], name, db)
        try db.run(
            "INSERT INTO complaint (id, encounter_id, code, name_en, name_bn, days) VALUES (?, ?, ?, ?, ?, ?)",
            [ID<Complaint>.new(at: act.at), draft.id, asked.code, name.english, name.bangla, asked.days])
        return try changed(draft, db)
    }

    static func add(_ asked: ConditionRequest, _ act: Act, _ db: Database) throws -> EncounterRecord {
        let draft = try Encounters.draft(asked.encounter, act, db)
        guard let diagnosis = act.site.catalogue.diagnoses[asked.code] else { throw Problem.unknownDiagnosis }
        try refuseTwice(
            "SELECT 1 FROM condition WHERE encounter_id = ? AND code = ?", [draft.id, diagnosis.code], diagnosis.name,
            db)
        try db.run(
            """
            INSERT INTO condition (id, encounter_id, code, icd10, icd11, icd11_title, name_en, name_bn, verification,
                confidential)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                ID<Condition>.new(at: act.at), draft.id, diagnosis.code, diagnosis.icd10, diagnosis.icd11,
                diagnosis.icd11Title, diagnosis.name.english, diagnosis.name.bangla, asked.verification.rawValue,
                asked.isConfidential || diagnosis.isConfidential,
            ])
        return try changed(draft, db)
    }

    static func add(_ asked: PrescriptionRequest, _ act: Act, _ db: Database) throws -> EncounterRecord {
        let draft = try Encounters.draft(asked.encounter, act, db)
        let medicines = act.site.catalogue.medicines
        guard let medicine = medicines[asked.medicine] else {
            throw Problem.unknownMedicine(asked.medicine, medicines)
        }
        let dosage = try dosage(asked, medicine, act)
        try refuseTwice(
            "SELECT 1 FROM medication_request WHERE encounter_id = ? AND medicine = ? AND pattern = ?",
            [draft.id, medicine.code, asked.pattern.description], medicine.generic, db)
        try write(medicine, dosage, note: asked.note, draft, act, db)
        return try changed(draft, db)
    }

    static func add(_ asked: TestRequest, _ act: Act, _ db: Database) throws -> EncounterRecord {
        let draft = try Encounters.draft(asked.encounter, act, db)
        _ = try ServiceRequests.draft(asked.code, note: asked.note, in: draft, act, db)
        return try changed(draft, db)
    }

    /// Takes one line out, whatever it is.
    /// - Throws: 404 when it is not there any more.
    static func remove(_ asked: RemovalRequest, _ act: Act, _ db: Database) throws -> EncounterRecord {
        let draft = try Encounters.draft(asked.encounter, act, db)
        for table in ["complaint", "condition", "medication_request"] {
            try db.run("DELETE FROM \(table) WHERE id = ? AND encounter_id = ?", [asked.id, draft.id])
            if db.changesCount == 1 { return try changed(draft, db) }
        }
        guard let test = ID<ServiceRequest>(asked.id.description) else { throw Problem.noSuchServiceRequest }
        try ServiceRequests.remove(test, from: draft, db)
        return try changed(draft, db)
    }

    /// The draft, if it is as whoever asks saw it.
    static func draft(_ id: ID<Encounter>, _ version: Int, _ act: Act, _ db: Database) throws -> Encounter {
        let draft = try Encounters.draft(id, act, db)
        guard draft.version == version else { throw Problem.staleDraft(draft) }
        return draft
    }
}

extension Drafts {
    private static func changed(_ draft: Encounter, _ db: Database) throws -> EncounterRecord {
        try db.run("UPDATE encounter SET version = version + 1 WHERE id = ?", [draft.id])
        return try EncounterRecord.find(draft.id, db)
    }

    private static func name(of asked: ComplaintRequest, _ act: Act) throws -> Bilingual {
        guard let code = asked.code else { return Bilingual(asked.text ?? "", asked.text ?? "") }
        guard let symptom = act.site.catalogue.complaints[code] else { throw Problem.unknownComplaint }
        return symptom.name
    }

    private static func dosage(_ asked: PrescriptionRequest, _ medicine: Medicine, _ act: Act) throws -> Dosage {
        let notation = act.site.catalogue.dosage
        let timing = try asked.timing.map { code in
            guard let timing = notation.timing(code) else { throw Problem.unknownTiming(notation) }
            return timing
        }
        guard asked.days != nil || timing?.isOnce == true || !medicine.isAntibacterial else {
            throw Problem.needsDays(medicine)
        }
        do { return try Dosage(asked.pattern, medicine.unit, timing, days: asked.days) } catch {
            throw Problem.invalid([Problem.Field("pattern", error.text)])
        }
    }

    private static func write(
        _ medicine: Medicine, _ dosage: Dosage, note: String?, _ draft: Encounter, _ act: Act, _ db: Database
    ) throws {
        let instruction = dosage.instruction
        try db.run(
            """
            INSERT INTO medication_request (id, encounter_id, medicine, generic_en, generic_bn, atc, strength, form,
                pattern, unit, timing, days, instruction_en, instruction_bn, note)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                ID<MedicationRequest>.new(at: act.at), draft.id, medicine.code, medicine.generic.english,
                medicine.generic.bangla, medicine.atc, medicine.strength, medicine.form, dosage.pattern.description,
                dosage.unit.rawValue, dosage.timing?.code, dosage.days, instruction.english, instruction.bangla, note,
            ])
    }

    private static func refuseTwice(
        _ sql: String, _ arguments: StatementArguments, _ name: Bilingual, _ db: Database
    ) throws {
        guard try db.first(sql, arguments, { _ in true }) == nil else { throw Problem.alreadyWritten(name) }
    }
}
