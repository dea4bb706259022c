import Vocabulary

/// What is true instead of a value, and why; without a value it was never true.
struct ObservationAmendment: Input {
    let observation: ID<Observation>
    let value: DecimalText?
    let reason: String
    let isConfirmed: Bool

    init?(_ fields: inout Fields) {
        let observation = fields.required("observation", Rule.id(of: Observation.self))
        value = fields.optional("value", Rule.decimal)
        let reason = fields.required("reason", .text(longest: 200))
        isConfirmed = fields.optional("confirmed", Rule.boolean) ?? false
        guard let observation, let reason else { return nil }
        (self.observation, self.reason) = (observation, reason)
    }
}

/// The same from a form, where an empty field is a slip and withdrawing is a button of its own.
struct ObservationAmendmentEntry: Input {
    enum Choice: String, CaseIterable { case correct, withdraw }

    let observation: ID<Observation>
    let value: DecimalText?
    let reason: String
    let isConfirmed: Bool

    init?(_ fields: inout Fields) {
        let observation = fields.required("observation", Rule.id(of: Observation.self))
        let choice = fields.optional("choice", Rule.choice(Choice.self)) ?? .correct
        let typed = choice == .correct ? fields.required("value", Rule.decimal) : fields.optional("value", Rule.decimal)
        let confirmed = fields.optional("valueConfirmed", Rule.decimal)
        let reason = fields.required("reason", .text(longest: 200))
        value = choice == .correct ? typed : nil
        isConfirmed = typed != nil && confirmed == typed
        guard let observation, let reason else { return nil }
        (self.observation, self.reason) = (observation, reason)
    }
}

struct ObservationQuery: Input {
    let observation: ID<Observation>

    init?(_ fields: inout Fields) {
        guard let observation = fields.required("observation", Rule.id(of: Observation.self)) else { return nil }
        self.observation = observation
    }
}
