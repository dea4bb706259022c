import GRDB
import Vocabulary

/// What somebody types in the second step: the code that the phone shows, or a recovery code.
enum SecondFactorCode: Sendable {
    case phone(String)
    case recovery(StaffRecoveryCode)
    /// Neither: as wrong as any other.
    case unreadable

    static let field = "code"
    static let recoveryField = "recoveryCode"

    /// One of the two fields is needed.
    static func read(_ fields: inout Fields) -> SecondFactorCode? {
        let code = fields.optional(field, Rule.secret(longest: 40))
        let recovery = fields.optional(recoveryField, Rule.secret(longest: 60))
        if let recovery {
            guard let code = StaffRecoveryCode(recovery) else { return .unreadable }
            return .recovery(code)
        }
        guard let code else {
            fields.refuse(field, Bilingual("Type the code that the phone shows", "ফোনে যে কোড দেখাচ্ছে সেটি লিখুন"))
            return nil
        }
        guard let digits = Digits.number(code) else { return .unreadable }
        return .phone(digits)
    }
}

/// A code that was found right. It is used up where it lets something happen.
struct ProvenCode: Sendable {
    fileprivate enum Place: Sendable {
        case step(Int)
        case recovery(StaffRecoveryCode)
    }

    let factor: ID<SecondFactor>
    fileprivate let place: Place

    var isRecovery: Bool {
        if case .recovery = place { true } else { false }
    }
}

extension SecondFactorCode {
    /// Slow only to who guesses: wrong codes count with wrong secrets.
    /// - Throws: 422, written down as a failure; 429 for who has to wait; 409 for who has no second step.
    func prove(of staff: Staff, _ act: Act, _ db: Database) throws -> ProvenCode {
        try SignIn.heed(staff.userName, act, field: Self.field)
        let factor = try SecondFactor.inUse(by: staff.id, db)
        switch self {
        case .phone(let code):
            guard let step = try factor.totp.step(of: code, at: act.at) else { break }
            guard step > factor.lastStep else { throw Self.replayed(factor, staff, act) }
            return ProvenCode(factor: factor.id, place: .step(step))
        case .recovery(let code):
            guard try code.isGood(for: factor.id, db) else { break }
            return ProvenCode(factor: factor.id, place: .recovery(code))
        case .unreadable: break
        }
        throw SignIn.failure(of: staff.userName, act, as: .wrongCode)
    }

    /// Somebody has seen a code that was used, or taps twice: its owner is told on their page.
    private static func replayed(_ factor: SecondFactor, _ staff: Staff, _ act: Act) -> RecordedRefusal {
        let failure = SignIn.failure(of: staff.userName, act, as: .codeUsed)
        return RecordedRefusal { act, db in
            try db.run(
                "UPDATE staff_totp SET replayed_at = ? WHERE id = ? AND ended_at IS NULL", [act.at, factor.id])
            return try failure.record(act, db)
        }
    }
}

extension ProvenCode {
    /// - Throws: 422 when somebody else used it meanwhile.
    func use(at instant: Instant, _ db: Database) throws {
        let isGood =
            switch place {
            case .step(let step): try take(step, db)
            case .recovery(let code): try code.use(for: factor, at: instant, db)
            }
        guard isGood else { throw Problem.codeUsed }
    }

    private func take(_ step: Int, _ db: Database) throws -> Bool {
        try db.run(
            "UPDATE staff_totp SET last_step = ?1 WHERE id = ?2 AND last_step < ?1 AND ended_at IS NULL",
            [step, factor])
        return db.changesCount == 1
    }
}

extension Problem {
    static let wrongCode = Problem(
        .invalid, "wrong-code", Bilingual("The code is not right", "কোডটি ঠিক নয়"),
        fields: [
            Field(
                SecondFactorCode.field,
                Bilingual("Type the code that the phone shows now", "ফোনে এখন যে কোড দেখাচ্ছে সেটি লিখুন"))
        ])
    static let codeUsed = Problem(
        .invalid, "code-used", Bilingual("This code was used already", "এই কোডটি আগে ব্যবহার হয়েছে"),
        fields: [
            Field(
                SecondFactorCode.field,
                Bilingual("Wait for the next code, which comes within half a minute", "আধা মিনিটের মধ্যে নতুন কোড আসবে, সেটি লিখুন"))
        ])
}
