import GRDB
import Vocabulary

/// What lets somebody in once who has lost the phone: sixteen characters of Crockford's base 32 (80 bits).
struct StaffRecoveryCode: Sendable {
    /// How many are made at a time.
    static let count = 10
    private static let length = 16

    /// Without its hyphens.
    let text: String

    private init(text: String) { self.text = text }

    /// As it was typed. Nil for everything that is no code.
    init?(_ typed: String) {
        guard let text = Crockford.read(typed, length: Self.length) else { return nil }
        self.text = text
    }

    /// "7K3M-Q9TX-04BV-YHE2".
    var shown: String { Crockford.groups(of: text, by: 4) }
}

extension StaffRecoveryCode {
    private static let hash = "blind_index(?2, 'staff_recovery_code.' || ?1)"

    /// New ones in the place of those that are left.
    static func make(for factor: ID<SecondFactor>, at instant: Instant, _ db: Database) throws -> [StaffRecoveryCode] {
        try db.run("DELETE FROM staff_recovery_code WHERE totp_id = ? AND used_at IS NULL", [factor])
        return try (0..<count).map { _ in
            let code = StaffRecoveryCode(text: Crockford.random(length))
            try db.run(
                "INSERT INTO staff_recovery_code (totp_id, code_hash, made_at) VALUES (?1, \(hash), ?3)",
                [factor, code.text, instant])
            return code
        }
    }

    func isGood(for factor: ID<SecondFactor>, _ db: Database) throws -> Bool {
        try db.first(
            "SELECT 1 FROM staff_recovery_code WHERE totp_id = ?1 AND code_hash = \(Self.hash) AND used_at IS NULL",
            [factor, text]
        ) { _ in true } ?? false
    }

    /// - Returns: false when it was used meanwhile.
    func use(for factor: ID<SecondFactor>, at instant: Instant, _ db: Database) throws -> Bool {
        try db.run(
            """
            UPDATE staff_recovery_code SET used_at = ?3
            WHERE totp_id = ?1 AND code_hash = \(Self.hash) AND used_at IS NULL
            """, [factor, text, instant])
        return db.changesCount == 1
    }
}
