import Foundation
import GRDB
import Vocabulary

/// Patients in full: written down, corrected, found. Each function runs inside the caller's transaction.
package enum PatientRecords {
    /// - Throws: 404 when nobody has this id.
    package static func find(_ id: ID<Patient>, _ act: Act, _ db: Database) throws -> PatientRecord {
        let found = try db.first(PatientRecord.select, [id]) { row in
            try PatientRecord(
                row: row, relatives: try relatives(of: id, db), address: try address(of: id, act, db), on: act.day)
        }
        guard let found else { throw Problem.noSuchPatient }
        return found
    }

    /// Writes down someone new.
    /// - Throws: 422 for what cannot be; 409 naming the number that another patient has.
    static func add(_ details: PatientDetails, _ act: Act, _ db: Database) throws -> PatientRecord {
        let new = try Patients.add(details.identity, act, db)
        let record = try find(new.id, act, db).corrected(by: details, act)
        try write(record, details, act, db)
        return record
    }

    /// Corrects someone known. What was written before is kept; when nothing differs nothing is written.
    /// - Throws: as `add`.
    static func correct(
        _ known: PatientRecord, _ details: PatientDetails, _ act: Act, _ db: Database
    ) throws -> PatientRecord {
        let record = known.corrected(by: details, act)
        guard record != known else { return known }
        try keepRevision(of: known.patient.id, act, db)
        try db.run("UPDATE patient SET version = version + 1 WHERE id = ?", [known.patient.id])
        try write(record, details, act, db)
        return try find(known.patient.id, act, db)
    }

    /// What each of these people is told apart by.
    static func relatives(of patients: [Patient], _ db: Database) throws -> [ID<Patient>: [Relationship: RelatedPerson]]
    {
        try patients.reduce(into: [:]) { all, patient in all[patient.id] = try relatives(of: patient.id, db) }
    }
}

extension PatientRecords {
    private static func write(
        _ record: PatientRecord, _ details: PatientDetails, _ act: Act, _ db: Database
    ) throws {
        try details.identity.checkBirthDate(on: act.day)
        if let upazila = details.upazila, !act.site.catalogue.geography.isChoosable(upazila) {
            throw Problem.noSuchUpazila
        }
        try writePatient(record, act, db)
        try writeRelatives(record, db)
        try writeAddress(record, db)
    }

    /// The unique indexes say whether a number is taken; who has it is looked up for the person at the desk.
    private static func writePatient(_ record: PatientRecord, _ act: Act, _ db: Database) throws {
        let patient = record.patient
        do {
            try db.run(
                """
                UPDATE patient SET name_en = ?1, name_bn = ?2, sex = ?3, birth_date = ?4, age_value = ?5, age_unit = ?6,
                    age_on = ?7, area = ?9, search = ?10, health_id = ?13,
                    \(SealedNumbers.assignments(phone: "?8", nationalID: "?11", birthRegistrationNumber: "?12"))
                WHERE id = ?14
                """,
                [
                    patient.nameEnglish, patient.nameBangla, patient.sex.rawValue, patient.birth?.day,
                    patient.birth?.estimate?.age.value, patient.birth?.estimate?.age.unit.rawValue,
                    patient.birth?.estimate?.on, patient.phone, patient.area,
                    Patients.searchText(patient.nameEnglish, patient.nameBangla),
                    record.nationalID, record.birthRegistrationNumber, record.healthID, patient.id,
                ])
        } catch let error as DatabaseError where error.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE {
            let holders = try holders(of: record, act, db)
            throw holders.isEmpty ? error : Problem.numbersTaken(holders)
        }
    }

    /// Whom the revision does not keep nobody knew before.
    private static func writeRelatives(_ record: PatientRecord, _ db: Database) throws {
        try db.run("DELETE FROM related_person WHERE patient_id = ?", [record.patient.id])
        for (relationship, relative) in record.relatives {
            try db.run(
                "INSERT INTO related_person (patient_id, relationship, name_en, name_bn) VALUES (?, ?, ?, ?)",
                [record.patient.id, relationship.rawValue, relative.nameEnglish, relative.nameBangla])
        }
    }

    private static func writeAddress(_ record: PatientRecord, _ db: Database) throws {
        try db.run("DELETE FROM patient_address WHERE patient_id = ? AND use = 'present'", [record.patient.id])
        guard let address = record.address else { return }
        let code = address.code
        try db.run(
            """
            INSERT INTO patient_address (patient_id, use, division, district, city_corporation, upazila, line)
            VALUES (?, 'present', ?, ?, ?, ?, ?)
            """,
            [
                record.patient.id, code.division, code.district, code.cityCorporation, code.upazila, address.line,
            ])
    }

    private static func keepRevision(of patient: ID<Patient>, _ act: Act, _ db: Database) throws {
        try db.run(
            """
            INSERT INTO patient_revision (patient_id, version, before, at, staff_id, \(SealedNumbers.revisionColumns))
            SELECT id, version, json_object('name_en', name_en, 'name_bn', name_bn, 'sex', sex,
                'birth_date', birth_date, 'age_value', age_value, 'age_unit', age_unit, 'age_on', age_on,
                'area', area, 'health_id', health_id,
                'related_person', json((
                    SELECT json_group_array(json_object('relationship', relationship, 'name_en', name_en,
                        'name_bn', name_bn))
                    FROM related_person WHERE patient_id = patient.id)),
                'address', json((
                    SELECT json_group_array(json_object('use', use, 'upazila', upazila, 'line', line))
                    FROM patient_address WHERE patient_id = patient.id))),
                ?, ?, \(SealedNumbers.revisionValues)
            FROM patient WHERE id = ?
            """,
            [act.at, try act.staff(), patient])
    }
}

extension PatientRecords {
    /// Whose the numbers are that this record wants to have.
    private static func holders(of record: PatientRecord, _ act: Act, _ db: Database) throws -> [NumberHolder] {
        let numbers = [
            ("nationalId", SealedNumbers.hasNationalID("?1"), record.nationalID),
            (
                "birthRegistrationNumber", SealedNumbers.hasBirthRegistrationNumber("?1"),
                record.birthRegistrationNumber
            ),
            ("healthId", "health_id = ?1", record.healthID),
        ]
        return try numbers.compactMap { field, condition, number in
            guard let number else { return nil }
            return try db.first(
                "SELECT \(Patient.columns) FROM patient WHERE \(condition) AND id <> ?2", [number, record.patient.id]
            ) { NumberHolder(field: field, patient: try Patient(row: $0, on: act.day)) }
        }
    }

    private static func relatives(of patient: ID<Patient>, _ db: Database) throws -> [Relationship: RelatedPerson] {
        let rows = try db.list(
            "SELECT relationship, name_en, name_bn FROM related_person WHERE patient_id = ?", [patient]
        ) { row in
            (try row.word(0) as Relationship, RelatedPerson(nameEnglish: row[1], nameBangla: row[2]))
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    private static func address(of patient: ID<Patient>, _ act: Act, _ db: Database) throws -> PatientAddress? {
        try db.first(
            "SELECT upazila, line FROM patient_address WHERE patient_id = ? AND use = 'present'", [patient]
        ) { row in
            guard let code = Geocode(row[0]) else { throw CorruptValue(column: 0, type: "Geocode") }
            return PatientAddress(code: code, line: row[1], act.site.catalogue.geography)
        }
    }
}

extension PatientRecord {
    fileprivate static let select = """
        SELECT \(Patient.columns), \(SealedNumbers.nationalID), \(SealedNumbers.birthRegistrationNumber),
            patient.health_id, patient.version
        FROM patient WHERE id = ?
        """

    fileprivate init(
        row: Row, relatives: [Relationship: RelatedPerson], address: PatientAddress?, on day: Day
    ) throws {
        self.init(
            patient: try Patient(row: row, on: day), nationalID: row[11], birthRegistrationNumber: row[12],
            healthID: row[13], relatives: relatives, address: address, version: row[14])
    }
}

/// Who has a number that somebody else was to be given.
struct NumberHolder {
    let field: String
    let patient: Patient
}

extension Problem {
    static let noSuchUpazila = Problem.invalid([
        Field(
            "upazila", Bilingual("Choose the upazila or thana from the list", "তালিকা থেকে উপজেলা বা থানা বেছে নিন"))
    ])

    static let numbersTakenSlug = "number-taken"

    /// A number belongs to one person. Says whose it is, in words and by id, so that they can be chosen instead.
    static func numbersTaken(_ holders: [NumberHolder]) -> Problem {
        Problem(
            .conflict, numbersTakenSlug,
            Bilingual("Another patient has this number", "এই নম্বরটি অন্য রোগীর"),
            fields: holders.map { Field($0.field, $0.words) },
            members: Dictionary(
                holders.map { ($0.field + "Holder", .text($0.patient.id.description)) }, uniquingKeysWith: { a, _ in a }
            ))
    }
}

extension NumberHolder {
    fileprivate var words: Bilingual {
        let card = patient.cardNumber
        return Bilingual(
            "This number is \(patient.name(.english))'s" + (card.map { ", card \($0)" } ?? ""),
            "এই নম্বরটি \(patient.name(.bangla)) এর" + (card.map { ", কার্ড \($0)" } ?? ""))
    }
}
