import Dispatch
import HTTP
import Logging
import Storage
import Vocabulary

/// The whole clinic as one value: what it answers to, what it writes to, and the clock it goes by.
package final class App: Sendable {
    package let store: Store
    package let site: Site
    package let audit: AuditTrail
    package let routes: [Route]
    let router: Router<Route>
    let reports: Reports
    let telemetry: Telemetry
    let longPolls: AddressCount
    let assetsNumber: Int32
    /// The numbers of the routes that make something new, for the audit log.
    let making: Set<Int32>
    let logger: Logger
    let now: @Sendable () -> Instant

    package init(
        store: Store, site: Site, audit: AuditTrail, logger: Logger, features: [Feature] = Feature.all,
        now: @escaping @Sendable () -> Instant = { Instant.now() }
    ) {
        self.store = store
        self.site = site
        self.audit = audit
        self.logger = logger
        self.now = now
        reports = Reports(store: store)
        var routes = Routes()
        for feature in features { feature.routes(&routes) }
        let telemetry = Telemetry(store: store)
        MetricsRoute.add(telemetry, to: &routes)
        OpenAPI.add(to: &routes)
        telemetry.begin(routes.all)
        self.telemetry = telemetry
        assetsNumber = Int32(routes.all.count + 1)
        let limits = site.configuration.limits
        longPolls = AddressCount(limit: limits.longPolls, perAddress: limits.longPollsPerAddress)
        self.routes = routes.all
        making = Route.making(routes.all)
        router = routes.all.reduce(into: Router<Route>()) { $0.add($1.method, $1.pattern, $1) }
    }

    /// The part of the application that lives on one event loop.
    /// - Parameter wake: makes the loop turn, from any thread.
    package func loop(reader: Reader, wake: @escaping @Sendable () -> Void) -> LoopApplication {
        LoopApplication(app: self, reader: reader, wake: wake)
    }

    /// Where the server's loops count what the clinic answers.
    package var metrics: ServerMetrics { telemetry.metrics }

    /// Bytes of the largest body that any route takes; 0 if none takes files.
    package var largestBody: Int { routes.map(\.largestBody).max() ?? 0 }

    /// Drops idempotency keys that nobody will retry any more: at start, and from then on every ten minutes.
    package func forgetOldKeys() {
        let limit = now().adding(seconds: -IdempotencyKey.kept)
        store.submit { db in
            try IdempotencyKey.forget(before: limit, db)
        } then: { [weak self] outcome in
            let hasMore = (try? outcome.get()) ?? false
            self?.forgetOldKeys(after: .milliseconds(hasMore ? 20 : 600_000))
        }
    }

    private func forgetOldKeys(after pause: DispatchTimeInterval) {
        DispatchQueue.global().asyncAfter(deadline: .now() + pause) { [weak self] in self?.forgetOldKeys() }
    }
}

extension Topic {
    /// Everything that answers about tokens and lines depend on.
    package static let queue = Topic(
        "queue", tables: ["token", "visit", "visit_closure", "patient", "queue_entry", "reprint"])
    /// What displays show and play.
    package static let announcements = Topic(
        "announcements", tables: ["queue_entry", "announcement", "announcement_playback"])
    /// The work list of the laboratory and of the sonographer.
    package static let orders = Topic(
        "orders",
        tables: [
            "service_request", "result", "diagnostic_report", "report_result", "token", "visit", "visit_closure",
            "patient",
        ])
    /// Who may come in. Sessions that a loop knows are good while this stands still.
    package static let access = Topic(
        "access", tables: ["staff", "staff_role", "staff_credential", "session", "device", "api_client"])

    /// What waits to be told to the Shared Health Record.
    package static let outbox = Topic("outbox", tables: ["outbox"])

    package static let all: [Topic] = [.queue, .announcements, .orders, .access, .outbox]
}
