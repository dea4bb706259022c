import ArgumentParser
import Clinic
import Foundation
import HTTP
import Logging
import Storage
import Vocabulary

struct Serve: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Run the clinic's server until it is told to stop.")

    @OptionGroup var installation: Installation

    func run() throws {
        DescriptorLimit.raise()
        LoggingSystem.bootstrap { JSONLinesHandler(label: $0) }
        let configuration = try installation.configuration()
        let door = try SecureDoor(configuration, logger: Logger(label: "tls"))
        // Before the database is brought up to date, which another server may be standing on.
        _ = try DatabaseLock(database: configuration.database)
        let logger = Logger(label: "aalo")
        let store = try installation.store(configuration) { logger.notice("\($0)") }
        let site = Site(
            configuration: configuration, catalogue: try installation.catalogue(), assets: try installation.assets(),
            startedAt: .now(), trustAnchor: door?.trustAnchor)
        let audit = try AuditTrail(store: store, folder: AuditFolder(path: configuration.keyFolder))
        let app = App(store: store, site: site, audit: audit, logger: logger)
        let server = try Server(Self.serverConfiguration(configuration, app, door)) { handle, run in
            try store.withReader { reader in run(app.loop(reader: reader) { handle.execute {} }) }
        }
        let redirect = try door?.redirect(to: server.port, app)
        store.start()
        app.forgetOldKeys()
        let outbox = OutboxWorker(store: store, site: site, logger: Logger(label: "outbox"))
        outbox.start()
        Signals.onTermination {
            server.shutdown(grace: .seconds(10))
            redirect?.shutdown(grace: .seconds(1))
        }
        try door?.reloadOnHangup()
        // What reading the catalogues took goes back to the system: the server may run for months.
        FreeMemory.giveBack()
        try server.start()
        try redirect?.start()
        let address = Self.address(configuration, server.port)
        print("Aalo \(Version.current) on \(address)")
        if let link = try store.write({ db in try SetupLink.make(at: .now(), db) }) {
            print("Nobody works here yet. Within an hour, open this link once: \(address)\(link)")
        }
        fflush(nil)
        server.wait()
        redirect?.shutdown(grace: .zero)
        redirect?.wait()
        outbox.stop()
        audit.stop()
        store.stop()
        if let failure = server.failure { throw failure }
    }

    private static func serverConfiguration(
        _ configuration: Configuration, _ app: App, _ door: SecureDoor?
    ) -> ServerConfiguration {
        var server = ServerConfiguration()
        server.host = configuration.http.host
        server.port = UInt16(configuration.http.port)
        server.loops = configuration.http.loops
        server.limits = configuration.limits.engine
        server.fields = WebDefence.everyAnswer
        server.metrics = app.metrics
        if configuration.http.slowRequestMilliseconds > 0 {
            server.slowAfter = .milliseconds(configuration.http.slowRequestMilliseconds)
            server.slowLog = SlowLog(logger: Logger(label: "slow")).write
        }
        server.limits.upload = app.largestBody
        server.bodies.folder =
            configuration.temporaryFolder
            ?? URL(fileURLWithPath: configuration.database).deletingLastPathComponent().path
        if configuration.logsAccess { server.accessLog = AccessLog(logger: Logger(label: "access")).write }
        door?.configure(&server)
        return server
    }

    private static func address(_ configuration: Configuration, _ port: UInt16) -> String {
        (configuration.tls == nil ? "http" : "https") + "://\(shown(configuration.http.host)):\(port)"
    }

    private static func shown(_ host: String) -> String { host == "0.0.0.0" || host == "::" ? "localhost" : host }
}
