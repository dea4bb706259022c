import Vocabulary

/// Who is behind each token, as long as nothing about access has changed. One per event loop: no locks.
struct KnownActors {
    private static let limit = 4_096
    private var actors: [String: Actor] = [:]
    private var version: UInt64 = 0

    mutating func actor(_ token: String, at version: UInt64, _ find: () throws -> Actor) rethrows -> Actor {
        if version != self.version {
            actors.removeAll(keepingCapacity: true)
            self.version = version
        }
        if let actor = actors[token] { return actor }
        let actor = try find()
        if case .nobody = actor { return actor }
        if actors.count >= Self.limit { actors.removeAll(keepingCapacity: true) }
        actors[token] = actor
        return actor
    }
}
