import Foundation
import FoundationNetworking

/// Proves to a destination who we are. A token is asked for once and used until shortly before it expires.
actor AccessTokens {
    /// Why there is no token: it is worth trying again later.
    struct Failure: Error {
        let status: Int?
        let reason: String
    }

    private struct Token {
        let value: String
        let expiresAt: ContinuousClock.Instant
    }

    private struct Grant: Decodable {
        let access_token: String
        let expires_in: Int?

        /// Whether it can stand in a header: RFC 6750 section 2.1.
        var isBearer: Bool {
            !access_token.isEmpty && access_token.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        }
    }

    private struct Refusal: Decodable {
        let error: String
    }

    private let authorization: Destination.Authorization
    private let peer: Peer
    private let executor: OutboxExecutor
    private var token: Token?
    private var asking: Task<Token, any Error>?

    init(_ authorization: Destination.Authorization, _ peer: Peer, _ executor: OutboxExecutor) {
        self.authorization = authorization
        self.peer = peer
        self.executor = executor
    }

    /// What goes into the Authorization field; nil when nothing does.
    func field() async throws -> String? {
        switch authorization {
        case .none: return nil
        case .bearer(let token): return "Bearer " + token
        case .clientCredentials: return "Bearer " + (try await current().value)
        }
    }

    /// The server did not take it.
    /// - Returns: whether there may be a better one.
    func forget(_ field: String?) -> Bool {
        guard case .clientCredentials = authorization else { return false }
        if let token, field == "Bearer " + token.value { self.token = nil }
        return true
    }

    /// Those who ask at the same time get the same token.
    private func current() async throws -> Token {
        if let token, token.expiresAt > .now { return token }
        if let asking { return try await asking.value }
        let request = try request()
        let task = Task(executorPreference: executor) { [peer] in try await Self.ask(request, peer) }
        asking = task
        defer { asking = nil }
        let new = try await task.value
        token = new
        return new
    }

    /// RFC 6749 section 4.4, with the client's secret as section 2.3.1 prefers it.
    private func request() throws -> URLRequest {
        guard case .clientCredentials(let address, let client, let secret, let scope) = authorization,
            let url = URL(string: address)
        else { throw Failure(status: nil, reason: Obstacle.noToken.rawValue) }
        var request = URLRequest(url: url)
        request.httpMethod = "POST"
        let credentials = Data((Self.encoded(client) + ":" + Self.encoded(secret)).utf8).base64EncodedString()
        request.setValue("Basic " + credentials, forHTTPHeaderField: "Authorization")
        request.setValue("application/x-www-form-urlencoded", forHTTPHeaderField: "Content-Type")
        request.setValue("application/json", forHTTPHeaderField: "Accept")
        request.httpBody = Data("grant_type=client_credentials&scope=\(Self.encoded(scope))".utf8)
        return request
    }

    private static func encoded(_ text: String) -> String {
        let plain = CharacterSet(charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
        return text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
    }

    private static func ask(_ request: URLRequest, _ peer: Peer) async throws -> Token {
        let (body, response) = try await peer.data(for: request)
        guard response.statusCode == 200, let grant = try? JSONDecoder().decode(Grant.self, from: body),
            grant.isBearer
        else {
            let refusal = try? JSONDecoder().decode(Refusal.self, from: body)
            throw Failure(
                status: response.statusCode,
                reason: refusal.map { Obstacle.noToken.saying($0.error) } ?? Obstacle.noToken.rawValue)
        }
        // Sooner than it ends: it has to last for the request that it goes with.
        let lifetime = max(grant.expires_in ?? 300, 1)
        return Token(
            value: grant.access_token, expiresAt: .now.advanced(by: .seconds(lifetime - min(30, lifetime / 2))))
    }
}
