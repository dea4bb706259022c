import GRDB
import HTTP
import Storage
import Vocabulary

/// The clinic on one event loop: reads with this loop's own connection, hands commands to the writer, and keeps what
/// waits for a change. Used only on its loop's thread.
package final class LoopApplication: Application {
    let app: App
    let reader: Reader
    var cache = TopicCache()
    var polls: [LongPoll] = []
    let counters = LoopCounters()
    var actors = KnownActors()
    private var askedOthers = ContinuousClock.now
    private var seen = SeenLists()
    private let refused: RefusedForms

    init(app: App, reader: Reader, wake: @escaping @Sendable () -> Void) {
        self.app = app
        self.reader = reader
        refused = RefusedForms(wake: wake)
        app.store.topics.observe { _ in wake() }
        app.telemetry.add(counters)
    }

    package func respond(to request: Request, _ exchange: Exchange) -> Response? {
        switch app.router.match(request) {
        case .found(let route, let parameters):
            if case .constant(let response) = route.work { return route.labelled(response()) }
            return serve(request, route, parameters) { exchange.complete($0) }
        case .methodNotAllowed(let allow): return wrongMethod(request, allow)
        case .notFound: return unrouted(request)
        }
    }

    /// Nil when the answer comes later, through `complete`, from whichever thread.
    package func respond(to request: Request, complete: @escaping @Sendable (Response) -> Void) -> Response? {
        respond(to: request, Exchange(complete))
    }

    package func endOfTurn(now: ContinuousClock.Instant) {
        noticeOthers(now)
        answerPolls(now)
        for form in refused.take() { form.call.complete(again(form)) }
    }

    /// Whatever another process committed is seen a quarter of a second later, and by a loop that slept at most two: a
    /// session or device that the command line ended is refused within a second.
    private func noticeOthers(_ now: ContinuousClock.Instant) {
        guard now - askedOthers >= .milliseconds(250) else { return }
        askedOthers = now
        actors.notice(dataVersion: try? reader.dataVersion())
    }

    private func serve(
        _ request: Request, _ route: Route, _ parameters: PathParameters,
        _ complete: @escaping @Sendable (Response) -> Void
    ) -> Response? {
        let at = app.now()
        var call: Call?
        do {
            let actor = try actor(of: request, for: route, at: at)
            var act = Act(
                actor: actor, at: at, language: .asked(by: request), target: request.pageTarget,
                address: request.remoteAddress, host: request.host ?? "",
                lastPeople: LastPeople.said(by: request, to: route), site: app.site)
            if route.subject.manner == .found { act.disclosure = Disclosure() }
            let made = Call(
                app: app, request: request, route: route, act: act, loop: refused, complete: complete,
                subject: route.subject.field.flatMap { parameters[$0] })
            call = made
            try hear(actor, at: at)
            try route.callers.admit(actor)
            try heed(actor, route, at: at)
            try CrossSite.check(request, isSecure: app.site.isSecure)
            if request.asksForAnotherState { return made.labelled(.problem(.preconditionFailed)) }
            guard let response = try perform(made, parameters) else { return nil }
            return made.labelled(response)
        } catch {
            call?.hear(error)
            return call?.failure(error) ?? app.failure(error, request, route, .asked(by: request)).unstored
        }
    }

    /// Refuses what a session may not do while something holds it up, and notes that it is used otherwise. What a page
    /// asks by itself is no use.
    private func heed(_ actor: Actor, _ route: Route, at instant: Instant) throws {
        guard case .staff(let session) = actor, !route.callers.isPublic else { return }
        let limit = app.site.configuration.signIn.idleSeconds
        if app.site.activity.isIdle(session, longerThan: limit, at: instant) {
            guard route.callers.holds.contains(.locked) else { throw Problem.sessionLocked }
        } else if limit > 0, !route.isAskedByPages, app.site.activity.use(session, at: instant) {
            app.store.submit {
                try SignIn.noteUse(of: session, at: instant, $0)
            } then: { _ in
            }
        }
        guard !session.mustChangeSecret || route.callers.holds.contains(.mustChangeSecret) else {
            throw Problem.changeSecretFirst
        }
    }

    private func perform(_ call: Call, _ parameters: PathParameters) throws -> Response? {
        if case .query(let topic?, let prepare) = call.route.work {
            let response = try query(call, topic, prepare, parameters)
            if response != nil, !hasSeen(call) { call.hear() }
            return response
        }
        var fields = try Fields(call.request, parameters, call.route)
        var call = call
        call.subject = call.route.subject.field.flatMap(fields.text)
        switch call.route.work {
        case .constant(let response): return response()
        case .query(_, let prepare):
            let response = try search(call, prepare, &fields)
            call.hear()
            return response
        case .report(let prepare): return try report(try prepare(&fields), call)
        case .document(let prepare): return try document(try prepare(&fields)(call.act), call)
        case .command(let prepare): return try command(call, &fields) { app.submit(try prepare(&$0), $1, $2) }
        case .provenCommand(let prepare): return try command(call, &fields) { try prove(try prepare(&$0, $2.act), $2) }
        }
    }

    /// What is on a desk all day is recorded once a minute, so that an answer from the cache costs nearly nothing.
    private func hasSeen(_ call: Call) -> Bool {
        call.route.subject.manner == .many && !seen.isNew(call.route.number, call.act.actor, at: call.act.at)
    }

    /// A query that is not cached. A form that searches carries the envelope of every form.
    private func search(_ call: Call, _ prepare: Preparation, _ fields: inout Fields) throws -> Response {
        if call.route.method == .post, !call.route.isREST {
            try CrossSite.check(fields.remove(CrossSite.field), call.act.actor)
            _ = fields.remove(IdempotencyKey.field)
        }
        return try read(try prepare(&fields), call.act)
    }

    func read(_ operation: Operation, _ act: Act) throws -> Response {
        try reader.read { db in try operation(act, db) }
    }

    private func report(_ operation: @escaping Operation, _ call: Call) throws -> Response? {
        try app.reports.run { db in
            call.succeed(try operation(call.act, db))
        } failed: {
            call.fail($0)
        }
        return nil
    }

    func actor(of request: Request, for route: Route, at instant: Instant) throws -> Actor {
        let actor = try actor(of: request, at: instant)
        // Who says that it is a client is none the more for where it runs.
        if case .client = actor { return actor }
        guard route.callers.monitors, !route.callers.admits(actor) else { return actor }
        return request.isFromMonitor(token: app.site.configuration.metricsToken) ? .monitor : actor
    }

    func actor(of request: Request, at instant: Instant) throws -> Actor {
        for token in Credentials.tokens(of: request, isSecure: app.site.isSecure) {
            let actor = try actor(token, at: instant)
            switch actor {
            case .nobody, .monitor: continue
            case .staff(let session) where session.expiresAt <= instant: continue
            case .client(let client) where client.expiresAt <= instant: continue
            case .staff, .device, .client: return actor
            }
        }
        return .nobody
    }

    private func actor(_ token: String, at instant: Instant) throws -> Actor {
        actors.notice(version: app.store.topics.version(of: .access))
        return try actors.actor(token) {
            try reader.read { db in try Credentials.find(token, db) }
        }
    }

    /// - Throws: `Problem.tooManyRequests` for a program that asks more than it may.
    private func hear(_ actor: Actor, at instant: Instant) throws {
        switch actor {
        case .nobody, .monitor: return
        case .staff(let session): if let device = session.device { hear(device, at: instant) }
        case .device(let device): hear(device.id, at: instant)
        case .client(let client):
            if let seconds = app.site.clientRate.take(client.id, at: instant) {
                throw Problem.tooManyRequests(seconds)
            }
            hear(client.id, at: instant)
        }
    }

    private func hear(_ device: ID<Device>, at instant: Instant) {
        guard app.site.presence.hear(device, at: instant) else { return }
        app.store.submit(mayRefuse: true) { db in
            try LastSeen.write(device, at: instant, db)
        } then: { _ in
        }
    }

    private func hear(_ client: ID<APIClient>, at instant: Instant) {
        guard app.site.clientPresence.hear(client, at: instant) else { return }
        app.store.submit(mayRefuse: true) { db in
            try LastSeen.write(client, at: instant, db)
        } then: { _ in
        }
    }

    private func unrouted(_ request: Request) -> Response {
        if var asset = app.site.assets.response(for: request) {
            asset.route = "/assets"
            asset.routeNumber = app.assetsNumber
            return asset
        }
        return app.refusal(.notFound, request, .asked(by: request))
    }

    private func wrongMethod(_ request: Request, _ allow: [HTTP.Method]) -> Response {
        if request.method == .options { return .allow(allow) }
        var response = app.refusal(.methodNotAllowed, request, .asked(by: request))
        response.set("Allow", allow.map(\.rawValue).joined(separator: ", "))
        return response
    }
}

extension Request {
    /// What changes something here has no entity tag: who protects a change by one must hear that nothing was done
    /// (RFC 9110 section 13.1.1), not find that it was done regardless.
    fileprivate var asksForAnotherState: Bool {
        guard method != .get, method != .head, case .failed = precondition(entityTag: nil) else { return false }
        return true
    }
}
