import Vocabulary

/// A visit by its id.
struct VisitQuery: Input {
    let visit: ID<Visit>

    init?(_ fields: inout Fields) {
        guard let visit = fields.required("visit", Rule.id(of: Visit.self)) else { return nil }
        self.visit = visit
    }
}
