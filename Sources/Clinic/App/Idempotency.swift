import GRDB
import HTTP
import Storage
import Vocabulary

/// A command's key: the same key from the same actor means the same command, however often it arrives
/// (draft-ietf-httpapi-idempotency-key-header).
struct IdempotencyKey: Sendable {
    static let field = "_key"

    let actor: String
    let key: String
    /// What was asked, so that a key is not used for two things.
    let fingerprint: String

    /// - Throws: 400 for a key that is not 8 to 100 visible ASCII characters.
    init(_ key: String, _ act: Act, _ route: Route, _ fields: Fields) throws {
        guard (8...100).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw Problem.malformedKey
        }
        self.key = key
        actor = act.actor.identifier
        fingerprint = EntityTag.strong(of: Self.said(route, fields)).opaque
    }

    /// The route and, line by line, what each field said, by their names.
    /// Of a file, the digest that was made while it came: to read it once more would hold up the loop.
    private static func said(_ route: Route, _ fields: Fields) -> [UInt8] {
        let files = fields.files.map {
            (name: $0.name, text: "\($0.file.name) \($0.file.contentType ?? "") \($0.file.digest.base64URL)")
        }
        let lines = (fields.said + files).sorted { $0.name < $1.name }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(512)
        bytes += route.label.utf8
        if lines.isEmpty { bytes.append(UInt8(ascii: "\n")) }
        for line in lines {
            bytes.append(UInt8(ascii: "\n"))
            bytes += line.name.utf8
            bytes.append(UInt8(ascii: "="))
            bytes += line.text.utf8
        }
        return bytes
    }

    /// Runs the operation once. A replay gets the first answer, also after a crash: it was kept in the same transaction.
    func once(_ operation: Operation, _ act: Act, _ db: Database) throws -> Response {
        if let first = try answer(db) { return first }
        let response = try operation(act, db)
        try keep(response, act, db)
        return response
    }

    private func answer(_ db: Database) throws -> Response? {
        try db.first(
            """
            SELECT fingerprint = hex(blind_index(?3, 'idempotency.fingerprint')), status, content_type, location,
                opened_bytes(body, 'idempotency.body', actor || ' ' || key)
            FROM idempotency WHERE actor = ?1 AND key = ?2
            """, [actor, key, fingerprint], replay)
    }

    private func replay(_ row: Row) throws -> Response {
        guard row[0] == 1 else { throw Problem.keyUsedForAnother }
        let type: String? = row[2]
        let body: [UInt8] = row[4]
        let status: Int = row[1]
        if body.isEmpty, status == 200 || status == 201 { throw Problem.shownOnce }
        var response = Response(
            status: Status(rawValue: status), contentType: type.map { Self.contentType($0) },
            body: body.isEmpty ? .empty : .bytes(body))
        if let location: String = row[3] { response.set("Location", location) }
        if response.contentType == .html { response.defendPage() }
        if response.contentType == .json { response.keepAsFile() }
        response.set("Idempotency-Replayed", "true")
        return response
    }

    private func keep(_ response: Response, _ act: Act, _ db: Database) throws {
        var body: [UInt8] = []
        // What is shown once is not kept: a retry is told so.
        if case .bytes(let bytes) = response.body, response.cacheControl != "no-store" { body = bytes }
        try db.run(
            """
            INSERT INTO idempotency (actor, key, fingerprint, status, content_type, location, body, at)
            VALUES (?1, ?2, hex(blind_index(?3, 'idempotency.fingerprint')), ?4, ?5, ?6,
                sealed(?7, 'idempotency.body', ?1 || ' ' || ?2), ?8)
            """,
            [
                actor, key, fingerprint, response.status.rawValue, response.contentType?.value,
                response[header: "Location"], body, act.at,
            ])
    }

    /// Keys older than this are forgotten; nobody retries that late.
    static let kept = 7 * 86_400

    /// How many are forgotten at once, so that other commands come between.
    static let batch = 256

    /// The rows are in the order of time: only the first have to be looked at.
    /// - Returns: whether there may be more of them.
    static func forget(before instant: Instant, _ db: Database) throws -> Bool {
        try db.run(
            """
            DELETE FROM idempotency
            WHERE rowid IN (SELECT rowid FROM idempotency ORDER BY rowid LIMIT ?1) AND at < ?2
            """, [batch, instant])
        return db.changesCount == batch
    }

    private static func contentType(_ value: String) -> ContentType { value == ContentType.json.value ? .json : .html }
}

extension Problem {
    static let malformedKey = Problem(
        .malformed, "malformed-idempotency-key",
        Bilingual("Idempotency-Key: 8 to 100 visible characters", "Idempotency-Key: ৮ থেকে ১০০ অক্ষর"))
    static let keyUsedForAnother = Problem(
        .invalid, "idempotency-key-reused",
        Bilingual("This key was used for another request", "এই কী আগে অন্য অনুরোধে ব্যবহৃত হয়েছে"))
}
