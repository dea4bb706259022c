import Foundation
import HTTP

/// Why a request came to nothing.
enum AskFailure: Error, Equatable, CustomStringConvertible {
    /// Someone was quicker, or it makes no sense any more (409).
    case conflict(String)
    case refused(RequestKind, status: Int, String)
    case unreachable(RequestKind, String)
    case unreadable(RequestKind, String)

    var description: String {
        switch self {
        case .conflict(let slug): slug
        case .refused(let kind, let status, let detail): "\(kind.rawValue): \(status) \(detail)"
        case .unreachable(let kind, let detail): "\(kind.rawValue): no answer from the server, \(detail)"
        case .unreadable(let kind, let detail): "\(kind.rawValue): cannot read the answer, \(detail)"
        }
    }
}

/// One signed-in device with one connection. What happens is counted. Not for two threads at once.
final class Tablet {
    private let client: Client
    private let session: String?
    private let tally: Tally

    /// - Parameter session: the cookie that signing in gave.
    init(_ server: ServerAddress, session: String?, _ tally: Tally) throws {
        client = try server.client()
        (self.session, self.tally) = (session, tally)
    }

    func read<Value: Decodable>(_ ask: Ask, as type: Value.Type = Value.self) throws -> Value {
        try decode(try send(ask), of: ask)
    }

    func decode<Value: Decodable>(
        _ response: ClientResponse, of ask: Ask, as _: Value.Type = Value.self
    ) throws -> Value {
        do {
            return try Messages.decode(response.body)
        } catch {
            throw counted(.unreadable(ask.kind, "\(error)"))
        }
    }

    /// Sends until there is an answer, for 30 seconds at most, always with the same key.
    /// - Returns: an answer below 400.
    func send(_ ask: Ask) throws -> ClientResponse {
        var backoff = Backoff()
        while true {
            let trouble: String
            do {
                let response = try exchange(ask)
                guard Self.isPassing(response.status) else { return try accept(response, ask) }
                trouble = "\(response.status)"
            } catch let error as ClientError {
                trouble = "\(error)"
            }
            guard let pause = backoff.pause() else { throw counted(.unreachable(ask.kind, trouble)) }
            tally.count { $0.retries += 1 }
            Thread.sleep(forTimeInterval: pause)
        }
    }

    /// Sends and goes away before the answer comes.
    func sendAndHangUp(_ ask: Ask) {
        // When even this fails, the answer is lost all the same.
        try? client.sendAndHangUp(ask.method, ask.target, headers: headers(of: ask), body: ask.body)
        tally.count { $0.retries += 1 }
    }

    private func exchange(_ ask: Ask) throws -> ClientResponse {
        let start = ContinuousClock.now
        let response = try client.send(
            ask.method, ask.target, headers: headers(of: ask), body: ask.body, isSafeToRepeat: true)
        let milliseconds = (ContinuousClock.now - start) / .milliseconds(1)
        tally.count {
            $0.latencies[ask.kind, default: []].append(milliseconds)
            if response[header: "Idempotency-Replayed"] == "true" { $0.replays += 1 }
        }
        return response
    }

    private func headers(of ask: Ask) -> [(String, String)] {
        let own = [("Accept-Language", "en"), ("Accept", "application/json")]
        return own + (session.map { [("Cookie", $0)] } ?? []) + ask.headers
    }

    private func accept(_ response: ClientResponse, _ ask: Ask) throws -> ClientResponse {
        if response.status < 400 { return response }
        let problem: ProblemBody? = try? Messages.decode(response.body)
        if response.status == 409 {
            let slug = problem?.slug ?? "409"
            tally.count { $0.conflicts[slug, default: 0] += 1 }
            throw AskFailure.conflict(slug)
        }
        throw counted(
            .refused(ask.kind, status: response.status, problem?.words ?? response.text.prefix(200).description))
    }

    private func counted(_ failure: AskFailure) -> AskFailure {
        tally.fail(failure.description)
        return failure
    }

    /// Too many requests, or a server that is just starting or stopping: the same request will do later.
    private static func isPassing(_ status: Int) -> Bool { [429, 502, 503, 504].contains(status) }
}
