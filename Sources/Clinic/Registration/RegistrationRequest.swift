import Vocabulary

/// Who the holder of a visit's token is, in full, and which state of them the desk saw.
struct RegistrationRequest: Input {
    let visit: ID<Visit>
    let details: PatientDetails
    /// Who was attached when the desk looked, and in which version; nobody, if neither is said.
    let seen: ID<Patient>?
    let version: Int?
    /// Whether registration is done with this.
    let isComplete: Bool

    init?(_ fields: inout Fields) {
        let visit = fields.required("visit", Rule.id(of: Visit.self))
        let details = PatientDetails.read(&fields)
        seen = fields.optional("patientId", Rule.id(of: Patient.self))
        version = fields.optional("version", .integer(1...1_000_000))
        isComplete = fields.optional("complete", .boolean) ?? true
        guard let visit, let details else { return nil }
        (self.visit, self.details) = (visit, details)
    }
}

/// The holder of a visit's token is somebody known.
struct KnownRequest: Input {
    let visit: ID<Visit>
    let patient: ID<Patient>
    let isComplete: Bool

    init?(_ fields: inout Fields) {
        let visit = fields.required("visit", Rule.id(of: Visit.self))
        let patient = fields.required("patientId", Rule.id(of: Patient.self))
        isComplete = fields.optional("complete", .boolean) ?? true
        guard let visit, let patient else { return nil }
        (self.visit, self.patient) = (visit, patient)
    }
}

/// Where somebody lives, as much of it as was typed; nothing is no mistake.
struct PlaceSearch: Input {
    let text: String

    init?(_ fields: inout Fields) { text = fields.optional("q", .text(longest: 100)) ?? "" }
}

/// The form: the same, and what was typed to find the place.
struct RegistrationAnswer: Input {
    let request: RegistrationRequest
    let place: String?

    init?(_ fields: inout Fields) {
        place = fields.optional("place", .text(longest: 100))
        guard let request = RegistrationRequest(&fields) else { return nil }
        self.request = request
    }

    /// Somebody who typed a place and chose none, or chose one before that does not fit, has not finished.
    /// - Throws: 422 naming `place`.
    func checkPlace(_ geography: Geography) throws {
        guard let place else { return }
        let fitting = geography.search(place, limit: .max).map(\.code)
        guard let upazila = request.details.upazila, fitting.contains(upazila) else {
            throw Problem.invalid([Problem.Field("place", RegistrationText.choosePlace)])
        }
    }
}

/// The form in the middle of being filled, taken as it is to be shown again.
struct RegistrationDraft: Input {
    let visit: ID<Visit>
    let typed: [String: String]

    /// More than a field ever holds; what is too long is said when it is saved.
    private static let longest = 100_000

    init?(_ fields: inout Fields) {
        let names = RegistrationState.names + ["place", "patientId", "version", "complete"]
        for name in names { _ = fields.optional(name, .secret(longest: Self.longest)) }
        typed = fields.typed
        guard let visit = fields.required("visit", Rule.id(of: Visit.self)) else { return nil }
        self.visit = visit
    }
}

/// Who the holder may be.
struct KnownSearch: Input {
    let visit: ID<Visit>
    let text: String?

    init?(_ fields: inout Fields) {
        text = fields.optional("q", .text(longest: 100))
        guard let visit = fields.required("visit", Rule.id(of: Visit.self)) else { return nil }
        self.visit = visit
    }
}

/// `saved=1` right after it was saved without being sent on.
struct RegistrationQuery: Input {
    let visit: ID<Visit>
    let isSaved: Bool

    init?(_ fields: inout Fields) {
        isSaved = fields.optional("saved", .integer(1...1)) != nil
        guard let visit = fields.required("visit", Rule.id(of: Visit.self)) else { return nil }
        self.visit = visit
    }
}
