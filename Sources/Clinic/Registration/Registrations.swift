import GRDB
import Vocabulary

/// What the registration counter does. Each function runs inside the caller's transaction.
enum Registrations {
    /// Writes down who the holder of a visit's token is: someone new, or whoever is attached, corrected.
    /// - Throws: 404; 409 when the visit is closed, when somebody else was quicker, or when a number is another
    ///   patient's; 422 for what cannot be.
    static func register(_ asked: RegistrationRequest, _ act: Act, _ db: Database) throws -> Registration {
        let token = try Tokens.open(of: asked.visit, act, db)
        let known = try token.patient.map { try PatientRecords.find($0.id, act, db) }
        try check(asked, known)
        let record =
            if let known { try PatientRecords.correct(known, asked.details, act, db) } else {
                try add(asked, act, db)
            }
        if RegistrationFee.isDue(from: known), let rate = act.site.catalogue.rates[RegistrationFee.code] {
            try Charges.propose(rate, for: .registration(record.patient.id), of: asked.visit, act, db)
        }
        return Registration(record: record, moved: try move(asked.visit, asked.isComplete, act, db))
    }

    /// Says that the holder of a visit's token is somebody known. A mistake is mended the same way, as long as nothing
    /// was written about the wrong person.
    /// - Throws: 404; 409 when the visit is closed, or when something was.
    static func attach(_ asked: KnownRequest, _ act: Act, _ db: Database) throws -> Registration {
        let token = try Tokens.open(of: asked.visit, act, db)
        let record = try PatientRecords.find(asked.patient, act, db)
        if let former = token.patient?.id, former != asked.patient {
            let reason = RegistrationText.someoneElsesVisit[act.language]
            try Charges.cancel(.registration(former), of: asked.visit, reason, act, db)
        }
        try Visits.attach(asked.patient, to: asked.visit, db)
        return Registration(record: record, moved: try move(asked.visit, asked.isComplete, act, db))
    }

    private static func add(_ asked: RegistrationRequest, _ act: Act, _ db: Database) throws -> PatientRecord {
        let record = try PatientRecords.add(asked.details, act, db)
        try Visits.attach(record.patient.id, to: asked.visit, db)
        return record
    }

    /// Nobody overwrites what they have not seen.
    private static func check(_ asked: RegistrationRequest, _ known: PatientRecord?) throws {
        guard let known else {
            if asked.version != nil || asked.seen != nil { throw Problem.nobodyAttached }
            return
        }
        if let seen = asked.seen, seen != known.patient.id { throw Problem.patientReplaced(known) }
        guard asked.version == known.version else { throw Problem.patientChanged(known) }
    }

    private static func move(
        _ visit: ID<Visit>, _ isComplete: Bool, _ act: Act, _ db: Database
    ) throws -> Moved? {
        isComplete ? try Queue.complete(.registration, of: visit, act, db) : nil
    }
}

/// Who it is now, and where the token went.
struct Registration {
    let record: PatientRecord
    let moved: Moved?
}

/// What a registration costs.
enum RegistrationFee {
    static let code = "REG-NEW"

    /// The fee is for the card of someone new. Someone new is whom nobody knew, or whom reception wrote down in a
    /// hurry and registration sees for the first time; never someone who has a card. Whether it was charged before,
    /// the account knows.
    static func isDue(from known: PatientRecord?) -> Bool {
        guard let known else { return true }
        return known.patient.cardNumber == nil && known.version == 1
    }
}

extension Problem {
    static let nobodyAttached = Problem(
        .conflict, "nobody-attached",
        Bilingual("Nobody is attached to this visit any more", "এই সাক্ষাতে এখন আর কোনো রোগী যুক্ত নেই"))

    static let patientChangedSlug = "patient-changed"

    static func patientChanged(_ known: PatientRecord) -> Problem {
        changed(
            known,
            Bilingual(
                "Another desk has saved \(known.patient.name(.english)) meanwhile",
                "এর মধ্যে অন্য ডেস্ক থেকে \(known.patient.name(.bangla)) এর তথ্য সংরক্ষণ হয়েছে"))
    }

    static func patientReplaced(_ known: PatientRecord) -> Problem {
        changed(
            known,
            Bilingual(
                "This token is \(known.patient.name(.english))'s now; what you typed was about somebody else",
                "এই টোকেন এখন \(known.patient.name(.bangla)) এর; আপনি অন্য একজনের তথ্য লিখছিলেন"))
    }

    private static func changed(_ known: PatientRecord, _ title: Bilingual) -> Problem {
        Problem(
            .conflict, patientChangedSlug, title,
            members: [
                "patientId": .text(known.patient.id.description), "version": .number(known.version),
                "name": .text(known.patient.name(.bangla)),
            ])
    }
}
