import GRDB
import Vocabulary

/// What was done and may be asked money for (FHIR ChargeItem). Each function runs inside the caller's transaction: what
/// is done and its charge are one.
package enum Charges {
    /// What a charge is for. One thing is charged once, however often it is proposed.
    package enum Source: Sendable {
        case registration(ID<Patient>)
        case consultation(ID<Encounter>)
        case order(String)

        var kind: String {
            switch self {
            case .registration: "registration"
            case .consultation: "consultation"
            case .order: "order"
            }
        }

        var id: String {
            switch self {
            case .registration(let id): id.description
            case .consultation(let id): id.description
            case .order(let id): id
            }
        }
    }

    /// Puts the rate of this day on the visit's account. Proposing it again changes nothing.
    static func propose(
        _ rate: Rate, for source: Source, of visit: ID<Visit>, _ act: Act, _ db: Database
    ) throws {
        try db.run(
            """
            INSERT INTO charge (id, visit_id, source, source_id, code, name_en, name_bn, category, standard_rate,
                proposed_at, proposed_by)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (source, source_id, code) DO NOTHING
            """,
            [
                ID<Charge>.new(at: act.at), visit, source.kind, source.id, rate.code, rate.name.english,
                rate.name.bangla, rate.category, rate.amount, act.at, try act.staff(),
            ])
    }

    /// What was done in a visit and stands on no invoice yet, in the order it was done.
    static func open(of visit: ID<Visit>, _ db: Database) throws -> [Charge] {
        try db.list(
            Charge.select + """
                 WHERE visit_id = ? AND cancelled_at IS NULL
                    AND NOT EXISTS (SELECT 1 FROM invoice_line WHERE charge_id = charge.id)
                ORDER BY proposed_at, source, code, id
                """, [visit]
        ) { try Charge(row: $0) }
    }

    /// What it was for was revoked.
    /// - Parameter visit: only when it stands on this visit's account.
    /// - Returns: false when it stands on an invoice already; the money is then another matter.
    @discardableResult
    static func cancel(
        _ source: Source, of visit: ID<Visit>? = nil, _ reason: String, _ act: Act, _ db: Database
    ) throws -> Bool {
        try db.run(
            """
            UPDATE charge SET cancelled_at = ?1, cancelled_by = ?2, reason = ?3
            WHERE source = ?4 AND source_id = ?5 AND cancelled_at IS NULL AND (?6 IS NULL OR visit_id = ?6)
                AND NOT EXISTS (SELECT 1 FROM invoice_line WHERE charge_id = charge.id)
            """,
            [act.at, try act.staff(), reason, source.kind, source.id, visit])
        return db.changesCount > 0
    }

    /// The visit never was, and neither was anything on its account.
    static func cancelAll(of visit: ID<Visit>, _ reason: String, _ act: Act, _ db: Database) throws {
        try db.run(
            """
            UPDATE charge SET cancelled_at = ?1, cancelled_by = ?2, reason = ?3
            WHERE visit_id = ?4 AND cancelled_at IS NULL
                AND NOT EXISTS (SELECT 1 FROM invoice_line WHERE charge_id = charge.id)
            """,
            [act.at, try act.staff(), reason, visit])
    }
}
