import Synchronization

/// The version of every topic. A version starts at 1 and grows with each commit that changed one of the topic's tables.
///
/// To cache an answer: read the version first, then the database, and keep the answer under that version. The other
/// order can keep an old answer under a new version.
package final class Topics: Sendable {
    private let versions: [Topic: Version]
    private let observers = Mutex<[@Sendable (Set<Topic>) -> Void]>([])
    /// Every table some topic depends on.
    let tables: Set<String>

    package init(_ topics: [Topic]) {
        versions = Dictionary(topics.map { ($0, Version()) }) { _, _ in
            preconditionFailure("two topics have the same name: \(topics.map(\.name).sorted())")
        }
        tables = topics.reduce(into: []) { $0.formUnion($1.tables) }
    }

    /// The version now. What was committed before this version is visible to a read that begins after this call.
    package func version(of topic: Topic) -> UInt64 {
        guard let version = versions[topic] else {
            preconditionFailure("the topic \(topic.name) was not given to the store")
        }
        return version.number.load(ordering: .acquiring)
    }

    /// Has `body` called with the topics that changed, on the writer's thread, after each commit that changed some and
    /// before the answers of that commit are released. It must return at once and must not call `Store.write`.
    package func observe(_ body: @escaping @Sendable (Set<Topic>) -> Void) {
        observers.withLock { $0.append(body) }
    }

    /// Called by the writer after the commit that changed `tables`.
    func bump(tables: [String]) {
        let changed = Set(versions.keys.filter { !$0.tables.isDisjoint(with: tables) })
        guard !changed.isEmpty else { return }
        for topic in changed {
            versions[topic]?.number.add(1, ordering: .releasing)
        }
        for observer in observers.withLock({ $0 }) {
            observer(changed)
        }
    }

    private final class Version: Sendable {
        let number = Atomic<UInt64>(1)
    }
}
