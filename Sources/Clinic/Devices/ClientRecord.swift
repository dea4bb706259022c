import GRDB
import Vocabulary

/// A program as the administrator sees it.
package struct ClientRecord: Sendable {
    package enum State: String, Sendable, CaseIterable { case good, expired, revoked }

    package let client: APIClient
    package let createdAt: Instant
    package let revokedAt: Instant?
    /// As it was last written down: a minute old at most while the server runs.
    package let lastUsedAt: Instant?

    package func state(at instant: Instant) -> State {
        if revokedAt != nil { return .revoked }
        return client.expiresAt <= instant ? .expired : .good
    }
}

extension ClientRecord {
    private static let columns = """
        \(APIClient.columns), created_at, revoked_at,
        (SELECT last_used_at FROM api_client_use WHERE client_id = api_client.id)
        """

    private init(row: Row) throws {
        self.init(
            client: try APIClient(row: row), createdAt: row.instant(4), revokedAt: row.optionalInstant(5),
            lastUsedAt: row.optionalInstant(6))
    }

    /// Those in use first, by name; then the revoked ones, the latest first.
    package static func all(_ db: Database) throws -> [ClientRecord] {
        try db.list("SELECT \(columns) FROM api_client ORDER BY revoked_at IS NOT NULL, revoked_at DESC, name") {
            try ClientRecord(row: $0)
        }
    }

    /// - Throws: `Problem.noSuchClient`.
    package static func find(_ id: ID<APIClient>, _ db: Database) throws -> ClientRecord {
        let found = try db.first("SELECT \(columns) FROM api_client WHERE id = ?", [id]) { try ClientRecord(row: $0) }
        guard let found else { throw Problem.noSuchClient }
        return found
    }

    /// The program in use that has this name.
    package static func find(named name: String, _ db: Database) throws -> ClientRecord? {
        let id: ID<APIClient>? = try db.first(
            "SELECT id FROM api_client WHERE name = ? AND revoked_at IS NULL", [name]
        ) { try $0.id(0) }
        return try id.map { try find($0, db) }
    }

    /// When it last asked, by what is known in memory and on disk.
    func lastUsed(_ act: Act) -> Instant? {
        [act.site.clientPresence.lastHeard(client.id), lastUsedAt].compactMap(\.self).max()
    }
}
