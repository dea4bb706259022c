import GRDB
import HTTP
import Storage
import Vocabulary

enum SHRRoutes {
    static let callers = Callers.holding(.exchangeRecords)
    /// Who may see what is in it, as far as the patient is theirs: those who see to it that it is told, and those who
    /// wrote it.
    static let readers = Callers.holdingAll(.exchangeRecords, .readClinicalRecord).and(.holding(.practise))
    private static let rows = 200

    static func register(_ routes: inout Routes) {
        // It counts all that was ever told: too long for an event loop some years from now.
        routes.report(
            "/api/shr/outbox", by: callers.and(.clients(.reports)), about: .list,
            "What is told to the Shared Health Record, and how it stands"
        ) {
            (asked: OutboxFilter, act, db) in
            OK(
                OutboxList(
                    destinations: try OutboxSummary.all(act.site, db),
                    rows: try OutboxMessage.all(asked.state, limit: rows, db)))
        }
        routes.query(
            "/api/shr/outbox/:sequence", by: callers.and(.clients(.reports)), "One row and the attempts to send it"
        ) {
            (asked: OutboxQuery, act, db) in OK(try OutboxHistory.find(asked.sequence, act, db))
        }
        routes.command(.post, "/api/shr/outbox/:sequence/retry", by: callers, "Send it now, or again") {
            (asked: OutboxQuery, act, db) in OK(try Outbox.retry(asked.sequence, act, db))
        }
        routes.query(
            "/api/encounters/:encounter/bundle", by: readers,
            "What is told of a signed encounter: a FHIR transaction"
        ) { (asked: BundleQuery, act, db) in try bundle(asked, act, db) }
    }

    private static func bundle(_ asked: BundleQuery, _ act: Act, _ db: Database) throws -> EncodedBundle {
        let destination = act.site.configuration.destinations.first { $0.name == asked.destination }
        if asked.destination != nil, destination == nil { throw Problem.noSuchDestination }
        let record = try EncounterTransaction.shown(asked.encounter, for: destination, act, db)
        return EncodedBundle(bytes: try record.encoded())
    }
}

/// A FHIR resource as it goes over the wire.
struct EncodedBundle: Answer {
    let bytes: [UInt8]

    static var description: AnswerDescription { AnswerDescription(.ok, .fhirJSON, .anyObject) }

    func response(for act: Act) -> Response {
        .forPrograms(bytes, as: .fhirJSON)
    }
}

struct OutboxFilter: Input {
    let state: OutboxMessage.State?

    init?(_ fields: inout Fields) { state = fields.optional("state", .choice(OutboxMessage.State.self)) }
}

struct OutboxQuery: Input {
    let sequence: Int

    init?(_ fields: inout Fields) {
        // A path is text whatever its rule says; SQLite counts no further than this.
        guard let sequence = fields.required("sequence", Rule.integer(1...Int(Int64.max))) else { return nil }
        self.sequence = sequence
    }
}

struct BundleQuery: Input {
    let encounter: ID<Encounter>
    /// As this destination is told; without, as one that asks for nothing special.
    let destination: String?

    init?(_ fields: inout Fields) {
        let encounter = fields.required("encounter", Rule.id(of: Encounter.self))
        destination = fields.optional("destination", .text(longest: 40))
        guard let encounter else { return nil }
        self.encounter = encounter
    }
}

struct OutboxList: JSONObject {
    let destinations: [OutboxSummary]
    let rows: [OutboxMessage]

    static let properties: [Property<OutboxList>] = [
        .array("destinations") { $0.destinations },
        .array("rows") { $0.rows },
    ]
}

struct OutboxHistory: JSONObject {
    let row: OutboxMessage
    let attempts: [OutboxAttempt]

    static func find(_ sequence: Int, _ act: Act, _ db: Database) throws -> OutboxHistory {
        OutboxHistory(
            row: try OutboxMessage.find(sequence, act, db),
            attempts: try OutboxAttempt.all(of: sequence, limit: 100, db))
    }

    static let properties: [Property<OutboxHistory>] = [
        .object("row") { $0.row },
        .array("attempts") { $0.attempts },
    ]
}

extension OutboxMessage: JSONObject {
    package static let properties: [Property<OutboxMessage>] = [
        .integer("sequence") { $0.sequence },
        .string("destination") { $0.destination },
        .id("encounterId") { $0.encounter },
        .id("patientId") { $0.patient },
        .string("state", oneOf: State.allCases.map(\.rawValue)) { $0.state.rawValue },
        .integer("revision") { $0.revision },
        .integer("acceptedRevision") { $0.acceptedRevision },
        .instant("enqueuedAt") { $0.enqueuedAt },
        .instant("dueAt") { $0.dueAt },
        .optionalInstant("settledAt") { $0.settledAt },
        .integer("failures") { $0.failures },
        .optionalInteger("httpStatus") { $0.status },
        .optionalString("diagnostics") { $0.diagnostics },
    ]
}

extension OutboxAttempt: JSONObject {
    package static let properties: [Property<OutboxAttempt>] = [
        .instant("at") { $0.at },
        .integer("revision") { $0.revision },
        .string("outcome", oneOf: Reply.Outcome.allCases.map(\.rawValue)) { $0.outcome.rawValue },
        .optionalInteger("httpStatus") { $0.status },
        .optionalString("diagnostics") { $0.diagnostics },
    ]
}

extension OutboxSummary: JSONObject {
    package static let properties: [Property<OutboxSummary>] = [
        .string("name") { $0.destination },
        .integer("pending") { $0.pending },
        .integer("accepted") { $0.accepted },
        .integer("refused") { $0.refused },
        .optionalInstant("oldestPendingAt") { $0.oldestPending },
        .optionalInstant("lastReachedAt") { $0.lastReached },
        .boolean("isUnreachable") { $0.isUnreachable },
    ]
}

extension Problem {
    static let noSuchDestination = Problem(
        .notFound, "no-such-destination", Bilingual("There is no such destination", "এমন কোনো গন্তব্য নেই"))
}
