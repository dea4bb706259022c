import HTTP
import Storage
import Vocabulary

/// A reader who has the current answer and asked to be told when it changes.
struct LongPoll {
    let call: Call
    let topic: Topic
    let key: TopicCache.Key
    let operation: Operation
    /// What the reader has.
    let known: EntityTag
    var version: UInt64
    /// When who may come in was last seen to: `KnownActors.epoch`.
    var access: UInt64
    let begun: Int64
    let deadline: ContinuousClock.Instant
}

extension LoopApplication {
    /// Answers from the cache while the topic stands still. `Cache-Control: no-store` in the request asks for the
    /// database itself (RFC 9111 section 5.2.1.5).
    func query(
        _ call: Call, _ topic: Topic, _ prepare: Preparation, _ parameters: PathParameters
    ) throws -> Response? {
        let version = app.store.topics.version(of: topic)
        let key = TopicCache.Key(
            target: call.act.target, language: call.act.language, day: call.act.day,
            audience: call.act.actor.audience)
        if let response = cache.response(for: key, at: version), !call.request.refusesStored, !call.waits {
            counters.hits.add()
            return response
        }
        var fields = try Fields(call.request, parameters, call.route)
        let wait = try Self.wait(&fields)
        let operation = try prepare(&fields)
        let response = try answer(operation, call, key, version)
        guard let wait, let tag = response.entityTag, call.request.has(tag) else { return response }
        guard app.longPolls.enter(call.act.address) == .entered else { throw Problem.tooManyWait }
        counters.waiting.add()
        polls.append(
            LongPoll(
                call: call, topic: topic, key: key, operation: operation, known: tag, version: version,
                access: actors.epoch,
                begun: Monotonic.now(), deadline: .now + .seconds(wait)))
        return nil
    }

    /// Lets go who waited long enough, whose topic changed, and who may no longer wait.
    func answerPolls(_ now: ContinuousClock.Instant) {
        guard !polls.isEmpty else { return }
        actors.notice(version: app.store.topics.version(of: .access))
        let waiting = polls
        polls.removeAll(keepingCapacity: true)
        for poll in waiting { answer(poll, now) }
    }

    private func answer(_ poll: LongPoll, _ now: ContinuousClock.Instant) {
        let version = app.store.topics.version(of: poll.topic)
        let isSeenTo = poll.access == actors.epoch
        guard !isSeenTo || version != poll.version || now >= poll.deadline else { return polls.append(poll) }
        do {
            if !isSeenTo { try admitAgain(poll) }
            var response = try answer(poll.operation, poll.call, poll.key, version)
            if response.entityTag == poll.known, now < poll.deadline {
                var poll = poll
                (poll.version, poll.access) = (version, actors.epoch)
                return polls.append(poll)
            }
            leave(poll)
            response.timings.held = Monotonic.now() - poll.begun
            poll.call.succeed(response)
        } catch {
            leave(poll)
            poll.call.fail(error)
        }
    }

    /// - Throws: what a new request of the same caller would be told. Whose roles have changed is told to come again,
    ///   for an answer made for the roles they have now.
    private func admitAgain(_ poll: LongPoll) throws {
        let actor = try actor(of: poll.call.request, for: poll.call.route, at: app.now())
        try poll.call.route.callers.admit(actor)
        guard actor.audience == poll.key.audience else { throw Problem.busy.retried(after: 1) }
    }

    private func leave(_ poll: LongPoll) {
        app.longPolls.leave(poll.call.act.address)
        counters.waiting.add(-1)
    }

    private func answer(
        _ operation: Operation, _ call: Call, _ key: TopicCache.Key, _ version: UInt64
    ) throws -> Response {
        if call.request.refusesStored { return try read(operation, call.act) }
        if let response = cache.response(for: key, at: version) {
            counters.hits.add()
            return response
        }
        counters.misses.add()
        return cache.keep(try read(operation, call.act), for: key, at: version)
    }

    private static func wait(_ fields: inout Fields) throws -> Int? {
        guard let text = fields.remove("wait") else { return nil }
        guard let seconds = Int(text), (0...Fields.longestWait).contains(seconds) else {
            throw Problem.invalid([.init("wait", Bilingual("Write 0 to 30 seconds", "০ থেকে ৩০ সেকেন্ড লিখুন"))])
        }
        return seconds
    }
}

extension Call {
    /// Whether the query has `wait`; what it says is read later, strictly.
    var waits: Bool { request.query?.contains("wait=") ?? false }
}

extension Request {
    var refusesStored: Bool { self[header: "cache-control"] == "no-store" }

    func has(_ tag: EntityTag) -> Bool { self[header: "if-none-match"].map(tag.matches(ifNoneMatch:)) ?? false }
}
