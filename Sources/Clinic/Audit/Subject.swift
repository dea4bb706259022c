import Vocabulary

/// What a route is about, for the audit log. Every route has one: by itself from the parameters of its path, else said in
/// its declaration.
package struct Subject: Sendable, Equatable {
    /// What one thing it is about is, and where its id is found.
    package enum Place: Sendable, Equatable {
        /// In the path, the query or the body, under this name.
        case field(String)
        /// In the Location of the answer: the command makes it.
        case location
    }

    package enum Manner: Sendable {
        /// One thing, or nothing of a patient.
        case one
        /// Many patients at a glance, again and again: recorded once for each person and minute.
        case many
        /// Those who were looked for: recorded are who was shown, and not what was typed.
        case found
        /// Somebody comes in; once they have, they are who did it.
        case signIn
        /// Whether the server is alive. Asked by machines all day; not even its command is recorded.
        case unrecorded
    }

    package let entity: AuditEntity?
    package let place: Place?
    package let manner: Manner

    init(_ entity: AuditEntity?, _ place: Place?, _ manner: Manner = .one) {
        (self.entity, self.place, self.manner) = (entity, place, manner)
    }

    /// Nothing of a patient: a catalogue, a language. Commands are recorded all the same.
    package static let nothing = Subject(nil, nil)
    package static let unrecorded = Subject(nil, nil, .unrecorded)
    /// A list of patients, such as a board.
    package static let list = Subject(nil, nil, .many)
    /// Who comes in, by the user name that is typed.
    package static let signIn = Subject(.staff, .field("userName"), .signIn)
    /// The log itself.
    package static let audit = Subject(.audit, nil)
    /// A search for patients.
    package static let search = Subject(nil, nil, .found)

    /// One thing, whose id is under this name.
    package static func one(_ entity: AuditEntity, in field: String) -> Subject { Subject(entity, .field(field)) }

    /// What the command makes.
    package static func new(_ entity: AuditEntity) -> Subject { Subject(entity, .location) }

    /// A list that also shows one of them in full when it is asked to.
    package static func list(or entity: AuditEntity, in field: String) -> Subject {
        Subject(entity, .field(field), .many)
    }

    /// A search from the page of one thing.
    package static func search(from entity: AuditEntity, in field: String) -> Subject {
        Subject(entity, .field(field), .found)
    }

    /// What a path says by the names of its parameters; the last that is known counts.
    static func of(_ pattern: String) -> Subject {
        let names = pattern.split(separator: "/").filter { $0.hasPrefix(":") }.map { String($0.dropFirst()) }
        let known = names.last { AuditEntity.parameters[$0] != nil }
        return known.map { Subject(AuditEntity.parameters[$0], .field($0)) } ?? .nothing
    }

    var field: String? {
        guard case .field(let name) = place else { return nil }
        return name
    }
}
