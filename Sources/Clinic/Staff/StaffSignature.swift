import GRDB
import Vocabulary

/// A scanned signature, as prescriptions show it.
struct StaffSignature: Sendable {
    let id: ID<StaffSignature>
    let image: ScannedImage
}

/// Signatures, one in use for each person at most.
enum Signatures {
    /// - Throws: 404 when there is none.
    static func find(_ asked: SignatureChoice, _ db: Database) throws -> StaffSignature {
        let found = try db.first(
            "SELECT id, media_type, width, height, content FROM staff_signature WHERE id = ? AND staff_id = ?",
            [asked.signature, asked.staff]
        ) {
            StaffSignature(
                id: try $0.id(0),
                image: ScannedImage(kind: try $0.word(1), width: $0[2], height: $0[3], bytes: $0[4]))
        }
        guard let found else { throw Problem.noSuchSignature }
        return found
    }

    /// The one that somebody signed with at a moment, or the one in use if they had none then.
    static func used(by staff: ID<Staff>, at instant: Instant, _ db: Database) throws -> ID<StaffSignature>? {
        try db.first(
            """
            SELECT id FROM staff_signature WHERE staff_id = ?1 AND (ended_at IS NULL OR added_at <= ?2 AND ended_at > ?2)
            ORDER BY added_at LIMIT 1
            """, [staff, instant]
        ) { try $0.id(0) }
    }

    /// Puts a new one in the place of the one in use.
    static func add(_ image: ScannedImage, of staff: ID<Staff>, _ act: Act, _ db: Database) throws -> ID<StaffSignature>
    {
        _ = try StaffRecords.find(staff, act, db)
        try end(StaffChoice(staff), act, db)
        let id = ID<StaffSignature>.new(at: act.at)
        try db.run(
            """
            INSERT INTO staff_signature (id, staff_id, media_type, width, height, content, added_at, added_by)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [id, staff, image.kind.rawValue, image.width, image.height, image.bytes, act.at, try act.staff()])
        return id
    }

    /// Papers show no signature from now on.
    static func end(_ asked: StaffChoice, _ act: Act, _ db: Database) throws {
        try db.run(
            "UPDATE staff_signature SET ended_at = max(?, added_at) WHERE staff_id = ? AND ended_at IS NULL",
            [act.at, asked.staff])
    }
}

struct SignatureChoice: Input {
    let staff: ID<Staff>
    let signature: ID<StaffSignature>

    init?(_ fields: inout Fields) {
        let staff = fields.required("staff", Rule.id(of: Staff.self))
        let signature = fields.required("signature", Rule.id(of: StaffSignature.self))
        guard let staff, let signature else { return nil }
        (self.staff, self.signature) = (staff, signature)
    }
}

extension Problem {
    static let noSuchSignature = Problem(
        .notFound, "no-such-signature", Bilingual("There is no such signature", "এমন কোনো স্বাক্ষর নেই"))
}
