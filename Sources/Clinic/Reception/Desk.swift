import GRDB
import Vocabulary

/// What the front desk does with tokens. Each function runs inside the caller's transaction.
enum Desk {
    /// Gives a token: opens the visit, takes the next number with what its slip promises, and enters the first line.
    static func issue(_ asked: TokenRequest, _ act: Act, _ db: Database) throws -> Token {
        guard let service = act.site.configuration.service(asked.service) else { throw Problem.unknownService(act) }
        let patient = try patient(asked.patient, asked.identity, act, db)
        let visit = Visit(
            service: service, complaint: asked.complaint, priority: asked.priority, patient: patient?.id)
        let visitID = try Visits.open(visit, act, db)
        let stage = service.path[0]
        let promise = try Queue.estimate(stage, before: Queue.rank(asked.priority, at: act.at), act, db)
        let token = try Tokens.number(visitID, promise, act, db)
        let entry = try Queue.enter(token, stage, asked.priority, act, db)
        return Token(
            id: token.id, visit: visitID, day: token.day, serial: token.serial, issuedAt: act.at,
            service: service.code, priority: visit.priority, complaint: visit.complaint, standing: .open,
            voidReason: nil, patient: patient, stage: stage, state: .waiting, room: nil, entry: entry,
            entryVersion: 1, copies: 1, peopleAhead: promise.peopleAhead, waitMinutes: promise.minutes)
    }

    /// Prints the slip again, marked as a reprint, with what is true of the line now.
    static func reprint(_ asked: TokenQuery, _ act: Act, _ db: Database) throws -> Token {
        let token = try Tokens.open(asked.token, act, db)
        let promise = try promise(to: token, act, db)
        try db.run(
            """
            INSERT INTO reprint (token_id, copy, people_ahead, wait_minutes, printed_at, printed_by)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [token.id, token.copies + 1, promise.peopleAhead, promise.minutes, act.at, try act.staff()])
        return try Tokens.find(token.id, act, db)
    }

    /// What can be promised now to somebody who is in line already, and counts as one of those.
    private static func promise(to token: Token, _ act: Act, _ db: Database) throws -> Promise {
        guard let entry = token.entry, token.state == .waiting, let stage = token.stage else {
            return Promise(peopleAhead: 0, minutes: 0)
        }
        let promise = try Queue.estimate(stage, before: try Queue.find(entry, db).rankAt, act, db)
        return Promise(peopleAhead: max(0, promise.peopleAhead - 1), minutes: promise.minutes)
    }

    /// Says whose a token is that had no name. What registration has said since is not replaced here.
    /// - Throws: 404; 409 when the token is closed or somebody else's.
    static func attach(_ asked: AttachRequest, _ act: Act, _ db: Database) throws -> Token {
        let token = try Tokens.open(asked.token, act, db)
        if let owner = token.patient, owner.id != asked.patient { throw Problem.tokenHasOwner(owner) }
        if let patient = try patient(asked.patient, asked.identity, act, db) {
            try Visits.attach(patient.id, to: token.visit, db)
        }
        return try Tokens.find(token.id, act, db)
    }

    /// The token was a mistake. Its number stays used; the reason is kept; what stands on its account is cancelled.
    /// - Throws: 404; 409 when the token is closed, or when something was done in the visit: then it was no mistake.
    static func void(_ asked: VoidRequest, _ act: Act, _ db: Database) throws -> Token {
        let token = try Tokens.open(asked.token, act, db)
        guard try !isUsed(token.visit, db) else { throw Problem.tokenIsUsed }
        try Charges.cancelAll(of: token.visit, asked.reason, act, db)
        try Queue.void(token.id, asked.reason, act, db)
        try Visits.void(token.visit, asked.reason, act, db)
        return try Tokens.find(token.id, act, db)
    }

    /// Whether something was measured, seen, asked for or paid.
    private static func isUsed(_ visit: ID<Visit>, _ db: Database) throws -> Bool {
        try ["observation_set", "encounter", "service_request", "invoice"].contains { table in
            try db.first("SELECT 1 FROM \(table) WHERE visit_id = ? LIMIT 1", [visit]) { _ in true } != nil
        }
    }

    private static func patient(
        _ known: ID<Patient>?, _ new: PatientIdentity?, _ act: Act, _ db: Database
    ) throws -> Patient? {
        if let known { return try Patients.find(known, act, db) }
        return try new.map { try Patients.add($0, act, db) }
    }
}

extension Problem {
    static let tokenIsUsed = Problem(
        .conflict, "token-is-used",
        Bilingual(
            "Something was done in this visit already, so its token was no mistake. Finish the visit instead.",
            "এই টোকেনে সেবা দেওয়া শুরু হয়েছে, তাই এটি আর বাতিল করা যাবে না। সাক্ষাৎটি শেষ করুন।"))

    static func tokenHasOwner(_ owner: Patient) -> Problem {
        Problem(
            .conflict, "token-has-owner",
            Bilingual(
                "This token is \(owner.name(.english))'s. If that is wrong, registration can change it.",
                "এই টোকেনটি \(owner.name(.bangla)) এর। ভুল হলে নিবন্ধন ডেস্কে ঠিক করা যাবে।"),
            members: ["patientId": .text(owner.id.description)])
    }

    static func unknownService(_ act: Act) -> Problem {
        let list = act.site.configuration.services.map(\.code).joined(separator: ", ")
        return .invalid([Field("service", Bilingual("Choose one of: \(list)", "এগুলোর একটি বেছে নিন: \(list)"))])
    }
}
