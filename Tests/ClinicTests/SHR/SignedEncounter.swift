@testable import Clinic
import GRDB
import Storage
import Testing
import Vocabulary

/// A whole visit as rows: registered, screened, seen, with a prescription, an order and its verified result. The
/// stations have tests of their own; here only what they leave behind matters.
struct SignedEncounter: Sendable {
    let id: ID<Encounter>
    let patient: ID<Patient>
    let visit: ID<Visit>
    let set: ID<SignedEncounter>
    let order: ID<ServiceRequest>
    let report: ID<SignedEncounter>
    let doctor: ID<Staff>

    var fullUrl: String { "urn:uuid:" + id.description }
}

extension TestClinic {
    /// - Parameter patient: someone who was here before; somebody new without.
    func signEncounter(of patient: ID<Patient>? = nil, healthID: String? = nil) throws -> SignedEncounter {
        let now = clock.now
        let encounter = try store.write { db in
            let doctor: ID<Staff> = try #require(
                try ID.fetchOne(db, sql: "SELECT id FROM staff WHERE user_name = 'doctor'"))
            let made = SignedEncounter(
                id: .new(at: now), patient: try patient ?? Self.register(healthID, by: doctor, at: now, db),
                visit: .new(at: now), set: .new(at: now), order: .new(at: now), report: .new(at: now), doctor: doctor)
            try made.screen(at: now, db)
            try made.see(at: now, db)
            try made.test(at: now, db)
            return made
        }
        try enqueue(encounter)
        return encounter
    }

    /// Something more is known of it, and is to be told.
    func enqueue(_ encounter: SignedEncounter) throws {
        let act = Act(actor: .nobody, at: clock.now, language: .english, site: app.site)
        try store.write { db in try Outbox.enqueue(try Encounters.find(encounter.id, db), act, db) }
    }

    private static func register(
        _ healthID: String?, by staff: ID<Staff>, at now: Instant, _ db: Database
    ) throws -> ID<Patient> {
        let id = ID<Patient>.new(at: now)
        try db.execute(
            sql: """
                INSERT INTO patient (id, name_en, name_bn, sex, age_value, age_unit, age_on, phone_sealed,
                    phone_tail, search, registered_at, registered_by, health_id)
                VALUES (?1, 'Rahima Begum', 'রহিমা বেগম', 'female', 34, 'years', '2026-11-21',
                    sealed('01711223344', 'patient.phone', ?1), blind_index('3344', 'patient.phone.tail'), 'rahima',
                    ?2, ?3, ?4)
                """, arguments: [id, now, staff, healthID])
        try db.execute(
            sql: """
                INSERT INTO patient_address (patient_id, use, division, district, city_corporation, upazila, line)
                VALUES (?, 'present', '30', '3026', '302625', '30262507', 'House 7, Karail')
                """, arguments: [id])
        return id
    }
}

extension SignedEncounter {
    fileprivate func screen(at now: Instant, _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO visit (id, day, patient_id, service, priority, opened_at, opened_by)
                VALUES (?, '2026-11-21', ?, 'general', 'ordinary', ?, ?)
                """, arguments: [visit, patient, now, doctor])
        try db.execute(
            sql: """
                INSERT INTO observation_set (id, visit_id, patient_id, pregnancy, effective_at, recorded_at, recorded_by)
                VALUES (?, ?, ?, 'unknown', ?, ?, ?)
                """, arguments: [set, visit, patient, now, now, doctor])
        for (code, value, unit) in [
            ("BP_SYS", "142", "mm[Hg]"), ("BP_DIA", "91", "mm[Hg]"), ("WEIGHT", "55.0", "kg"),
            ("TEMP", "37.2", "Cel"), ("GLU_RANDOM", "7.8", "mmol/L"),
        ] { try measure(code, value, unit, at: now, db) }
    }

    func measure(
        _ code: String, _ value: String?, _ unit: String, amends: String? = nil, at now: Instant, _ db: Database
    ) throws {
        let original = try amends.map { code in
            try String.fetchOne(
                db, sql: "SELECT id FROM observation WHERE set_id = ? AND code = ? ORDER BY recorded_at DESC, id DESC",
                arguments: [set, code])
        }
        try db.execute(
            sql: """
                INSERT INTO observation (id, set_id, code, value, unit, method, recorded_at, recorded_by, amends, reason)
                VALUES (?, ?, ?, ?, ?, 'manual', ?, ?, ?, ?)
                """,
            arguments: [
                ID<SignedEncounter>.new(at: now), set, code, value, unit, now, doctor, original ?? nil,
                amends.map { _ in "misread" },
            ])
    }

    fileprivate func see(at now: Instant, _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO encounter (id, visit_id, patient_id, practitioner_id, status, started_at)
                VALUES (?, ?, ?, ?, 'in-progress', ?)
                """, arguments: [id, visit, patient, doctor, now])
        try db.execute(
            sql: """
                INSERT INTO condition VALUES (?, ?, 'DX001', 'I10', 'BA00.Z', 'Essential hypertension, unspecified',
                    'Hypertension (essential)', 'উচ্চ রক্তচাপ', 'confirmed', 0)
                """, arguments: [ID<SignedEncounter>.new(at: now), id])
        try db.execute(
            sql: """
                INSERT INTO medication_request VALUES (?, ?, 'MED001', 'Paracetamol', 'প্যারাসিটামল', 'N02BE01',
                    '500 mg', 'Tablet', '½+0+½', 'tab', 'after_meal', 5, 'half tablet morning and night, after food',
                    'আধা টি ট্যাবলেট সকালে ও রাতে, খাবারের পরে', 'with water')
                """, arguments: [ID<SignedEncounter>.new(at: now), id])
        try db.execute(
            sql: "UPDATE encounter SET status = 'finished', ended_at = ? WHERE id = ?",
            arguments: [now.adding(seconds: 300), id])
    }

    /// Notes which results a report looked at: those that nothing amends.
    func verify(_ report: ID<SignedEncounter>, at now: Instant, _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO report_result (report_id, result_id)
                SELECT ?, id FROM result WHERE service_request_id = ?
                    AND NOT EXISTS (SELECT 1 FROM result AS later WHERE later.amends = result.id)
                """, arguments: [report, order])
    }

    fileprivate func test(at now: Instant, _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO service_request (id, visit_id, patient_id, encounter_id, code, loinc, name_en, name_bn,
                    category, status, requested_at, requested_by)
                VALUES (?, ?, ?, ?, 'LAB-HB', '718-7', 'Haemoglobin', 'হিমোগ্লোবিন', 'haematology', 'active', ?, ?)
                """, arguments: [order, visit, patient, id, now, doctor])
        try db.execute(
            sql: """
                INSERT INTO result (id, service_request_id, component, name_en, name_bn, value, unit, range_low,
                    range_high, interpretation, recorded_at, recorded_by)
                VALUES (?, ?, 'LAB-HB', 'Haemoglobin', 'হিমোগ্লোবিন', '10.4', 'g/dL', '12.0', '15.0', 'L', ?, ?)
                """, arguments: [ID<SignedEncounter>.new(at: now), order, now, doctor])
        try db.execute(
            sql: """
                INSERT INTO result (id, service_request_id, component, name_en, name_bn, text, range_low, range_high,
                    recorded_at, recorded_by)
                VALUES (?, ?, '5799-2', 'Leukocyte esterase', 'লিউকোসাইট', 'Negative', 'Nil', 'Trace', ?, ?)
                """, arguments: [ID<SignedEncounter>.new(at: now), order, now, doctor])
        try db.execute(
            sql: "INSERT INTO diagnostic_report VALUES (?, ?, 1, ?, ?)", arguments: [report, order, now, doctor])
        try verify(report, at: now, db)
        try db.execute(
            sql: "UPDATE service_request SET status = 'completed', ended_at = ?, ended_by = ? WHERE id = ?",
            arguments: [now, doctor, order])
    }
}
