import GRDB
import Vocabulary

/// The number a visit is known by for the day, and everything the desk wants to know about it.
package struct Token: Sendable {
    package enum Standing: String, Sendable, CaseIterable { case open, left, voided }

    package let id: ID<Token>
    package let visit: ID<Visit>
    package let day: Day
    package let serial: Int
    package let issuedAt: Instant
    package let service: String
    package let priority: Priority
    package private(set) var complaint: String?
    package let standing: Standing
    package let voidReason: String?
    package private(set) var patient: Patient?
    /// Where it stands now; nil once the visit is closed.
    package let stage: Stage?
    package let state: EntryState?
    package let room: String?
    package let entry: ID<QueueEntry>?
    package let entryVersion: Int?
    /// The slip last printed, and what it promised.
    package let copies: Int
    package let peopleAhead: Int
    package let waitMinutes: Int

    /// "Token 12".
    package var name: Bilingual {
        Bilingual("Token \(serial)", "টোকেন \(Language.bangla.digits(serial))")
    }

    /// As much of it as is for who asks.
    func shown(to act: Act) -> Token { shown(as: TokenView(act.actor, isToday: day == act.day)) }

    func shown(as view: TokenView) -> Token {
        var token = self
        if !view.hasComplaint { token.complaint = nil }
        if !view.hasPatient { token.patient = nil } else if !view.hasPhone { token.patient = patient?.withoutPhone }
        return token
    }

    /// Whether its visit goes on today.
    func isOpen(_ act: Act) -> Bool { standing == .open && day == act.day }

    /// Where it was called to, while it is at this stage.
    func room(at stage: Stage) -> String? { self.stage == stage ? room : nil }

    func isServed(at stage: Stage) -> Bool { self.stage == stage && state == .serving }
}

extension Token {
    private static let columns = """
        token.id, token.visit_id, token.day, token.serial, token.issued_at, visit.service, visit.priority,
        visit.complaint, visit_closure.kind, visit_closure.reason, entry.stage, entry.state, entry.room, entry.id,
        entry.version, reprint.copy, coalesce(reprint.people_ahead, token.people_ahead),
        coalesce(reprint.wait_minutes, token.wait_minutes), \(Patient.columns)
        """

    static let select = """
        SELECT \(columns) FROM token
        JOIN visit ON visit.id = token.visit_id
        LEFT JOIN visit_closure ON visit_closure.visit_id = visit.id
        LEFT JOIN patient ON patient.id = visit.patient_id
        LEFT JOIN queue_entry AS entry ON entry.token_id = token.id AND entry.ended_at IS NULL
        LEFT JOIN reprint ON reprint.token_id = token.id
            AND reprint.copy = (SELECT max(copy) FROM reprint WHERE token_id = token.id)
        """

    init(row: Row, on day: Day) throws {
        let closure: String? = row[8]
        self.init(
            id: try row.id(0), visit: try row.id(1), day: try row.day(2), serial: row[3], issuedAt: row.instant(4),
            service: row[5], priority: try row.word(6), complaint: row[7],
            standing: closure.flatMap(Standing.init) ?? .open, voidReason: row[9],
            patient: row.hasNull(atIndex: 18) ? nil : try Patient(row: row, first: 18, on: day),
            stage: (row[10] as String?).flatMap(Stage.init), state: (row[11] as String?).flatMap(EntryState.init),
            room: row[12], entry: try row.optionalID(13), entryVersion: row[14], copies: row[15] ?? 1,
            peopleAhead: row[16], waitMinutes: row[17])
    }
}
