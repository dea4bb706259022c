import GRDB
import Vocabulary

/// Someone the clinic knows (FHIR Patient), as much as reception needs to know of them.
package struct Patient: Sendable, Equatable {
    package let id: ID<Patient>
    package let nameEnglish: String?
    package let nameBangla: String?
    package let sex: Sex
    package let birth: BirthDate?
    package private(set) var phone: String?
    package let cardNumber: String?
    package let area: String?
    /// The age on the day it was asked for.
    package let age: Age?
    package let lastVisit: Day?

    /// Without the phone, for whom it is no tool.
    var withoutPhone: Patient {
        var patient = self
        patient.phone = nil
        return patient
    }

    /// The name in the language if it is known in it, else in the other.
    package func name(_ language: Language) -> String {
        language.prefers(english: nameEnglish, bangla: nameBangla) ?? ""
    }
}

extension Patient {
    static let columns = """
        patient.id, patient.name_en, patient.name_bn, patient.sex, patient.birth_date, patient.age_value,
        patient.age_unit, patient.age_on, \(SealedNumbers.phone), patient.card_number, patient.area
        """

    /// - Parameter first: the column at which `columns` begin; `lastVisit` is the column after them.
    init(row: Row, first: Int = 0, on day: Day, lastVisit: Int? = nil) throws {
        let birth = try BirthDate(row: row, first: first + 4)
        self.init(
            id: try row.id(first), nameEnglish: row[first + 1], nameBangla: row[first + 2],
            sex: try row.word(first + 3), birth: birth, phone: row[first + 8], cardNumber: row[first + 9],
            area: row[first + 10], age: birth?.age(on: day),
            lastVisit: try lastVisit.flatMap { column in row.hasNull(atIndex: column) ? nil : try row.day(column) })
    }
}

extension BirthDate {
    /// Columns: birth_date, age_value, age_unit, age_on.
    fileprivate init?(row: Row, first: Int) throws {
        if !row.hasNull(atIndex: first) {
            self = .date(try row.day(first))
        } else if let value: Int = row[first + 1], let age = Age(value, try row.word(first + 2)) {
            self = .estimated(age, on: try row.day(first + 3))
        } else {
            return nil
        }
    }
}
