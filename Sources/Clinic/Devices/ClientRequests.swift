import Vocabulary

/// What an administrator's program says of a new client: the scopes as OAuth writes them (RFC 6749 section 3.3).
struct ClientRequest: Input {
    let name: String
    let scopes: Set<Scope>
    let lastDay: Day

    init?(_ fields: inout Fields) {
        let name = fields.required("name", Rule.text(longest: 60))
        let scopes = fields.required("scopes", Self.list)
        let lastDay = fields.required("lastDay", Rule.day)
        guard let name, let scopes, let lastDay else { return nil }
        (self.name, self.scopes, self.lastDay) = (name, scopes, lastDay)
    }

    func client(_ act: Act) throws -> NewClient {
        try NewClient(name: name, scopes: scopes, lastDay: lastDay, today: act.day)
    }

    private static var list: Rule<Set<Scope>> {
        let words = Scope.allCases.map(\.rawValue).joined(separator: ", ")
        let word = "(" + Scope.allCases.map(\.rawValue).joined(separator: "|") + ")"
        return .parsed(
            .string(maxLength: 200, pattern: "^\(word)( \(word))*$"), example: [.queue],
            Refusal("Write some of these, with spaces between: \(words)", "এগুলোর কয়েকটি ফাঁক দিয়ে লিখুন: \(words)")
        ) { text in
            let scopes = text.split(separator: " ").map { Scope(rawValue: String($0)) }
            return scopes.contains(nil) || scopes.isEmpty ? nil : Set(scopes.compactMap(\.self))
        }
    }
}

/// The same from the page's form: a box for each scope.
struct ClientFormRequest: Input {
    let name: String
    let scopes: Set<Scope>
    let lastDay: Day

    init?(_ fields: inout Fields) {
        let name = fields.required("name", Rule.text(longest: 60))
        let boxes = fields.family("scope-", Rule.text(longest: 10))
        let lastDay = fields.required("lastDay", Rule.day)
        scopes = Set(boxes.compactMap { Scope(rawValue: $0.member) })
        if scopes.count != boxes.count { fields.refuse("scopes", Bilingual("This is not known", "এটি জানা নেই")) }
        guard let name, let lastDay else { return nil }
        (self.name, self.lastDay) = (name, lastDay)
    }

    func client(_ act: Act) throws -> NewClient {
        try NewClient(name: name, scopes: scopes, lastDay: lastDay, today: act.day)
    }
}

struct ClientChange: Input {
    let client: ID<APIClient>
    let name: String

    init?(_ fields: inout Fields) {
        let client = fields.required("client", Rule.id(of: APIClient.self))
        let name = fields.required("name", Rule.text(longest: 60))
        guard let client, let name else { return nil }
        (self.client, self.name) = (client, name)
    }
}

struct ClientQuery: Input {
    let client: ID<APIClient>

    init?(_ fields: inout Fields) {
        guard let client = fields.required("client", Rule.id(of: APIClient.self)) else { return nil }
        self.client = client
    }
}
