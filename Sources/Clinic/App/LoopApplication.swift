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
    private var actors = KnownActors()
    private let refused: RefusedForms

    init(app: App, reader: Reader, wake: @escaping @Sendable () -> Void) {
        self.app = app
        self.reader = reader
        refused = RefusedForms(wake: wake)
        app.store.topics.observe { _ in wake() }
        app.telemetry.add(counters)
    }

    package func respond(to request: Request, _ exchange: Exchange) -> Response? {
        respond(to: request) { exchange.complete($0) }
    }

    /// Nil when the answer comes later, through `complete`, from whichever thread.
    package func respond(to request: Request, complete: @escaping @Sendable (Response) -> Void) -> Response? {
        switch app.router.match(request) {
        case .found(let route, let parameters): return serve(request, route, parameters, complete)
        case .methodNotAllowed(let allow): return wrongMethod(request, allow)
        case .notFound: return unrouted(request)
        }
    }

    package func endOfTurn(now: ContinuousClock.Instant) {
        answerPolls(now)
        for form in refused.take() { form.call.complete(again(form)) }
    }

    private func serve(
        _ request: Request, _ route: Route, _ parameters: PathParameters,
        _ complete: @escaping @Sendable (Response) -> Void
    ) -> Response? {
        let at = app.now()
        var call: Call?
        do {
            let actor = try actor(of: request, for: route, at: at)
            let act = Act(
                actor: actor, at: at, language: .asked(by: request), target: request.pageTarget,
                address: request.remoteAddress, lastPeople: LastPeople.said(by: request, to: route), site: app.site)
            let made = Call(
                app: app, request: request, route: route, act: act, loop: refused, complete: complete)
            call = made
            try route.callers.admit(actor)
            try heed(actor, route, at: at)
            try CrossSite.check(request)
            if request.asksForAnotherState { return made.labelled(.problem(.preconditionFailed)) }
            return try perform(made, parameters).map(made.labelled)
        } catch {
            return call?.failure(error) ?? app.failure(error, request, route, .asked(by: request))
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
            return try query(call, topic, prepare, parameters)
        }
        var fields = try Fields(call.request, parameters, call.route)
        switch call.route.work {
        case .query(_, let prepare): return try search(call, prepare, &fields)
        case .report(let prepare): return try report(try prepare(&fields), call)
        case .document(let prepare): return try document(try prepare(&fields)(call.act), call)
        case .command(let prepare): return try command(call, &fields) { app.submit(try prepare(&$0), $1, $2) }
        case .provenCommand(let prepare): return try command(call, &fields) { try prove(try prepare(&$0), $2) }
        }
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

    private func actor(of request: Request, for route: Route, at instant: Instant) throws -> Actor {
        let actor = try actor(of: request, at: instant)
        guard route.callers.monitors, !route.callers.admits(actor) else { return actor }
        return request.isFromMonitor(token: app.site.configuration.metricsToken) ? .monitor : actor
    }

    func actor(of request: Request, at instant: Instant) throws -> Actor {
        for token in Credentials.tokens(of: request) {
            switch try actor(token, at: instant) {
            case .nobody, .monitor: continue
            case .staff(let session) where session.expiresAt <= instant: continue
            case .staff(let session): return .staff(session)
            case .device(let device):
                app.site.presence.hear(device.id, at: instant)
                return .device(device)
            }
        }
        return .nobody
    }

    private func actor(_ token: String, at instant: Instant) throws -> Actor {
        try actors.actor(token, version: app.store.topics.version(of: .access), at: instant) {
            try reader.read { db in try Credentials.find(token, db) }
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
