import GRDB
import HTTP
import Storage
import Synchronization
import Testing
import Vocabulary

@testable import Clinic

/// Most tables grow for years. What a statement reads of them may not: it looks for what it wants by an index.
@Suite struct QueryPlansTests {
    @Test func noStatementReadsAllOfATableThatGrows() throws {
        let shr = Destination(name: "shr", base: "http://127.0.0.1:1/fhir", authorization: .none)
        try TestClinic.open(destinations: [shr]) { clinic in
            let heard = Statements()
            try clinic.store.write { db in db.trace { heard.hear($0) } }
            let visit = try Self.passThroughTheClinic(clinic)
            try Self.readEverything(of: visit, clinic)
            let statements = heard.all
            #expect(statements.count > 80)
            try clinic.store.write { db in
                db.trace(options: [])
                for sql in statements {
                    for step in try Self.plan(sql, db) where Self.isBad(step, sql) { Issue.record("\(step)\n\(sql)") }
                }
            }
        }
    }

    /// From the door to the verified result and the paid bill.
    private static func passThroughTheClinic(_ clinic: TestClinic) throws -> String {
        let visit = try clinic.sitsBeforeTheDoctor()
        clinic.send(
            .post, "/api/visits/\(visit)/observations", as: .role(.paramedic), json: #"{"weight":60,"height":150}"#)
        let id = try clinic.begin(visit)
        clinic.write("conditions", #"{"code":"DX001"}"#, in: id)
        clinic.write("service-requests", #"{"code":"LAB-HB"}"#, in: id)
        #expect(clinic.sign(id).status == .ok)
        let order = clinic.encounter(id)["serviceRequests"]?.array?.first?["id"]?.string ?? ""
        clinic.record(order, "718-7", value: "9.5")
        #expect(clinic.verify(order).status == .ok)
        let bill = clinic.send(
            .post, "/api/visits/\(visit)/invoices", as: .role(.cashier), json: #"{"tendered":100000}"#)
        #expect(bill.status == .created, "\(bill.text)")
        return visit
    }

    /// What the pages and the worker read, on the connection that is listened to.
    private static func readEverything(of visit: String, _ clinic: TestClinic) throws {
        let visit = try #require(ID<Visit>(visit))
        let act = Act(actor: .nobody, at: clinic.clock.now, language: .bangla, site: clinic.app.site)
        try clinic.store.write { db in
            let token = try Tokens.find(of: visit, act, db)
            let patient = try #require(token.patient)
            _ = try Tokens.today(TokenFilter(limit: 8), act, db)
            _ = try Tokens.find(serial: 1, act, db)
            _ = try PatientRecords.find(patient.id, act, db)
            _ = try ScreeningSheet(token, patient, act, db)
            _ = try ConsultationPage(of: visit, act, db)
            _ = try Orders.workList(nil, act, db)
            _ = try Orders.all(of: visit, act, db)
            _ = try Results.current(of: patient.id, db)
            _ = try Charges.open(of: visit, db)
            _ = try Invoices.all(of: visit, db)
            try DayReport.tokens(act.day).write(db, DocumentOutput(PieceHandOver()) {})
            let encounter = try #require(try Encounters.lastFinished(visit, db))
            _ = try EncounterTransaction.complete(encounter.id, for: nil, act.site, db)
        }
    }

    private static func plan(_ sql: String, _ db: Database) throws -> [String] {
        let statement = try db.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
        statement.setUncheckedArguments(GRDB.StatementArguments())
        return try GRDB.Row.fetchAll(statement).map { $0["detail"] }
    }

    /// Few rows for ever: who works here, what stands on the wall, how many wait in each line of each day.
    private static let small = ["staff", "staff_role", "device", "line"]
    /// Indexes that hold only what is still to be done.
    private static let ofWhatIsOpen = ["service_request_worklist", "queue_entry_line", "queue_entry_active"]

    private static func isBad(_ step: String, _ sql: String) -> Bool {
        if let scan = step.wholeMatch(of: /SCAN (\w+).*/), scan.1 != "CONSTANT" {
            return !small.contains(String(scan.1)) && !ofWhatIsOpen.contains { step.contains($0) }
        }
        // Of the index of amendments the NULLs are all that was ever written first.
        guard let search = step.wholeMatch(of: /SEARCH (\w+) USING .*\(amends=\?\).*/) else { return false }
        return sql.contains("\(search.1).amends IS NULL")
    }
}

/// What was asked of a connection.
private final class Statements: Sendable {
    private let heard = Mutex<Set<String>>([])

    var all: [String] { heard.withLock { $0.sorted() } }

    func hear(_ event: Database.TraceEvent) {
        guard case .statement(let statement) = event else { return }
        let sql = statement.sql
        // Triggers are heard as comments.
        let isAsked = ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH"].contains { sql.hasPrefix($0) }
        if isAsked { heard.withLock { _ = $0.insert(sql) } }
    }
}
