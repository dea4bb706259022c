import Vocabulary

/// What a program says was measured. Numbers in the units of the catalogue: kg, cm, Cel, /min, mm[Hg], %, mmol/L.
struct MeasurementRequest: Input {
    let visit: ID<Visit>
    let readings: [Reading]
    let pregnancy: PregnancyStatus?
    /// Whether this stage's work is done.
    let isComplete: Bool

    init?(_ fields: inout Fields) {
        let visit = fields.required("visit", Rule.id(of: Visit.self))
        let values = Vital.allCases.map { ($0, fields.optional($0.rawValue, Rule.decimal)) }
        let timing = fields.optional("glucoseTiming", Rule.choice(GlucoseTiming.self)) ?? .random
        let isConfirmed = fields.optional("confirmed", Rule.boolean) ?? false
        pregnancy = fields.optional("pregnancy", Rule.choice(PregnancyStatus.self))
        isComplete = fields.optional("complete", Rule.boolean) ?? true
        readings = values.compactMap { vital, value in
            value.map {
                Reading(code: vital.code(timing), value: $0, field: vital.rawValue, isConfirmed: isConfirmed)
            }
        }
        if readings.isEmpty, fields.errors.isEmpty { fields.refuse("weight", ScreeningText.nothingMeasured) }
        guard let visit else { return nil }
        self.visit = visit
    }
}

/// What a person typed: temperature in either unit, and a tick beside what was measured again.
struct MeasurementEntry: Input {
    enum Next: String, CaseIterable { case stay, send }

    let visit: ID<Visit>
    let readings: [Reading]
    let pregnancy: PregnancyStatus?
    let next: Next

    init?(_ fields: inout Fields) {
        let visit = fields.required("visit", Rule.id(of: Visit.self))
        let typed = Vital.allCases.map { vital in
            (
                vital: vital, value: fields.optional(vital.rawValue, Rule.decimal),
                confirmed: fields.optional(vital.confirmation, Rule.decimal)
            )
        }
        let timing = fields.optional("glucoseTiming", Rule.choice(GlucoseTiming.self)) ?? .random
        pregnancy = fields.optional("pregnancy", Rule.choice(PregnancyStatus.self))
        next = fields.optional("next", Rule.choice(Next.self)) ?? .stay
        readings = typed.compactMap { vital, value, confirmed in
            value.map {
                Reading(
                    code: vital.code(timing), value: vital == .temperature ? Temperature.celsius($0) : $0,
                    // A tick is for the number it stood beside, not for one that was typed over it.
                    field: vital.rawValue, isConfirmed: confirmed == $0)
            }
        }
        guard let visit else { return nil }
        self.visit = visit
    }
}

/// A thermometer shows Celsius or Fahrenheit; no temperature of a living person is both.
enum Temperature {
    private static let fahrenheit = DecimalText(86)...DecimalText(110)

    /// The same in Celsius to one decimal if it can only be Fahrenheit; else as it is.
    static func celsius(_ value: DecimalText) -> DecimalText {
        guard fahrenheit.contains(value) else { return value }
        return DecimalText.quotient(
            [value.distance(to: DecimalText(32)), DecimalText(5)], by: [DecimalText(9)], decimals: 1) ?? value
    }
}

/// The page of a visit; the room is the one whose board it was opened from.
struct ScreeningPageQuery: Input {
    let visit: ID<Visit>
    let room: String?

    init?(_ fields: inout Fields) {
        room = fields.optional("room", .text(longest: 40))
        guard let visit = fields.required("visit", Rule.id(of: Visit.self)) else { return nil }
        self.visit = visit
    }
}

/// Nothing is measured, and the person goes on: to the next stage, or back to where they have to be first.
struct CompletionRequest: Input {
    let visit: ID<Visit>
    let stage: Stage?

    init?(_ fields: inout Fields) {
        stage = fields.optional("stage", Rule.choice(Stage.self))
        guard let visit = fields.required("visit", Rule.id(of: Visit.self)) else { return nil }
        self.visit = visit
    }
}
