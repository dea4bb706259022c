import Clinic
import HTTP
import Synchronization
import Vocabulary

/// As much of an R4 store as a transaction needs, over a real socket: conditional create, conditional update, and ways
/// to go wrong. Kept in memory by type and identifier.
final class StoreDouble: Sendable {
    enum Manner: Sendable {
        /// As the specification says.
        case takes
        case answers(Int, String = "", headers: [(String, String)] = [])
        /// Does what it is asked, and says nothing until it is let go.
        case hangs
    }

    private struct State: Sendable {
        var manner: @Sendable (JSONValue) -> Manner = { _ in .takes }
        /// The identifiers of each resource by type.
        var resources: [String: [Set<String>]] = [:]
        /// The encounters of the transactions, in the order in which they came.
        var heard: [String] = []
        var bodies: [JSONValue] = []
        var held: [(Exchange, Response)] = []
        var tokens = 0
        var valid: Set<String> = []
    }

    private let state = Mutex(State())
    private let server = Mutex<Server?>(nil)

    init() throws {
        var configuration = ServerConfiguration()
        configuration.port = 0
        configuration.loops = 1
        let server = try Server(configuration) { [weak self] _, run in run(DoubleApplication(self)) }
        try server.start()
        self.server.withLock { $0 = server }
    }

    func close() {
        release()
        let server = server.withLock { $0 }
        server?.shutdown(grace: .zero)
        server?.wait()
    }

    var port: Int { server.withLock { Int($0?.port ?? 0) } }
    var address: String { "http://127.0.0.1:\(port)" }

    func destination(
        _ name: String = "shr", _ authorization: Destination.Authorization = .none
    ) -> Destination {
        Destination(name: name, base: address + "/fhir", authorization: authorization)
    }

    var credentials: Destination.Authorization {
        .clientCredentials(
            tokenURL: address + "/token", clientID: "aalo", clientSecret: "s3cret:&", scope: "system/*.*")
    }

    func behave(_ manner: Manner) { behave { _ in manner } }
    func behave(_ manner: @escaping @Sendable (JSONValue) -> Manner) { state.withLock { $0.manner = manner } }

    /// Lets go of everything that hangs.
    func release() {
        let held = state.withLock { state in
            defer { state.held = [] }
            return state.held
        }
        for (exchange, response) in held { exchange.complete(response) }
    }

    var heard: [String] { state.withLock { $0.heard } }
    var last: JSONValue? { state.withLock { $0.bodies.last } }
    var tokensGiven: Int { state.withLock { $0.tokens } }
    var counts: [String: Int] { state.withLock { $0.resources.mapValues(\.count) } }

    /// Somebody else told of it before.
    func know(_ type: String, _ identifiers: String...) {
        state.withLock { $0.resources[type, default: []].append(Set(identifiers)) }
    }

    /// How the patient came in the last transaction.
    var lastPatient: JSONValue? {
        last?["entry"]?.array?.first { $0["resource"]?["resourceType"]?.string == "Patient" }
    }

    /// The tokens given until now are good no longer.
    func expireTokens() { state.withLock { $0.valid = [] } }

    fileprivate func respond(to request: Request, _ exchange: Exchange) -> Response? {
        if request.path == "/token" { return token(request) }
        guard request.path == "/fhir", let bundle = try? JSONParser.parse(request.body.bytes(), depthLimit: 64) else {
            return Response(status: .notFound)
        }
        return state.withLock { state in
            if state.tokens > 0, !state.valid.contains(request[header: "authorization"] ?? "") {
                return Response(status: .unauthorized)
            }
            return transact(bundle, exchange, &state)
        }
    }

    private func token(_ request: Request) -> Response {
        // "aalo:s3cret%3A%26" (RFC 6749 section 2.3.1)
        guard request[header: "authorization"] == "Basic YWFsbzpzM2NyZXQlM0ElMjY=",
            (try? request.body.bytes()) == Array("grant_type=client_credentials&scope=system%2F%2A.%2A".utf8)
        else { return .json(401, #"{"error":"invalid_client"}"#) }
        return state.withLock { state in
            state.tokens += 1
            state.valid.insert("Bearer token-\(state.tokens)")
            return .json(200, #"{"access_token":"token-\#(state.tokens)","expires_in":3600}"#)
        }
    }

    private func transact(_ bundle: JSONValue, _ exchange: Exchange, _ state: inout State) -> Response? {
        let entries = bundle["entry"]?.array ?? []
        let encounter = entries.first { $0["resource"]?["resourceType"]?.string == "Encounter" }
        state.heard.append(encounter?["fullUrl"]?.string ?? "-")
        state.bodies.append(bundle)
        switch state.manner(bundle) {
        case .takes: return take(entries, &state)
        case .answers(let status, let body, let headers):
            var response = Response.json(status, body)
            for (name, value) in headers { response.set(name, value) }
            return response
        case .hangs:
            state.held.append((exchange, take(entries, &state)))
            return nil
        }
    }

    private func take(_ entries: [JSONValue], _ state: inout State) -> Response {
        let fates = entries.map { entry -> String in
            let resource = entry["resource"]
            let type = resource?["resourceType"]?.string ?? "-"
            let wanted =
                (entry["request"]?["ifNoneExist"]?.string ?? entry["request"]?["url"]?.string ?? "")
                .split(separator: "identifier=").last.map { Set($0.split(separator: ",").map(String.init)) } ?? []
            let own = (resource?["identifier"]?.array ?? []).map {
                ($0["system"]?.string ?? "") + "|" + ($0["value"]?.string ?? "")
            }
            if let known = state.resources[type, default: []].firstIndex(where: { !$0.isDisjoint(with: wanted) }) {
                if entry["request"]?["method"]?.string == "PUT" { state.resources[type]?[known] = Set(own) }
                return "200 OK"
            }
            state.resources[type, default: []].append(Set(own))
            return "201 Created"
        }
        let list = fates.map { #"{"response":{"status":"\#($0)"}}"# }.joined(separator: ",")
        return .json(200, #"{"resourceType":"Bundle","type":"transaction-response","entry":[\#(list)]}"#)
    }
}

private final class DoubleApplication: Application {
    private weak let store: StoreDouble?

    init(_ store: StoreDouble?) { self.store = store }

    func respond(to request: Request, _ exchange: Exchange) -> Response? {
        guard let store else { return Response(status: .notFound) }
        return store.respond(to: request, exchange)
    }

    func endOfTurn(now: ContinuousClock.Instant) {}
}

extension Response {
    static func json(_ status: Int, _ text: String) -> Response {
        Response(status: Status(rawValue: status), contentType: .json, body: .bytes(Array(text.utf8)))
    }
}
