import GRDB
import Vocabulary

/// Serial tokens. Each function runs inside the caller's transaction.
enum Tokens {
    /// The next number of the day: gapless, because it is decided in the transaction that writes it and there is one
    /// writer; never reused, because tokens are never deleted.
    static func number(
        _ visit: ID<Visit>, _ promise: Promise, _ act: Act, _ db: Database
    ) throws -> NumberedToken {
        let id = ID<Token>.new(at: act.at)
        let last = try db.first("SELECT max(serial) FROM token WHERE day = ?", [act.day]) { $0[0] as Int? }
        let serial = ((last ?? nil) ?? 0) + 1
        try db.run(
            """
            INSERT INTO token (id, visit_id, day, serial, people_ahead, wait_minutes, issued_at, issued_by)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [id, visit, act.day, serial, promise.peopleAhead, promise.minutes, act.at, try act.staff()])
        return NumberedToken(id: id, visit: visit, day: act.day, serial: serial)
    }

    /// - Throws: 404 when there is no such token.
    static func find(_ id: ID<Token>, _ act: Act, _ db: Database) throws -> Token {
        let found = try db.first(Token.select + " WHERE token.id = ?", [id]) { try Token(row: $0, on: act.day) }
        guard let found else { throw Problem.noSuchToken }
        return found
    }

    /// A token whose day is today and which is neither left nor void.
    /// - Throws: 404, or 409 with what became of it.
    static func open(_ id: ID<Token>, _ act: Act, _ db: Database) throws -> Token {
        try stillOpen(try find(id, act, db), act)
    }

    /// The token of a visit that goes on today.
    /// - Throws: as `open`.
    static func open(of visit: ID<Visit>, _ act: Act, _ db: Database) throws -> Token {
        try stillOpen(try find(of: visit, act, db), act)
    }

    private static func stillOpen(_ token: Token, _ act: Act) throws -> Token {
        guard token.isOpen(act) else { throw Problem.tokenIsOver(token, act) }
        return token
    }

    /// The token of a visit.
    /// - Throws: 404 when there is no such visit.
    static func find(of visit: ID<Visit>, _ act: Act, _ db: Database) throws -> Token {
        let found = try db.first(Token.select + " WHERE token.visit_id = ?", [visit]) {
            try Token(row: $0, on: act.day)
        }
        guard let found else { throw Problem.noSuchVisit }
        return found
    }

    static func find(serial: Int, _ act: Act, _ db: Database) throws -> Token? {
        try db.first(Token.select + " WHERE token.day = ? AND token.serial = ?", [act.day, serial]) {
            try Token(row: $0, on: act.day)
        }
    }

    /// Today's tokens, the latest first, as much of them as is for who asks. Nobody finds by what they are not shown.
    static func today(_ filter: TokenFilter, _ act: Act, _ db: Database) throws -> [Token] {
        let (text, view) = (Patients.fold(filter.text ?? ""), TokenView(act.actor, isToday: true))
        let found = try db.list(
            Token.select + """
                 WHERE token.day = ?1
                AND (?2 IS NULL OR coalesce(visit_closure.kind, 'open') = ?2)
                AND (?3 = '' OR token.serial = ?4 OR ?6 AND instr(patient.search, ?3) > 0
                    OR \(SealedNumbers.phoneEnds(in: "?5")))
                ORDER BY token.serial DESC LIMIT ?7
                """,
            [
                act.day, filter.standing?.rawValue, text, Int(Digits.toASCII(text)),
                view.hasPhone ? Phone(text)?.description : nil, view.hasPatient, filter.limit,
            ]
        ) { try Token(row: $0, on: act.day).shown(as: view) }
        // The last tokens stand beside whom one looks for; nobody looked for them.
        if filter.text != nil { act.shows(found.compactMap(\.patient)) }
        return found
    }
}

/// What a slip promises: how many stand before, and about how long that takes.
package struct Promise: Sendable {
    /// Beyond this nobody counts: "more than 100".
    package static let countingLimit = 100

    package let peopleAhead: Int
    package let minutes: Int
}

/// What of a token never changes: its visit, its day and its number on that day.
struct NumberedToken: Sendable {
    let id: ID<Token>
    let visit: ID<Visit>
    let day: Day
    let serial: Int
}

/// Which of today's tokens are wanted.
struct TokenFilter: Input {
    var standing: Token.Standing?
    var text: String?
    var limit = 100_000

    init(limit: Int) { self.limit = limit }

    init?(_ fields: inout Fields) { standing = fields.optional("state", Rule.choice(Token.Standing.self)) }
}

/// The same with a number, a phone or a part of a name, which may not stand in a URL.
struct TokenSearch: Input {
    let filter: TokenFilter

    init?(_ fields: inout Fields) {
        guard var filter = TokenFilter(&fields) else { return nil }
        filter.text = fields.optional("q", Rule.text(longest: 100))
        self.filter = filter
    }
}

extension Problem {
    static let noSuchToken = Problem(
        .notFound, "no-such-token", Bilingual("There is no such token", "এমন কোনো টোকেন নেই"))

    /// Why nothing can be done with a token that is not open.
    static func tokenIsOver(_ token: Token, _ act: Act) -> Problem {
        token.day == act.day ? tokenIsClosed(token) : tokenOfAnotherDay(token)
    }

    private static func tokenOfAnotherDay(_ token: Token) -> Problem {
        Problem(
            .conflict, "token-of-another-day",
            Bilingual("This token is of another day", "এই টোকেনটি অন্য দিনের"),
            members: ["day": .text(token.day.description), "serial": .number(token.serial)])
    }

    static func tokenIsClosed(_ token: Token) -> Problem {
        let title =
            token.standing == .voided
            ? Bilingual("This token is void", "এই টোকেনটি বাতিল")
            : Bilingual("This visit is finished", "এই সাক্ষাৎ শেষ হয়েছে")
        return Problem(
            .conflict, "token-closed", title,
            members: ["state": .text(token.standing.rawValue), "serial": .number(token.serial)])
    }
}
