import Vocabulary

/// What registration writes down of somebody: all that is known of them, each time. What is left out is not known.
struct PatientDetails: Sendable {
    let identity: PatientIdentity
    let nationalID: NationalID?
    let birthRegistrationNumber: BirthRegistrationNumber?
    let healthID: HealthID?
    let relatives: [Relationship: PersonName]
    let upazila: Geocode?

    static func read(_ fields: inout Fields) -> PatientDetails? {
        let identity = PatientIdentity.readInFull(&fields)
        let nationalID = fields.optional("nationalId", .nationalID)
        let birthRegistrationNumber = fields.optional("birthRegistrationNumber", .birthRegistrationNumber)
        let healthID = fields.optional("healthId", .healthID)
        var relatives: [Relationship: PersonName] = [:]
        for relationship in Relationship.allCases {
            relatives[relationship] = fields.optional(relationship.field, .personName)
        }
        let upazila = readUpazila(&fields)
        guard let identity else { return nil }
        return PatientDetails(
            identity: identity, nationalID: nationalID, birthRegistrationNumber: birthRegistrationNumber,
            healthID: healthID, relatives: relatives, upazila: upazila)
    }

    /// The larger parts follow from the upazila. Who says them as well has to say the same.
    private static func readUpazila(_ fields: inout Fields) -> Geocode? {
        let upazila = fields.optional("upazila", .geocode)
        let division = fields.optional("division", Rule<String>.text(longest: 2)).map(Digits.toASCII)
        let district = fields.optional("district", Rule<String>.text(longest: 4)).map(Digits.toASCII)
        let city = fields.optional("cityCorporation", Rule<String>.text(longest: 6)).map(Digits.toASCII)
        guard let upazila else {
            if division ?? district ?? city != nil, fields.errors.allSatisfy({ $0.name != "upazila" }) {
                fields.refuse("upazila", needsUpazila)
            }
            return nil
        }
        if let division, division != upazila.division { fields.refuse("division", disagrees) }
        if let district, district != upazila.district { fields.refuse("district", disagrees) }
        if let city, city != upazila.cityCorporation { fields.refuse("cityCorporation", disagrees) }
        return upazila
    }

    private static let needsUpazila = Bilingual("Choose the upazila or thana as well", "উপজেলা বা থানাও বেছে নিন")
    private static let disagrees = Bilingual(
        "This is not where the upazila lies", "উপজেলাটি এখানে নয়")
}

/// What somebody is to a patient (FHIR RelatedPerson, as v3-RoleCode FTH, MTH and SPS).
package enum Relationship: String, Sendable, CaseIterable {
    case father, mother, spouse

    package var name: Bilingual {
        switch self {
        case .father: Bilingual("Father", "পিতা")
        case .mother: Bilingual("Mother", "মাতা")
        case .spouse: Bilingual("Husband or wife", "স্বামী বা স্ত্রী")
        }
    }

    /// The name's field in requests and answers.
    var field: String { rawValue + "Name" }
}
