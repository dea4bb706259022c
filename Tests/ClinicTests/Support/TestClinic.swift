import Clinic
import Dispatch
import Foundation
import GRDB
import HTTP
import Logging
import Storage
import Synchronization
import Testing
import Vocabulary

/// A clinic of a test's own: a fresh database, the real writer, the real routes, and a clock that stands still.
final class TestClinic {
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().appending(path: "../../..").standardizedFileURL
    /// Read once for all tests: nothing changes it.
    static let catalogue = Result { try Catalogue(folder: root.appending(path: "Config/catalogue")) }
    static let keys = ClinicKeys.random()
    /// 21 November 2026, 10:00 at the clinic.
    static let morning = Instant(milliseconds: 1_795_233_600_000)

    let store: Store
    let app: App
    let clock: TestClock
    private let loop: LoopApplication
    private let turn: DispatchSemaphore
    let display: ID<Device>

    /// Opens a clinic around `body`, in a database of its own or in the one at `path`, which then stays.
    static func open(
        at path: String? = nil, clock: TestClock = TestClock(), destinations: [Destination] = [],
        trustAnchor: TrustAnchor? = nil, with features: [Feature] = [],
        configure: (inout Clinic.Configuration) -> Void = { _ in }, _ body: (TestClinic) throws -> Void
    ) throws {
        let file = path ?? ClinicTemplate.folder + "aalo-\(UUID().uuidString).sqlite"
        defer {
            if path == nil {
                for end in ["", "-wal", "-shm", ".keys"] { try? FileManager.default.removeItem(atPath: file + end) }
            }
        }
        if !FileManager.default.fileExists(atPath: file) { try ClinicTemplate.copy(to: file) }
        let store = try ClinicTemplate.migrated(at: file)
        store.start()
        defer { store.stop() }
        try store.withReader { reader in
            let audit = try AuditTrail(store: store, folder: AuditFolder(beside: file))
            defer { audit.stop() }
            try body(try TestClinic(store, reader, audit, clock, destinations, trustAnchor, features, configure))
        }
    }

    private init(
        _ store: Store, _ reader: Reader, _ audit: AuditTrail, _ clock: TestClock, _ destinations: [Destination],
        _ trustAnchor: TrustAnchor?, _ features: [Feature], _ configure: (inout Clinic.Configuration) -> Void
    ) throws {
        let bytes = Array(try Data(contentsOf: Self.root.appending(path: "Config/aalo.json")))
        var configuration = try ConfigurationFile.parse(bytes)
        configuration.destinations = destinations
        // Tests leap hours ahead: who is about the lock sets it.
        configuration.signIn.idleSeconds = 0
        configure(&configuration)
        let site = Site(
            configuration: configuration,
            catalogue: try Self.catalogue.get(),
            assets: StaticFiles([("aalo.css", [0x20])]),
            startedAt: clock.now, trustAnchor: trustAnchor)
        self.store = store
        self.clock = clock
        app = App(
            store: store, site: site, audit: audit, logger: Logger(label: "test"), features: Feature.all + features,
            now: { clock.now })
        let turn = DispatchSemaphore(value: 0)
        self.turn = turn
        loop = app.loop(reader: reader) { turn.signal() }
        let now = clock.now
        display = try store.write { db in
            let display = try ClinicTemplate.furnish(at: now, db)
            try ClinicTemplate.signEverybodyIn(at: now, db)
            return display
        }
    }

    enum Caller {
        case nobody, display
        case role(Role)
    }

    /// Sends a request through the application and waits for its answer.
    @discardableResult
    func send(_ request: Request) -> Response {
        let answer = wait(for: begin(request))
        expectDescribed(answer, to: request)
        return answer
    }

    /// Whatever a test is about: no program is ever answered a status that the OpenAPI document does not name.
    private func expectDescribed(_ answer: Response, to request: Request) {
        let method = request.method == .head ? .get : request.method
        guard let route = app.routes.first(where: { $0.pattern == answer.route && $0.method == method }), route.isREST
        else { return }
        #expect(
            route.answer.all.contains { $0.status == answer.status } || route.refusals.contains(answer.status),
            "\(route.label) answered \(answer.status.rawValue), which is not described")
    }

    /// What is said of a body that is larger than usual, before it comes.
    func admit(_ request: Request) -> BodyAdmission { loop.admit(bodyOf: request) }

    /// Starts a request that may wait; its answer is in the box when it comes.
    func begin(_ request: Request) -> AnswerBox {
        let box = AnswerBox()
        if let now = loop.respond(
            to: request,
            complete: { [turn] in
                box.put($0); turn.signal()
            })
        {
            box.put(now)
        }
        return box
    }

    /// Lets the loop turn until the box is filled.
    func wait(for box: AnswerBox) -> Response {
        while true {
            loop.endOfTurn(now: .now)
            if let response = box.take() { return response }
            turn.wait()
        }
    }

    func turnOnce(at instant: ContinuousClock.Instant = .now) { loop.endOfTurn(now: instant) }

    @discardableResult
    func send(
        _ method: HTTP.Method, _ target: String, as caller: Caller = .role(.receptionist), json: String? = nil,
        form: [String: String]? = nil, key: String? = nil, headers: [(String, String)] = []
    ) -> Response {
        send(request(method, target, as: caller, json: json, form: form, key: key, headers: headers))
    }

    func request(
        _ method: HTTP.Method, _ target: String, as caller: Caller = .role(.receptionist), json: String? = nil,
        form: [String: String]? = nil, key: String? = nil, headers: [(String, String)] = []
    ) -> Request {
        var fields = headers
        switch caller {
        case .nobody: break
        case .display: fields.append(("Authorization", "Bearer TEST-KEY"))
        case .role(let role): fields.append(("Cookie", "aalo_session=\(ClinicTemplate.session(of: role))"))
        }
        if let key { fields.append(("Idempotency-Key", key)) }
        var body: [UInt8] = []
        if let json {
            fields.append(("Content-Type", "application/json"))
            body = Array(json.utf8)
        }
        if let form {
            fields.append(("Content-Type", "application/x-www-form-urlencoded"))
            var form = form
            form["_csrf"] = form["_csrf"] ?? "form-token"
            body = Array(form.map { "\($0.key)=\($0.value.percentEncodedForQuery)" }.joined(separator: "&").utf8)
        }
        return Request(method, target, headers: fields, body: body)
    }

    /// A value straight from the file.
    func count(_ sql: String) throws -> Int {
        try store.write { db in try Int.fetchOne(db, sql: sql) ?? -1 }
    }
}

/// Where an answer from another thread is put.
final class AnswerBox: Sendable {
    private let response = Mutex<Response?>(nil)
    func put(_ answer: Response) { response.withLock { $0 = answer } }

    /// Gives the answer away: who drops it then lets go of what it holds.
    func take() -> Response? { response.withLock { $0.take() } }
}

/// A clock that goes when it is told to.
final class TestClock: Sendable {
    private let instant: Mutex<Instant>
    init(_ start: Instant = TestClinic.morning) { instant = Mutex(start) }
    var now: Instant { instant.withLock { $0 } }
    func advance(seconds: Int) { instant.withLock { $0 = $0.adding(seconds: seconds) } }
    func set(_ new: Instant) { instant.withLock { $0 = new } }
}

extension Response {
    var text: String {
        switch body {
        case .empty: ""
        case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
        case .encoded(let encoded): String(decoding: encoded.identity, as: UTF8.self)
        case .chunks(let chunks): String(decoding: chunks.joined(), as: UTF8.self)
        case .stream(let source): String(decoding: SlowReader(source).rest() ?? [], as: UTF8.self)
        }
    }

    /// The body as JSON; null when it is none.
    var json: JSONValue { (try? JSONParser.parse(Array(text.utf8), depthLimit: 64)) ?? JSONValue(.null) }

    /// The fields a problem names.
    var badFields: [String] { json["errors"]?.array?.compactMap { $0["field"]?.string } ?? [] }
}
