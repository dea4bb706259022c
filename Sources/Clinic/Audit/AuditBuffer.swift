import Vocabulary

/// Reads and refusals on their way to the log. What one person does in the same way again before it is written is written
/// once: a page that is asked for a thousand times in a second was looked at.
struct AuditBuffer {
    /// Different ones that wait at most before they are written at once.
    static let limit = 4_096
    /// Refusals that are told apart by what was asked for. Whoever tries ids by the thousand is recorded as such.
    private static let refusalsApart = 100

    private var events: [AuditEvent: Instant] = [:]
    private var refusals = 0

    var count: Int { events.count }

    mutating func add(_ event: AuditEvent, at instant: Instant) {
        var event = event
        if event.outcome == .refused {
            refusals += 1
            if refusals > Self.refusalsApart { event.entityID = nil }
        }
        if events[event] == nil { events[event] = instant }
    }

    /// All that wait, the oldest first.
    mutating func take() -> [(event: AuditEvent, at: Instant)] {
        defer { self = AuditBuffer() }
        return events.map { ($0.key, $0.value) }.sorted { $0.at < $1.at }
    }
}

/// Who has seen which list in this minute. A board that is on a desk all day asks again with every change; that somebody
/// had it before them in this minute is all there is to know, and an answer from the cache costs one look in here.
struct SeenLists {
    fileprivate struct Look: Hashable {
        let route: Int32
        var staff: ID<Staff>?
        var device: ID<Device>?
        var client: ID<APIClient>?
    }

    private var minute: Int64 = 0
    private var looks: Set<Look> = []

    /// Whether it is the first time in its minute.
    mutating func isNew(_ route: Int32, _ actor: Actor, at instant: Instant) -> Bool {
        let now = instant.milliseconds / 60_000
        if now != minute {
            minute = now
            looks.removeAll(keepingCapacity: true)
        }
        return looks.insert(Look(route, actor)).inserted
    }
}

extension SeenLists.Look {
    fileprivate init(_ route: Int32, _ actor: Actor) {
        switch actor {
        case .staff(let session): self.init(route: route, staff: session.staff.id)
        case .device(let device): self.init(route: route, device: device.id)
        case .client(let client): self.init(route: route, client: client.id)
        case .nobody, .monitor: self.init(route: route)
        }
    }
}
