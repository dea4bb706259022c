import GRDB
import Vocabulary

/// One value that was found (FHIR Observation, category laboratory or imaging). Written once; an amendment is another
/// that says which one it takes the place of, and why.
package struct OrderResult: Sendable {
    /// FHIR observation-status.
    package enum Status: String, Sendable, CaseIterable {
        /// Nobody has verified it yet.
        case preliminary
        case final
        /// Verified, after an earlier one was amended.
        case corrected
        /// An amendment has taken its place.
        case superseded
    }

    package let id: ID<OrderResult>
    package let request: ID<ServiceRequest>
    /// A LOINC code, or the test's own.
    package let component: String
    package let name: Bilingual
    package let finding: Finding
    package let recordedAt: Instant
    package let recordedBy: ID<Staff>
    package let amends: ID<OrderResult>?
    package let reason: String?
    package let amendedBy: ID<OrderResult>?
    /// When it was first part of a report.
    package let verifiedAt: Instant?

    package var isCurrent: Bool { amendedBy == nil }

    package var status: Status {
        if !isCurrent { return .superseded }
        if verifiedAt == nil { return .preliminary }
        return amends == nil ? .final : .corrected
    }
}

/// What was found of one component, as it is kept: a decimal with its unit, or words.
package struct Finding: Sendable, Equatable {
    /// A decimal with the digits it was written with.
    package var value: String?
    /// UCUM.
    package var unit: String?
    package var text: String?
    /// The interval it was compared with.
    package var low: String?
    package var high: String?
    package var interpretation: Interpretation?

    func says(theSameAs other: Finding) -> Bool { value == other.value && unit == other.unit && text == other.text }
}

extension OrderResult {
    static let columns = """
        result.id, result.service_request_id, result.component, result.name_en, result.name_bn, result.value,
        result.unit, result.text, result.range_low, result.range_high, result.interpretation, result.recorded_at,
        result.recorded_by, result.amends, result.reason,
        (SELECT later.id FROM result AS later WHERE later.amends = result.id),
        (SELECT min(verified_at) FROM report_result JOIN diagnostic_report ON diagnostic_report.id = report_id
            WHERE result_id = result.id)
        """

    init(row: Row) throws {
        let finding = Finding(
            value: row[5], unit: row[6], text: row[7], low: row[8], high: row[9],
            interpretation: (row[10] as String?).flatMap(Interpretation.init))
        self.init(
            id: try row.id(0), request: try row.id(1), component: row[2], name: Bilingual(row[3], row[4]),
            finding: finding, recordedAt: row.instant(11), recordedBy: try row.id(12), amends: try row.optionalID(13),
            reason: row[14], amendedBy: try row.optionalID(15), verifiedAt: row.optionalInstant(16))
    }
}
