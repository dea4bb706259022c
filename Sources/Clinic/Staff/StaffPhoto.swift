import GRDB
import Vocabulary

/// A photograph of somebody who works here, as the sign-in shows it.
struct StaffPhoto: Sendable {
    static let field = "photo"
    static let sides = 40...2_000

    let image: ScannedImage
}

/// Photographs, one in use for each person at most.
enum Photos {
    /// - Throws: 404 when none in use has this hash.
    static func find(_ asked: PhotoChoice, _ db: Database) throws -> StaffPhoto {
        let found = try db.first(
            "SELECT media_type, width, height, content FROM staff_photo WHERE content_hash = ? AND ended_at IS NULL",
            [asked.hash]
        ) { StaffPhoto(image: ScannedImage(kind: try $0.word(0), width: $0[1], height: $0[2], bytes: $0[3])) }
        guard let found else { throw Problem.noSuchPhoto }
        return found
    }

    /// The hashes of those in use.
    static func inUse(_ db: Database) throws -> [ID<Staff>: String] {
        let rows = try db.list("SELECT staff_id, content_hash FROM staff_photo WHERE ended_at IS NULL") {
            (try $0.id(0) as ID<Staff>, $0[1] as String)
        }
        return Dictionary(rows) { first, _ in first }
    }

    static func hash(of staff: ID<Staff>, _ db: Database) throws -> String? {
        try db.first("SELECT content_hash FROM staff_photo WHERE staff_id = ? AND ended_at IS NULL", [staff]) { $0[0] }
    }

    /// Puts a new one in the place of the one in use.
    static func add(_ image: ScannedImage, of staff: ID<Staff>, _ act: Act, _ db: Database) throws -> String {
        _ = try StaffRecords.find(staff, act, db)
        try end(of: staff, act, db)
        let hash = Secret.hash(image.bytes)
        try db.run(
            """
            INSERT INTO staff_photo
                (id, staff_id, media_type, width, height, content, content_hash, added_at, added_by)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                ID<StaffPhoto>.new(at: act.at), staff, image.kind.rawValue, image.width, image.height, image.bytes,
                hash, act.at, try act.staff(),
            ])
        return hash
    }

    static func end(of staff: ID<Staff>, _ act: Act, _ db: Database) throws {
        try db.run(
            """
            UPDATE staff_photo SET ended_at = max(?, added_at), content = NULL
            WHERE staff_id = ? AND ended_at IS NULL
            """, [act.at, staff])
    }
}

struct PhotoChoice: Input {
    let hash: String

    init?(_ fields: inout Fields) {
        guard let hash = fields.required("face", Rule.text(longest: 64)) else { return nil }
        self.hash = hash
    }
}

extension Problem {
    static let noSuchPhoto = Problem(
        .notFound, "no-such-photo", Bilingual("There is no such photograph", "এমন কোনো ছবি নেই"))
}
