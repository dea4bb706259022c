/// Who is behind each token, as long as nothing about access can have changed. One per event loop: no locks.
struct KnownActors {
    private static let limit = 4_096
    private var actors: [String: Actor] = [:]
    private var version: UInt64 = 0
    private var dataVersion: Int64?
    /// Grows whenever who may come in may have changed.
    private(set) var epoch: UInt64 = 0

    /// What this process committed of the topic `access`.
    mutating func notice(version: UInt64) {
        guard version != self.version else { return }
        self.version = version
        forget()
    }

    /// What anybody committed: the command line changes access from another process, which no topic tells of. Nil when
    /// that could not be asked.
    mutating func notice(dataVersion: Int64?) {
        guard dataVersion == nil || dataVersion != self.dataVersion else { return }
        self.dataVersion = dataVersion
        forget()
    }

    mutating func actor(_ token: String, _ find: () throws -> Actor) rethrows -> Actor {
        if let actor = actors[token] { return actor }
        let actor = try find()
        if case .nobody = actor { return actor }
        if actors.count >= Self.limit { actors.removeAll(keepingCapacity: true) }
        actors[token] = actor
        return actor
    }

    private mutating func forget() {
        actors.removeAll(keepingCapacity: true)
        epoch += 1
    }
}
