import Vocabulary

/// Which tests are looked for.
struct WorkListQuery: Input {
    let category: OrderCategory?

    init?(_ fields: inout Fields) { category = fields.optional("category", Rule.choice(OrderCategory.self)) }
}

struct OrderQuery: Input {
    let order: ID<ServiceRequest>

    init?(_ fields: inout Fields) {
        guard let order = fields.required("order", Rule.id(of: ServiceRequest.self)) else { return nil }
        self.order = order
    }
}

/// A test for someone who came for it.
struct WalkInRequest: Input {
    let visit: ID<Visit>
    let code: String
    let note: String?

    init?(_ fields: inout Fields) {
        let visit = fields.required("visit", Rule.id(of: Visit.self))
        let code = fields.required("code", .text(longest: 40))
        note = fields.optional("note", .text(longest: 200))
        guard let visit, let code else { return nil }
        (self.visit, self.code) = (visit, code)
    }
}

/// Somebody answers for the results of an order: for as many as they have seen, amended ones included.
struct VerificationRequest: Input {
    let order: ID<ServiceRequest>
    let seen: Int?

    init?(_ fields: inout Fields) {
        seen = fields.optional("seen", .integer(0...10_000))
        guard let order = fields.required("order", Rule.id(of: ServiceRequest.self)) else { return nil }
        self.order = order
    }
}

/// One result, as a program says it: a number or words.
struct ResultRequest: Input {
    let order: ID<ServiceRequest>
    let entry: ResultEntry

    init?(_ fields: inout Fields) {
        let order = fields.required("order", Rule.id(of: ServiceRequest.self))
        let component = fields.required("component", .text(longest: 40))
        let said = Said.read(&fields)
        guard let order, let component, let said else { return nil }
        self.order = order
        entry = ResultEntry(component: component, said: said.said, field: said.field)
    }
}

/// The results of one order that a form knows, each in a box of its own.
struct ResultsForm: Input {
    static let prefix = "value-"

    let order: ID<ServiceRequest>
    let entries: [ResultEntry]

    init?(_ fields: inout Fields) {
        let order = fields.required("order", Rule.id(of: ServiceRequest.self))
        entries = fields.family(Self.prefix, .findings).map {
            ResultEntry(component: $0.member, said: .typed($0.value), field: Self.prefix + $0.member)
        }
        if entries.isEmpty, fields.errors.isEmpty {
            fields.refuse("results", Bilingual("Write at least one result", "অন্তত একটি ফলাফল লিখুন"))
        }
        guard let order else { return nil }
        self.order = order
    }
}

struct AmendmentRequest: Input {
    let result: ID<OrderResult>
    let said: (said: Said, field: String)
    let reason: String

    init?(_ fields: inout Fields) {
        let result = fields.required("result", Rule.id(of: OrderResult.self))
        let said = Said.read(&fields)
        let reason = fields.required("reason", .text(longest: 200))
        guard let result, let said, let reason else { return nil }
        (self.result, self.said, self.reason) = (result, said, reason)
    }
}

/// The same from a form with one box.
struct AmendmentForm: Input {
    let result: ID<OrderResult>
    let value: String
    let reason: String

    init?(_ fields: inout Fields) {
        let result = fields.required("result", Rule.id(of: OrderResult.self))
        let value = fields.required("value", .findings)
        let reason = fields.required("reason", .text(longest: 200))
        guard let result, let value, let reason else { return nil }
        (self.result, self.value, self.reason) = (result, value, reason)
    }
}

struct RevocationRequest: Input {
    let order: ID<ServiceRequest>
    let reason: String

    init?(_ fields: inout Fields) {
        let order = fields.required("order", Rule.id(of: ServiceRequest.self))
        let reason = fields.required("reason", .text(longest: 200))
        guard let order, let reason else { return nil }
        (self.order, self.reason) = (order, reason)
    }
}

extension Said {
    /// Either `value` or `text`, and which of them it was.
    static func read(_ fields: inout Fields) -> (said: Said, field: String)? {
        let value = fields.optional("value", .decimal)
        let text = fields.optional("text", .findings)
        switch (value, text) {
        case (let value?, nil): return (.number(value.description), "value")
        case (nil, let text?): return (.words(text), "text")
        case (nil, nil):
            let isRefused = fields.errors.contains { $0.name == "value" || $0.name == "text" }
            if !isRefused { fields.refuse("value", Bilingual("Give a value or a text", "সংখ্যা অথবা কথায় ফলাফল দিন")) }
        case (_?, _?):
            fields.refuse("text", Bilingual("Give a value or a text, not both", "সংখ্যা অথবা কথা দিন, দুটি নয়"))
        }
        return nil
    }
}

extension Rule where Value == String {
    /// What was found, in words.
    fileprivate static var findings: Rule { .lines(longest: 2000) }
}
