import FHIR
import Foundation
import FoundationNetworking

/// Sends transactions to one destination.
struct Transmission: Sendable {
    private let url: URL?
    private let peer: Peer
    private let tokens: AccessTokens

    /// - Parameter timeout: seconds without a byte after which nobody is there.
    init(_ destination: Destination, timeout: Double, _ executor: OutboxExecutor) {
        peer = Peer(timeout: timeout, deadline: timeout * 4)
        url = URL(string: destination.base)
        tokens = AccessTokens(destination.authorization, peer, executor)
    }

    func close() { peer.close() }

    /// Nil when it was told to stop meanwhile.
    func send(_ submission: Submission) async -> Reply? {
        do {
            let (first, proof) = try await attempt(submission)
            guard first.status == 401, await tokens.forget(proof) else { return first }
            return try await attempt(submission).reply
        } catch let failure as AccessTokens.Failure {
            return .unreachable(failure.status, failure.reason)
        } catch is CancellationError {
            return nil
        } catch let error as URLError where error.code == .cancelled {
            return nil
        } catch {
            return .unreachable(nil, Self.words(error))
        }
    }

    private func attempt(_ submission: Submission) async throws -> (reply: Reply, proof: String?) {
        guard let url else { return (.unreachable(nil, Obstacle.notConnected.rawValue), nil) }
        let proof = try await tokens.field()
        var request = URLRequest(url: url)
        request.httpMethod = "POST"
        request.setValue("application/fhir+json", forHTTPHeaderField: "Content-Type")
        request.setValue("application/fhir+json", forHTTPHeaderField: "Accept")
        request.setValue(proof, forHTTPHeaderField: "Authorization")
        // What is stored need not come back (https://hl7.org/fhir/R4/http.html#ops).
        request.setValue("return=minimal", forHTTPHeaderField: "Prefer")
        request.httpBody = Data(submission.body)
        let (body, response) = try await peer.data(for: request)
        let reply = Reply.reading(
            status: response.statusCode, body: body, retryAfter: response.value(forHTTPHeaderField: "Retry-After"),
            to: submission)
        return (reply, proof)
    }

    /// The cause without the address, which may hold a secret.
    private static func words(_ error: any Error) -> String {
        if error is AnswerTooLong { return Obstacle.notFHIR.rawValue }
        guard let error = error as? URLError else { return Obstacle.notConnected.rawValue }
        return switch error.code {
        case .timedOut: Obstacle.timedOut.rawValue
        case .secureConnectionFailed, .serverCertificateUntrusted, .serverCertificateHasBadDate,
            .serverCertificateHasUnknownRoot, .serverCertificateNotYetValid:
            Obstacle.insecure.rawValue
        default: Obstacle.notConnected.saying(String(error.code.rawValue))
        }
    }
}
