import Foundation
import GRDB
import Vocabulary

/// Finding people and writing down new ones.
enum Patients {
    static let searchLimit = 20

    /// - Throws: 422 naming `birthDate` when nobody can have been born on it.
    static func add(_ identity: PatientIdentity, _ act: Act, _ db: Database) throws -> Patient {
        try identity.checkBirthDate(on: act.day)
        let id = ID<Patient>.new(at: act.at)
        let (english, bangla) = identity.names
        try db.run(
            """
            INSERT INTO patient (id, name_en, name_bn, sex, birth_date, age_value, age_unit, age_on,
                \(SealedNumbers.phoneColumns), area, search, registered_at, registered_by)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, \(SealedNumbers.phoneValues("?9", of: "?1")), ?10, ?11, ?12, ?13)
            """,
            [
                id, english, bangla, identity.sex.rawValue, identity.birthDate, identity.age?.value,
                identity.age?.unit.rawValue, identity.age == nil ? nil : act.day, identity.phone?.description,
                identity.area, searchText(english, bangla), act.at,
                try act.staff(),
            ])
        let birth = identity.birthDate.map(BirthDate.date) ?? identity.age.map { .estimated($0, on: act.day) }
        return Patient(
            id: id, nameEnglish: english, nameBangla: bangla, sex: identity.sex, birth: birth,
            phone: identity.phone?.description, cardNumber: nil, area: identity.area, age: birth?.age(on: act.day),
            lastVisit: nil)
    }

    /// - Throws: 404 when nobody has this id.
    static func find(_ id: ID<Patient>, _ act: Act, _ db: Database) throws -> Patient {
        let found = try db.first("SELECT \(Patient.columns) FROM patient WHERE id = ?", [id]) {
            try Patient(row: $0, on: act.day)
        }
        guard let found else { throw Problem.noSuchPatient }
        return found
    }

    /// By card number, NID, birth registration number or Health ID, by the last four or more digits of a phone, or by a
    /// part of the name in either script.
    static func search(_ text: String, _ act: Act, _ db: Database) throws -> [Patient] {
        let words = fold(text)
        guard !words.isEmpty else {
            act.shows([])
            return []
        }
        let digits = Phone(text)?.description ?? Digits.toASCII(words).filter(\.isNumber)
        let phone = digits.count >= 4 ? digits : nil
        let found = try db.list(
            """
            SELECT \(Patient.columns), (SELECT max(day) FROM visit WHERE patient_id = patient.id) AS last_visit
            FROM patient
            WHERE card_number = ?1 OR \(SealedNumbers.phoneEnds(in: "?2")) OR search LIKE ?3 ESCAPE '\\'
                OR \(SealedNumbers.hasNationalID("?4")) OR \(SealedNumbers.hasBirthRegistrationNumber("?4"))
                OR health_id = ?4
            ORDER BY card_number = ?1 DESC, last_visit DESC, id LIMIT \(searchLimit)
            """,
            [CardNumber(text)?.description, phone, "%" + escaped(words) + "%", Digits.number(text)]
        ) { try Patient(row: $0, on: act.day, lastVisit: 11) }
        act.shows(found)
        return found
    }

    /// What the search by name looks at.
    static func searchText(_ english: String?, _ bangla: String?) -> String {
        fold([english, bangla].compactMap(\.self).joined(separator: " "))
    }

    /// Lower case and normal form C, as the search column is kept.
    static func fold(_ text: String) -> String {
        text.normalized.lowercased().split { $0 == " " }.joined(separator: " ")
    }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { $0 += "\\%_".contains($1) ? "\\\($1)" : String($1) }
    }
}

extension Problem {
    static let noSuchPatient = Problem(
        .notFound, "no-such-patient", Bilingual("There is no such patient", "এমন কোনো রোগী নেই"))
    static let bornInTheFuture = Problem.invalid([
        Field("birthDate", Bilingual("This day has not come yet", "এই দিনটি এখনো আসেনি"))
    ])
    static let bornTooLongAgo = Problem.invalid([
        Field(
            "birthDate",
            Bilingual(
                "Nobody is older than \(Age.Unit.years.limit) years",
                "\(Language.bangla.digits(Age.Unit.years.limit)) বছরের বেশি বয়স হতে পারে না"))
    ])
}
