/// What an answer depends on: a name, and the tables whose changes make an earlier answer stale.
///
/// Tables are spelled as in the schema. Two topics with one name are the same topic.
package struct Topic: Hashable, Sendable {
    package let name: String
    package let tables: Set<String>

    package init(_ name: String, tables: Set<String>) {
        self.name = name
        self.tables = tables
    }

    package static func == (one: Topic, other: Topic) -> Bool {
        one.name == other.name
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(name)
    }
}
