import Vocabulary

/// Which part of the log is wanted; today's unless told otherwise.
struct AuditFilter: Input {
    var from: Day?
    var to: Day?
    var person: ID<Staff>?
    var patient: ID<Patient>?
    var action: AuditAction?
    /// A part of the route, as "/api/patients".
    var route: String?
    /// Rows older than this one, for the next page.
    var before: Int?

    init() {}

    init?(_ fields: inout Fields) {
        from = fields.optional("from", .day)
        to = fields.optional("to", .day)
        person = fields.optional("person", Rule.id(of: Staff.self))
        patient = fields.optional("patient", Rule.id(of: Patient.self))
        action = fields.optional("action", .choice(AuditAction.self))
        route = fields.optional("route", .text(longest: 100))
        before = fields.optional("before", .integer(1...Int(Int64.max)))
        if let from, let to, to < from {
            fields.refuse("to", Bilingual("The last day is before the first", "শেষ দিনটি প্রথম দিনের আগে"))
        }
    }

    /// From the first moment to the last millisecond. One day alone is that day.
    func span(on today: Day) -> ClosedRange<Int64> {
        let first = from ?? to ?? today
        let last = max(first, to ?? (from == nil ? today : max(first, today)))
        return first.start.milliseconds...last.adding(days: 1).start.milliseconds - 1
    }

    /// As a query: for the next page, and for the same rows as a table.
    var query: String {
        let parts: [(String, String?)] = [
            ("from", from?.description), ("to", to?.description), ("person", person?.description),
            ("patient", patient?.description), ("action", action?.rawValue), ("route", route),
            ("before", before.map(String.init)),
        ]
        let said = parts.compactMap { name, value in value.map { "\(name)=\($0.percentEncodedForQuery)" } }
        return said.isEmpty ? "" : "?" + said.joined(separator: "&")
    }

    func with(_ change: (inout AuditFilter) -> Void) -> AuditFilter {
        var filter = self
        change(&filter)
        return filter
    }
}

/// One patient's access history.
struct AccessQuery: Input {
    let patient: ID<Patient>
    let from: Day?
    let to: Day?

    init?(_ fields: inout Fields) {
        let patient = fields.required("patient", Rule.id(of: Patient.self))
        from = fields.optional("from", .day)
        to = fields.optional("to", .day)
        guard let patient else { return nil }
        self.patient = patient
    }

    /// All that was ever recorded, unless told otherwise.
    var filter: AuditFilter {
        AuditFilter().with {
            $0.patient = patient
            $0.from = from ?? Day(epochDay: 0)
            $0.to = to
        }
    }
}
