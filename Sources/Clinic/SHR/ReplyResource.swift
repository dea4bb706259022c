import FHIR
import Foundation

extension Reply {
    /// What a server's answer to a transaction means.
    /// - Parameter mask: takes out what is the patient's: a server may repeat in its complaint what it was sent.
    static func reading(
        status: Int, body: Data, retryAfter: String?, _ mask: PatientMask
    ) -> Reply {
        switch status {
        case 200, 201: accepting(status, body, mask)
        case 401, 407: unreachable(status, reason(body, mask) ?? Obstacle.notAuthorized.rawValue)
        case 408, 409: unreachable(status, reason(body, mask) ?? Obstacle.comeAgain.rawValue, .row)
        case 429, 502, 503, 504:
            unreachable(status, reason(body, mask) ?? Obstacle.comeAgain.rawValue, retryAfter: seconds(retryAfter))
        case 500...599: unreachable(status, reason(body, mask) ?? Obstacle.serverFault.rawValue, .row)
        case 400...499: refused(status, reason(body, mask) ?? Obstacle.noReason.rawValue)
        default: unreachable(status, Obstacle.notFHIR.rawValue)
        }
    }

    /// A portal that asks for a password answers 200 as well: only a transaction-response means that it arrived.
    private static func accepting(_ status: Int, _ body: Data, _ mask: PatientMask) -> Reply {
        guard let response = try? JSONDecoder().decode(TransactionResponse.self, from: body),
            response.isTransactionResponse
        else { return unreachable(status, Obstacle.notFHIR.rawValue) }
        let bad = (response.entry ?? []).compactMap(\.response).first { !$0.isSuccess }
        guard let bad else { return accepted(status) }
        let reasons = bad.outcome?.reasons.map(\.line).joined(separator: "; ") ?? ""
        return refused(status, mask.masked(bad.status + " " + reasons))
    }

    private static func reason(_ body: Data, _ mask: PatientMask) -> String? {
        guard let outcome = try? JSONDecoder().decode(OperationOutcome.self, from: body),
            outcome.resourceType == "OperationOutcome"
        else { return nil }
        let lines = outcome.reasons.prefix(5).map(\.line).filter { !$0.isEmpty }
        return lines.isEmpty ? nil : mask.masked(lines.joined(separator: "; "))
    }

    /// Only the form in seconds; a date would need both clocks to be right.
    private static func seconds(_ field: String?) -> Int? {
        field.flatMap { Int($0) }.map { min(max($0, 1), 3600) }
    }
}
