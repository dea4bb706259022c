import GRDB
import Vocabulary

/// What the clinic knows of somebody's second step at sign-in.
struct SecondFactor: Sendable {
    /// How long a key that no code has confirmed may wait for it, in seconds.
    static let patience = 1_800

    let id: ID<SecondFactor>
    let totp: TOTP
    let begunAt: Instant
    /// Nil as long as no code has shown that the phone has the key.
    let confirmedAt: Instant?
    let lastStep: Int
    /// When a code came a second time.
    let replayedAt: Instant?
    let codesLeft: Int

    func isPending(at instant: Instant) -> Bool {
        confirmedAt == nil && instant.seconds(since: begunAt) < Self.patience
    }
}

extension SecondFactor {
    /// The one in use, or the one that waits for its first code.
    static func find(of staff: ID<Staff>, _ db: Database) throws -> SecondFactor? {
        try db.first(
            """
            SELECT id, opened_bytes(secret, 'staff_totp.secret', id), begun_at, confirmed_at, coalesce(last_step, 0),
                replayed_at, (SELECT count(*) FROM staff_recovery_code WHERE totp_id = staff_totp.id AND used_at IS NULL)
            FROM staff_totp WHERE staff_id = ? AND ended_at IS NULL
            """, [staff]
        ) {
            SecondFactor(
                id: try $0.id(0), totp: TOTP(key: $0[1]), begunAt: $0.instant(2), confirmedAt: $0.optionalInstant(3),
                lastStep: $0[4], replayedAt: $0.optionalInstant(5), codesLeft: $0[6])
        }
    }

    static func inUse(by staff: ID<Staff>, _ db: Database) throws -> SecondFactor {
        guard let factor = try find(of: staff, db), factor.confirmedAt != nil else { throw Problem.noSecondFactor }
        return factor
    }

    static func waiting(of staff: ID<Staff>, at instant: Instant, _ db: Database) throws -> SecondFactor {
        guard let factor = try find(of: staff, db), factor.isPending(at: instant) else {
            throw Problem.noSecondFactorBegun
        }
        return factor
    }
}

extension Problem {
    static let noSecondFactor = Problem(
        .conflict, "no-second-factor", Bilingual("There is no second step at sign-in", "সাইন ইনের দ্বিতীয় ধাপ চালু নেই"))
    static let noSecondFactorBegun = Problem(
        .conflict, "no-second-factor-begun",
        Bilingual("This took too long. Begin again.", "অনেক সময় পেরিয়ে গেছে। আবার শুরু করুন।"))
    static let hasSecondFactor = Problem(
        .conflict, "has-second-factor",
        Bilingual("The second step is set up already", "দ্বিতীয় ধাপ আগে থেকেই চালু আছে"))
    static let ownSecondFactor = Problem(
        .conflict, "own-second-factor",
        Bilingual(
            "Take your own off on your account page, with your password and a code",
            "নিজেরটি নিজের অ্যাকাউন্টের পাতায় পাসওয়ার্ড ও কোড দিয়ে বন্ধ করুন"))
    static let setUpSecondFactorFirst = Problem(
        .forbidden, "set-up-second-factor-first",
        Bilingual("Set up the second step at sign-in first", "আগে সাইন ইনের দ্বিতীয় ধাপ চালু করুন"))
}
