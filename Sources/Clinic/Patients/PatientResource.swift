import FHIR
import GRDB
import Vocabulary

extension FHIR.Patient {
    /// A patient as the nation is told of them: the numbers it knows them by as far as there are any, and always our own
    /// id. BD-Core asks for the Health ID of everybody; none is made up for those who have none yet, and they go without
    /// the claim to keep the profile.
    init(_ id: ID<Clinic.Patient>, _ db: Database) throws {
        let found = try db.first(
            """
            SELECT \(SealedNumbers.nationalID), \(SealedNumbers.birthRegistrationNumber), health_id, registered_at,
                \(Clinic.Patient.columns)
            FROM patient WHERE id = ?
            """, [id]
        ) { row in
            let patient = try Clinic.Patient(row: row, first: 4, on: Day(row.instant(3)))
            return try FHIR.Patient(patient, numbers: Self.numbers(row), db)
        }
        guard let found else { throw Problem.noSuchPatient }
        self = found
    }

    /// By which a server finds them again: the Health ID wherever it was given, or our own id. Two different patients
    /// with one of them each are for a person to merge (412).
    var keys: [Identifier] { identifier.filter { $0.system == BDCore.healthID || $0.value.hasPrefix("urn:uuid:") } }

    /// What must not be kept or logged outside the record itself.
    var personal: [String] {
        let names = name.flatMap { name in [name.text] + (name._text?.extension ?? []).compactMap(\.valueString) }
        let numbers = identifier.map(\.value).filter { !$0.hasPrefix("urn:uuid:") }
        let places = (address ?? []).flatMap { ($0.line ?? []) + [$0.text].compactMap(\.self) }
        return names + numbers + places + (telecom ?? []).map(\.value) + [birthDate].compactMap(\.self)
    }

    private init(_ patient: Clinic.Patient, numbers: [Identifier], _ db: Database) throws {
        let address = try Self.address(of: patient, db)
        self.init(
            identifier: numbers + [Identifier(uuid: patient.id.description)],
            name: [BDCore.name(english: patient.nameEnglish, bangla: patient.nameBangla)].compactMap(\.self),
            gender: patient.sex.rawValue)
        telecom = patient.phone.map { [ContactPoint(phone: "+88" + $0, use: "mobile")] }
        birthDate = patient.birth?.partialDate
        self.address = address.map { [$0] }
        let isComplete = patient.nameEnglish != nil && address?.district != nil
        if isComplete, identifier.contains(where: { $0.system == BDCore.healthID }) {
            meta = BDCore.profile("bd-patient")
        }
    }

    private static func numbers(_ row: Row) -> [Identifier] {
        [
            (row[2] as String?).map { BDCore.identifier(BDCore.healthID, $0, kind: "UHID") },
            (row[0] as String?).map { BDCore.identifier(BDCore.nationalID, $0, kind: "NID") },
            (row[1] as String?).map { BDCore.identifier(BDCore.birthRegistration, $0, kind: "BRN") },
        ].compactMap(\.self)
    }

    /// Where they live, by the national codes; the words of reception when that is all there is.
    private static func address(of patient: Clinic.Patient, _ db: Database) throws -> Address? {
        let coded = try db.first(
            "SELECT division, district, upazila, line FROM patient_address WHERE patient_id = ? AND use = 'present'",
            [patient.id]
        ) { row in
            var address = BDCore.address(division: row[0], district: row[1], upazila: row[2])
            address.line = (row[3] as String?).map { [$0] }
            return address
        }
        return coded ?? patient.area.map { area in Address(use: "home", country: "BD").with { $0.text = area } }
    }
}

extension Address {
    fileprivate func with(_ change: (inout Address) -> Void) -> Address {
        var address = self
        change(&address)
        return address
    }
}

extension BirthDate {
    /// As much of a date as is known, as FHIR writes it: an age in years gives a year, one in months a month.
    var partialDate: String {
        switch self {
        case .date(let day): return day.description
        case .estimated(let age, let on):
            let words = on.description
            let month = (Int(words.dropFirst(5).prefix(2)) ?? 1) - 1 - age.value
            switch age.unit {
            case .years: return Self.padded(on.year - age.value, 4)
            case .months:
                let months = on.year * 12 + month
                return Self.padded(months / 12, 4) + "-" + Self.padded(months % 12 + 1, 2)
            case .days: return on.adding(days: -age.value).description
            }
        }
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
