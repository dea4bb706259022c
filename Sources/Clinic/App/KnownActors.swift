import Vocabulary

/// Who is behind each token, as long as nothing about access has changed. One per event loop: no locks.
///
/// The command line changes access from another process, which no topic tells of: what is known is asked anew after a
/// few seconds.
struct KnownActors {
    private static let limit = 4_096
    private static let secondsKept = 5
    private var asked = Instant(milliseconds: 0)
    private var actors: [String: Actor] = [:]
    private var version: UInt64 = 0

    mutating func actor(
        _ token: String, version: UInt64, at instant: Instant, _ find: () throws -> Actor
    ) rethrows -> Actor {
        if version != self.version || instant.seconds(since: asked) >= Self.secondsKept {
            actors.removeAll(keepingCapacity: true)
            (self.version, asked) = (version, instant)
        }
        if let actor = actors[token] { return actor }
        let actor = try find()
        if case .nobody = actor { return actor }
        if actors.count >= Self.limit { actors.removeAll(keepingCapacity: true) }
        actors[token] = actor
        return actor
    }
}
