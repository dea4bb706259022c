import FHIR
import Foundation

extension Reply {
    /// What a server's answer to a transaction means.
    /// - Parameter submission: its mask takes out what is the patient's: a server may repeat in its complaint what it
    ///   was sent.
    static func reading(status: Int, body: Data, retryAfter: String?, to submission: Submission) -> Reply {
        let mask = submission.mask
        func said() -> String? { reason(body, mask) }
        return switch status {
        case 200, 201: accepting(status, body, submission)
        case 401, 407: unreachable(status, said() ?? Obstacle.notAuthorized.rawValue)
        // What we may do was taken from us, or this patient is kept from us: nobody mends either in the record.
        case 403: unreachable(status, said() ?? Obstacle.notAuthorized.rawValue, .row)
        // No FHIR server under this address; one that has something to say of the record says it in its own words.
        case 404, 405,
            410 where said() == nil:
            unreachable(status, Obstacle.notFHIR.rawValue)
        case 408, 409: unreachable(status, said() ?? Obstacle.comeAgain.rawValue, .row)
        case 429, 502, 503, 504:
            unreachable(status, said() ?? Obstacle.comeAgain.rawValue, retryAfter: seconds(retryAfter))
        case 500...599: unreachable(status, said() ?? Obstacle.serverFault.rawValue, .row)
        case 400...499: refused(status, said() ?? Obstacle.noReason.rawValue)
        default: unreachable(status, Obstacle.notFHIR.rawValue)
        }
    }

    /// A portal that asks for a password answers 200 as well: only a transaction-response means that it arrived.
    private static func accepting(_ status: Int, _ body: Data, _ submission: Submission) -> Reply {
        guard let response = try? JSONDecoder().decode(TransactionResponse.self, from: body),
            response.isTransactionResponse
        else { return unreachable(status, Obstacle.notFHIR.rawValue) }
        let fates = (response.entry ?? []).map(\.response)
        guard let bad = fates.compactMap(\.self).first(where: { !$0.isSuccess }) else {
            let isCreated =
                fates.indices.contains(submission.patientIndex) && fates[submission.patientIndex]?.isCreated == true
            return accepted(status, ownsPatient: submission.updatesPatient || isCreated)
        }
        let reasons = bad.outcome?.reasons.map(\.line).joined(separator: "; ") ?? ""
        return refused(status, submission.mask.masked(bad.status + " " + reasons))
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
