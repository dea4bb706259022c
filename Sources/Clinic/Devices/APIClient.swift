import GRDB
import Vocabulary

/// A program of somebody else's that reads here with a token of its own. It is no member of staff and signs nothing.
package struct APIClient: Sendable {
    package let id: ID<APIClient>
    package let name: String
    package let scopes: Set<Scope>
    package let expiresAt: Instant
}

extension APIClient {
    /// What its tokens begin with, so that one that got into a log or a repository is recognised there.
    static let prefix = "aalo_"

    /// 256 random bits behind the prefix.
    static func newToken() -> String { prefix + Secret.token() }

    /// Four columns: id, name, expires_at, scopes joined by commas.
    static let columns = """
        api_client.id, api_client.name, api_client.expires_at,
        (SELECT group_concat(scope) FROM api_client_scope WHERE client_id = api_client.id)
        """

    init(row: Row) throws {
        let scopes: String = row[3] ?? ""
        self.init(
            id: try row.id(0), name: row[1],
            scopes: Set(scopes.split(separator: ",").compactMap { Scope(rawValue: String($0)) }),
            expiresAt: row.instant(2))
    }

    /// The client whose token has this hash, also when its time is over: what time it is the caller knows.
    static func find(tokenHash: String, _ db: Database) throws -> APIClient? {
        try db.first("SELECT \(columns) FROM api_client WHERE token_hash = ? AND revoked_at IS NULL", [tokenHash]) {
            try APIClient(row: $0)
        }
    }
}
