import Vocabulary

/// What the desk says of someone who arrives. Nothing of an identity is needed.
struct TokenRequest: Input {
    let service: String
    let priority: Priority
    let complaint: String?
    let patient: ID<Patient>?
    let identity: PatientIdentity?

    init?(_ fields: inout Fields) {
        let service = fields.required("service", .text(longest: 40))
        priority = fields.optional("priority", Rule.choice(Priority.self)) ?? .ordinary
        complaint = fields.optional("complaint", .text(longest: 200))
        patient = fields.optional("patientId", Rule.id(of: Patient.self))
        identity = PatientIdentity.read(&fields)
        if patient != nil, identity != nil { fields.refuse("patientId", eitherKnownOrNew) }
        guard let service else { return nil }
        self.service = service
    }
}

/// Whose token this is: someone known, or someone new.
struct AttachRequest: Input {
    let token: ID<Token>
    let patient: ID<Patient>?
    let identity: PatientIdentity?

    init?(_ fields: inout Fields) {
        let token = fields.required("token", Rule.id(of: Token.self))
        patient = fields.optional("patientId", Rule.id(of: Patient.self))
        identity = PatientIdentity.read(&fields)
        if patient != nil, identity != nil { fields.refuse("patientId", eitherKnownOrNew) }
        if patient == nil, identity == nil, fields.errors.isEmpty {
            fields.refuse("name", Bilingual("Choose a patient or write a name", "রোগী বেছে নিন অথবা নাম লিখুন"))
        }
        guard let token else { return nil }
        self.token = token
    }
}

struct VoidRequest: Input {
    let token: ID<Token>
    let reason: String

    init?(_ fields: inout Fields) {
        let token = fields.required("token", Rule.id(of: Token.self))
        let reason = fields.required("reason", .text(longest: 200))
        guard let token, let reason else { return nil }
        (self.token, self.reason) = (token, reason)
    }
}

/// Who may be the owner of a token.
struct OwnerSearch: Input {
    let token: ID<Token>
    let text: String?

    init?(_ fields: inout Fields) {
        text = fields.optional("q", .text(longest: 100))
        guard let token = fields.required("token", Rule.id(of: Token.self)) else { return nil }
        self.token = token
    }
}

struct TokenQuery: Input {
    let token: ID<Token>

    init?(_ fields: inout Fields) {
        guard let token = fields.required("token", Rule.id(of: Token.self)) else { return nil }
        self.token = token
    }
}

private let eitherKnownOrNew = Bilingual(
    "Either someone known or someone new, not both", "চেনা রোগী অথবা নতুন রোগী, দুটি একসাথে নয়")
