import GRDB
import Vocabulary

/// All that the register says of one member of the staff.
struct StaffMember: Sendable {
    let staff: Staff
    /// By which the Shared Health Record knows them.
    let providerID: String?
    let activeFrom: Day?
    let activeTo: Day?
    let createdAt: Instant
    let endedAt: Instant?
    let version: Int
    let lockedAt: Instant?
    /// What they can sign in with: "pin", "password".
    let secrets: [String]
    let mustChangeSecret: Bool
    let rooms: [String]
    let shifts: [Shift]
    /// The signature in use.
    let signature: ID<StaffSignature>?
    /// The hash of the photograph in use.
    let photo: String?
    /// Since when a code follows their secret.
    let secondFactorSince: Instant?

    func isActive(on day: Day) -> Bool {
        endedAt == nil && (activeFrom.map { $0 <= day } ?? true) && (activeTo.map { day <= $0 } ?? true)
    }

    func isOnDuty(at instant: Instant) -> Bool {
        let (weekday, time) = (Weekday(Day(instant)), instant.wallClock)
        return isActive(on: Day(instant))
            && shifts.contains { $0.weekday == weekday && $0.from <= time && time < $0.to }
    }
}

extension StaffMember {
    static let columns = """
        \(Staff.columns), provider_id, active_from, active_to, created_at, ended_at, record_version, locked_at,
        (SELECT group_concat(kind) FROM staff_credential WHERE staff_id = staff.id),
        EXISTS (SELECT 1 FROM staff_credential WHERE staff_id = staff.id AND must_change = 1),
        (SELECT group_concat(room) FROM staff_room WHERE staff_id = staff.id),
        (SELECT id FROM staff_signature WHERE staff_id = staff.id AND staff_signature.ended_at IS NULL),
        (SELECT confirmed_at FROM staff_totp WHERE staff_id = staff.id AND staff_totp.ended_at IS NULL),
        (SELECT content_hash FROM staff_photo WHERE staff_id = staff.id AND staff_photo.ended_at IS NULL)
        """

    init(row: Row, shifts: [Shift]) throws {
        let list = { (text: String?) in (text ?? "").split(separator: ",").map(String.init).sorted() }
        self.init(
            staff: try Staff(row: row), providerID: row[7], activeFrom: try row.optionalDay(8),
            activeTo: try row.optionalDay(9), createdAt: row.instant(10), endedAt: row.optionalInstant(11),
            version: row[12], lockedAt: row.optionalInstant(13), secrets: list(row[14]), mustChangeSecret: row[15],
            rooms: list(row[16]), shifts: shifts, signature: try row.optionalID(17),
            photo: row[19], secondFactorSince: row.optionalInstant(18))
    }
}

extension Row {
    fileprivate func optionalDay(_ column: Int) throws -> Day? { hasNull(atIndex: column) ? nil : try day(column) }
}
