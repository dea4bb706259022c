import Vocabulary

/// Someone the clinic knows (FHIR Patient), with everything that registration wrote down.
package struct PatientRecord: Sendable, Equatable {
    package let patient: Patient
    /// NID, of 10, 13 or 17 digits.
    package let nationalID: String?
    /// BRN, 17 digits.
    package let birthRegistrationNumber: String?
    /// UHID, 11 digits.
    package let healthID: String?
    package let relatives: [Relationship: RelatedPerson]
    package let address: PatientAddress?
    /// How often it was corrected, and once more.
    package let version: Int
}

/// Someone's father, mother, husband or wife (FHIR RelatedPerson).
package struct RelatedPerson: Sendable, Equatable {
    package let nameEnglish: String?
    package let nameBangla: String?

    /// The name in the language if it is known in it, else in the other.
    package func name(_ language: Language) -> String {
        language.prefers(english: nameEnglish, bangla: nameBangla) ?? ""
    }
}

/// Where someone lives now.
package struct PatientAddress: Sendable, Equatable {
    package let code: Geocode
    /// Village, road, house.
    package let line: String?
    /// All of it as it is written on paper.
    package let words: Bilingual

    init(code: Geocode, line: String?, _ geography: Geography) {
        let place = geography[code]?.words ?? Bilingual(code.upazila, code.upazila)
        self.code = code
        self.line = line
        words = Bilingual(
            [line, place.english].compactMap(\.self).joined(separator: ", "),
            [line, place.bangla].compactMap(\.self).joined(separator: ", "))
    }
}

extension PatientRecord {
    /// The same person as somebody now says they are. An age that agrees with what was known of the birth is no new
    /// estimate. Card and id stay.
    func corrected(by details: PatientDetails, _ act: Act) -> PatientRecord {
        let identity = details.identity
        let (english, bangla) = identity.names
        let birth = identity.birth(knowing: patient.birth, on: act.day)
        return PatientRecord(
            patient: Patient(
                id: patient.id, nameEnglish: english, nameBangla: bangla, sex: identity.sex, birth: birth,
                phone: identity.phone?.description, cardNumber: patient.cardNumber, area: identity.area,
                age: birth?.age(on: act.day), lastVisit: patient.lastVisit),
            nationalID: details.nationalID?.description,
            birthRegistrationNumber: details.birthRegistrationNumber?.description,
            healthID: details.healthID?.description,
            relatives: details.relatives.reduce(into: [:]) { relatives, said in
                relatives[said.key] = RelatedPerson(said.value, knowing: self.relatives[said.key])
            },
            address: details.upazila.map {
                PatientAddress(code: $0, line: identity.area, act.site.catalogue.geography)
            },
            version: version)
    }
}

extension RelatedPerson {
    fileprivate init(_ name: PersonName, knowing known: RelatedPerson?) {
        let name = (text: name.description, isBangla: name.isBangla)
        if let known, name.text == known.nameEnglish || name.text == known.nameBangla {
            self = known
        } else {
            self.init(nameEnglish: name.isBangla ? nil : name.text, nameBangla: name.isBangla ? name.text : nil)
        }
    }
}

extension PatientIdentity {
    var names: (english: String?, bangla: String?) {
        let (first, second) = (name.description, secondName?.description)
        return name.isBangla ? (second, first) : (first, second)
    }

    /// - Throws: 422 naming `birthDate` when it has not come yet, or lies further back than anybody lives.
    func checkBirthDate(on day: Day) throws {
        guard let birthDate else { return }
        guard birthDate <= day else { throw Problem.bornInTheFuture }
        guard Age(from: birthDate, on: day) != nil else { throw Problem.bornTooLongAgo }
    }

    func birth(knowing known: BirthDate?, on day: Day) -> BirthDate? {
        if let birthDate { return .date(birthDate) }
        guard let age else { return nil }
        return known?.age(on: day) == age ? known : .estimated(age, on: day)
    }
}
