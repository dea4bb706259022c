import GRDB
import HTTP
import Storage
import Testing
import Vocabulary

@testable import Clinic

/// What stood before and after a change, and what is never repeated.
@Suite struct AuditChangeTests {
    /// A table that is built anew loses its triggers: whoever does that makes them again.
    @Test func whatIsUpdatedHasItsTrigger() throws {
        try TestClinic.open { clinic in
            for table in [
                "patient", "visit", "encounter", "complaint", "condition", "medication_request", "service_request",
                "charge", "staff", "staff_role", "staff_credential", "device", "api_client",
            ] {
                let count = try clinic.count(
                    "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = '\(table)' AND name LIKE 'audit_%'"
                )
                #expect(count > 0, "\(table)")
            }
        }
    }

    @Test func aTokenChangesNothingThatWasThere() throws {
        try TestClinic.open { clinic in
            let before = try clinic.changes().count
            _ = clinic.receive()
            try #expect(clinic.changes().count == before)
            try #expect(clinic.log().map(\.changes) == [0])
        }
    }

    @Test func aCorrectionSaysWhatChangedAndNoName() throws {
        try TestClinic.open { clinic in
            let visit = clinic.visit()
            clinic.register(visit, #"{"name":"Rahima Begum","sex":"female","complete":false}"#)
            clinic.register(visit, #"{"name":"Karima Begum","sex":"other","version":1}"#)
            let changes = try clinic.changes().filter { $0.hasPrefix("patient ") }
            #expect(changes.contains { $0.contains(#""version":1"#) && $0.contains(#""version":2"#) })
            #expect(changes.contains { $0.contains(#"{"sex":"female"}"#) && $0.contains(#""name_en":"changed""#) })
            let rows = try clinic.log("PUT /api/visits/:visit/registration")
            #expect(rows.count == 2)
            #expect(rows.last?.changes == 2)
            #expect(rows.last?.action == "U")
        }
    }

    @Test func aSignatureAndARevocationSayFromWhatToWhat() throws {
        try TestClinic.open { clinic in
            let visit = try clinic.sitsBeforeTheDoctor()
            let encounter = try clinic.begin(visit)
            clinic.write("conditions", #"{"code":"DX001"}"#, in: encounter)
            clinic.write("service-requests", #"{"code":"LAB-HB"}"#, in: encounter)
            #expect(clinic.sign(encounter).status == .ok)
            let changes = try clinic.changes()
            #expect(
                changes.contains { $0.hasPrefix("encounter") && $0.contains("in-progress") && $0.contains("finished") })
            #expect(changes.contains { $0 == #"order {"status":"draft"} > {"status":"active"}"# })
            try #expect(clinic.log("POST /api/encounters/:encounter/signature").first?.changes == 2)
        }
    }

    @Test func aRoleThatIsGrantedIsRecordedAndNoHashEver() throws {
        try TestClinic.open { clinic in
            let new = try NewStaff(userName: "farzana", name: Bilingual("F", "ফ"), roles: [.doctor], secret: "246813")
            let audit = clinic.app.audit
            try clinic.store.write { db in
                try audit.recording("aalo staff add", by: "root", at: TestClinic.morning, db) {
                    _ = try StaffRegister.add(new, at: TestClinic.morning, db)
                }
            }
            let row = try #require(try clinic.log("aalo staff add").first)
            #expect([row.agent, row.action] == ["program", "E"])
            #expect(row.changes == 2)
            let all = try clinic.changes().joined()
            #expect(all.contains(#"{"role":"doctor"}"#))
            #expect(all.contains(#""kind":"pin""#))
            #expect(!all.contains("scrypt"))
        }
    }

    @Test func nothingOfAPersonAndNoSecretIsInTheLog() throws {
        try TestClinic.open { clinic in
            let visit = clinic.visit()
            let number = #""nationalId":"1234567890","phone":"01711223344""#
            clinic.register(visit, #"{"name":"Rahima Begum","sex":"female","complete":false,\#(number)}"#)
            clinic.register(visit, #"{"name":"Rahima Khatun","sex":"female","phone":"01811223344","version":1}"#)
            clinic.send(.post, "/api/patients/search", json: #"{"q":"01711223344"}"#)
            clinic.send(.post, "/api/patients/search", json: #"{"q":"Khatun"}"#)
            clinic.send(.post, "/api/sessions", as: .nobody, json: #"{"userName":"doctor","secret":"97531864"}"#)
            clinic.send(.post, "/api/sessions", as: .nobody, json: #"{"userName":"97531864","secret":"1"}"#)
            _ = try clinic.log()
            let text = try clinic.store.write { db in
                try ["audit_event", "audit_change"].flatMap { table in
                    try GRDB.Row.fetchAll(db, sql: "SELECT * FROM \(table)").flatMap { row in
                        row.databaseValues.map { $0.description.lowercased() }
                    }
                }.joined(separator: "\n")
            }
            #expect(text.contains("patient"))
            for secret in [
                "rahima", "khatun", "01711223344", "01811223344", "1234567890", "97531864", "session-of", "test-key",
                "form-token",
            ] { #expect(!text.contains(secret), "\(secret)") }
        }
    }
}
