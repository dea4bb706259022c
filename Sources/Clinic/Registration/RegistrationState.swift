import Vocabulary

/// What stands in the fields of the form: what is known of the patient, and over it what was typed.
struct RegistrationState {
    let form: FormState
    /// Who is attached to the visit now.
    let record: PatientRecord?
    /// Where somebody may live by what was typed, the chosen place first.
    let places: [Place]
    let known: [String: String]

    init(_ typed: FormState, _ record: PatientRecord?, _ act: Act) {
        let known = record.map { Self.fields($0, act.language) } ?? [:]
        let geography = act.site.catalogue.geography
        let typed = Self.isOfSomeoneElse(typed, record) ? FormState(typed: [:], problem: typed.problem) : typed
        form = FormState(typed: known.merging(typed.typed) { $1 }, problem: typed.problem)
        let chosen = Geocode(form.value("upazila")).flatMap { geography[$0] }
        let found = geography.search(form.value("place"), limit: RegistrationRoutes.placeLimit)
        places = (chosen.map { [$0] } ?? []) + found.filter { $0 != chosen }
        self.record = record
        self.known = known
    }

    /// Whether it was typed of a patient whose visit this is not any more: saved again it would make one into the other.
    private static func isOfSomeoneElse(_ typed: FormState, _ record: PatientRecord?) -> Bool {
        guard let seen = typed.typed["patientId"], typed.problem?.slug == Problem.patientChangedSlug else {
            return false
        }
        return seen != record?.patient.id.description
    }

    /// What another desk saved of these fields since this one looked, when that is why the form came back.
    var savedMeanwhile: [(name: String, value: String)] {
        guard form.problem?.slug == Problem.patientChangedSlug else { return [] }
        return Self.names.compactMap { name in
            let value = known[name] ?? ""
            let isSame = Digits.toASCII(value) == Digits.toASCII(form.value(name).trimmed)
            return isSame || name == "ageUnit" ? nil : (name, value)
        }
    }

    /// Every field that is filled in.
    static let names = [
        "name", "secondName", "sex", "birthDate", "age", "ageUnit", "phone", "nationalId", "birthRegistrationNumber",
        "healthId", "fatherName", "motherName", "spouseName", "upazila", "addressLine",
    ]

    private static func fields(_ record: PatientRecord, _ language: Language) -> [String: String] {
        let patient = record.patient
        let (name, second) = (patient.name(language), patient.name(language.other))
        let age = patient.birth?.day == nil ? patient.age : nil
        var fields: [String: String?] = [
            "name": name, "secondName": second == name ? nil : second,
            "sex": patient.sex == .unknown ? nil : patient.sex.rawValue,
            "birthDate": patient.birth?.day?.description, "age": age.map { String($0.value) },
            "ageUnit": age?.unit.rawValue, "phone": patient.phone, "nationalId": record.nationalID,
            "birthRegistrationNumber": record.birthRegistrationNumber, "healthId": record.healthID,
            "upazila": record.address?.code.upazila, "addressLine": record.address?.line ?? patient.area,
        ]
        for (relationship, relative) in record.relatives { fields[relationship.field] = relative.name(language) }
        return fields.compactMapValues(\.self)
    }
}
