import GRDB
import Vocabulary

/// A program to be let in.
package struct NewClient: Sendable {
    /// The most days from the one on which it is made.
    package static let longest = 365

    package let name: String
    package let scopes: Set<Scope>
    /// The last day on which its token is good.
    package let lastDay: Day

    /// - Throws: `Problem.invalid` for a name of more than 60 characters or of none, without a scope, and for a day that
    ///   is past or more than a year away.
    package init(name: String, scopes: Set<Scope>, lastDay: Day, today: Day) throws {
        self.name = try NewDevice.checked(name)
        guard !scopes.isEmpty else { throw Problem.noScope }
        guard lastDay >= today, lastDay <= today.adding(days: Self.longest) else { throw Problem.badLastDay }
        (self.scopes, self.lastDay) = (scopes, lastDay)
    }
}

/// A client just made. The token is shown once; only its hash is kept.
package struct ClientToken: Sendable {
    package let client: APIClient
    package let token: String
}

/// The programs of others that may read here. `staff` is nil for the command line.
package enum ClientRegister {
    /// - Throws: `Problem.clientNameTaken`.
    package static func add(
        _ new: NewClient, by staff: ID<Staff>?, at instant: Instant, _ db: Database
    ) throws -> ClientToken {
        try refuseTaken(new.name, but: nil, db)
        let token = APIClient.newToken()
        let client = APIClient(
            id: .new(at: instant), name: new.name, scopes: new.scopes, expiresAt: new.lastDay.adding(days: 1).start)
        try db.run(
            """
            INSERT INTO api_client (id, name, token_hash, created_at, created_by, expires_at) VALUES (?, ?, ?, ?, ?, ?)
            """, [client.id, client.name, Secret.hash(token), instant, staff, client.expiresAt])
        for scope in new.scopes {
            try db.run("INSERT INTO api_client_scope (client_id, scope) VALUES (?, ?)", [client.id, scope.rawValue])
        }
        return ClientToken(client: client, token: token)
    }

    static func rename(_ asked: ClientChange, _ act: Act, _ db: Database) throws -> ClientRecord {
        let name = try NewDevice.checked(asked.name)
        guard try ClientRecord.find(asked.client, db).revokedAt == nil else { throw Problem.clientIsRevoked }
        try refuseTaken(name, but: asked.client, db)
        try db.run("UPDATE api_client SET name = ? WHERE id = ?", [name, asked.client])
        return try ClientRecord.find(asked.client, db)
    }

    /// From now on its token opens nothing. Revoking twice is revoking once.
    /// - Throws: `Problem.noSuchClient`.
    package static func revoke(
        _ id: ID<APIClient>, by staff: ID<Staff>?, at instant: Instant, _ db: Database
    ) throws -> ClientRecord {
        let record = try ClientRecord.find(id, db)
        guard record.revokedAt == nil else { return record }
        try db.run("UPDATE api_client SET revoked_at = ?, revoked_by = ? WHERE id = ?", [instant, staff, id])
        return try ClientRecord.find(id, db)
    }

    private static func refuseTaken(_ name: String, but id: ID<APIClient>?, _ db: Database) throws {
        let owner: ID<APIClient>? = try db.first(
            "SELECT id FROM api_client WHERE name = ? AND revoked_at IS NULL", [name]
        ) { try $0.id(0) }
        guard owner == nil || owner == id else { throw Problem.clientNameTaken }
    }
}

extension Problem {
    static let noScope = Problem.invalid([
        Field("scopes", Bilingual("Choose at least one thing to read", "অন্তত একটি বিষয় বেছে নিন"))
    ])
    static let badLastDay = Problem.invalid([
        Field(
            "lastDay",
            Bilingual("Choose a day from today to a year from now", "আজ থেকে এক বছরের মধ্যে একটি দিন দিন"))
    ])
    static let clientNameTaken = Problem(
        .conflict, "client-name-taken", Bilingual("Another program has this name", "অন্য একটি প্রোগ্রামের এই নাম আছে"),
        fields: [Field("name", Bilingual("Choose another name", "অন্য একটি নাম দিন"))])
    static let noSuchClient = Problem(
        .notFound, "no-such-client", Bilingual("There is no such program", "এমন কোনো প্রোগ্রাম নেই"))
    static let clientIsRevoked = Problem(
        .conflict, "client-is-revoked",
        Bilingual("This program was revoked. Add it anew.", "এই প্রোগ্রামটি বাতিল করা হয়েছে। নতুন করে যোগ করুন।"))
}
