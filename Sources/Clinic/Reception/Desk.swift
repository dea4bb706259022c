import GRDB
import Vocabulary

/// What the front desk does with tokens. Each function runs inside the caller's transaction.
enum Desk {
    /// Gives a token: opens the visit, takes the next number, enters the first line, and notes what the slip promises.
    static func issue(_ asked: TokenRequest, _ act: Act, _ db: Database) throws -> ID<Token> {
        guard let service = act.site.configuration.service(asked.service) else { throw Problem.unknownService(act) }
        let patient = try patient(asked.patient, asked.identity, act, db)
        let visit = try Visits.open(
            Visit(service: service, complaint: asked.complaint, priority: asked.priority, patient: patient), act, db)
        let token = try Tokens.number(visit, act, db)
        let stage = service.path[0]
        let estimate = try Queue.estimate(stage, before: Queue.rank(asked.priority, at: act.at), act, db)
        try Queue.enter(token, stage, asked.priority, act, db)
        try print(token.id, copy: 1, estimate, act, db)
        return token.id
    }

    /// Prints the slip again, marked as a reprint, with what is true of the line now.
    static func reprint(_ asked: TokenQuery, _ act: Act, _ db: Database) throws -> Token {
        let token = try Tokens.open(asked.token, act, db)
        var estimate = Estimate(peopleAhead: 0, minutes: 0)
        if let entry = token.entry, token.state == .waiting, let stage = token.stage {
            estimate = try Queue.estimate(stage, before: try Queue.find(entry, db).rankAt, act, db)
            estimate = Estimate(peopleAhead: max(0, estimate.peopleAhead - 1), minutes: estimate.minutes)
        }
        try print(token.id, copy: token.copies + 1, estimate, act, db)
        return try Tokens.find(token.id, act, db)
    }

    static func attach(_ asked: AttachRequest, _ act: Act, _ db: Database) throws -> Token {
        let token = try Tokens.open(asked.token, act, db)
        if let patient = try patient(asked.patient, asked.identity, act, db) {
            try Visits.attach(patient, to: token.visit, db)
        }
        return try Tokens.find(token.id, act, db)
    }

    /// The token was a mistake. Its number stays used; the reason is kept.
    static func void(_ asked: VoidRequest, _ act: Act, _ db: Database) throws -> Token {
        let token = try Tokens.open(asked.token, act, db)
        try Queue.void(token.id, asked.reason, act, db)
        try Visits.void(token.visit, asked.reason, act, db)
        return try Tokens.find(token.id, act, db)
    }

    private static func patient(
        _ known: ID<Patient>?, _ new: PatientIdentity?, _ act: Act, _ db: Database
    ) throws -> ID<Patient>? {
        if let known { return try Patients.find(known, act, db).id }
        return try new.map { try Patients.add($0, act, db) }
    }

    private static func print(
        _ token: ID<Token>, copy: Int, _ estimate: Estimate, _ act: Act, _ db: Database
    ) throws {
        try db.run(
            """
            INSERT INTO slip (token_id, copy, people_ahead, wait_minutes, printed_at, printed_by)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [token, copy, estimate.peopleAhead, estimate.minutes, act.at, try act.staff()])
    }
}

extension Problem {
    static func unknownService(_ act: Act) -> Problem {
        let list = act.site.configuration.services.map(\.code).joined(separator: ", ")
        return .invalid([Field("service", Bilingual("Choose one of: \(list)", "এগুলোর একটি বেছে নিন: \(list)"))])
    }
}
