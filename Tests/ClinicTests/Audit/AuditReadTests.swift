import GRDB
import HTTP
import Storage
import Testing
import Vocabulary

@testable import Clinic

/// Who looked is recorded (L45).
@Suite struct AuditReadTests {
    @Test func aLookAtOnePatientIsRecordedByWhateverPathItWent() throws {
        try TestClinic.open { clinic in
            let visit = clinic.receive()
            let paths: [(String, Role, String)] = [
                ("/api/patients/\(visit.patient)", .doctor, "patient"),
                ("/api/tokens/\(visit.token)", .doctor, "token"),
                ("/api/visits/\(visit.id)/observations", .paramedic, "visit"),
                ("/screening/visits/\(visit.id)", .paramedic, "visit"),
                ("/registration/visits/\(visit.id)", .receptionist, "visit"),
                ("/reception?patient=\(visit.patient)", .receptionist, "patient"),
            ]
            for (path, role, entity) in paths {
                #expect(clinic.send(.get, path, as: .role(role)).status == .ok, "\(path)")
                let row = try #require(try clinic.log().last, "\(path)")
                #expect([row.action, row.patient, row.entity] == ["R", visit.patient, entity], "\(path)")
                let staff = try clinic.staffID(role.rawValue)
                #expect(row.agentID == staff)
            }
        }
    }

    @Test func everyKindOfThingLeadsToItsPatient() throws {
        try TestClinic.open { clinic in
            let (encounter, visit) = try clinic.consult()
            let patient = try #require(clinic.encounter(encounter)["patientId"]?.string)
            clinic.send(
                .post, "/api/visits/\(visit)/observations", as: .role(.paramedic), json: #"{"weight":60}"#)
            let invoice = clinic.send(
                .post, "/api/visits/\(visit)/invoices", as: .role(.cashier), json: #"{"tendered":100000}"#
            ).json["id"]?.string
            clinic.send(.get, "/api/encounters/\(encounter)", as: .role(.doctor))
            clinic.send(.get, "/api/invoices/\(invoice ?? "")", as: .role(.cashier))
            for kind in ["encounter", "visit", "invoice", "entry"] {
                let rows = try clinic.log().filter { $0.entity == kind }
                #expect(!rows.isEmpty, "\(kind)")
                #expect(rows.allSatisfy { $0.patient == patient }, "\(kind)")
            }
        }
    }

    /// A clock that strikes in the middle makes it a few.
    @Test func theSameLookAgainBeforeItIsWrittenIsOneLook() throws {
        try TestClinic.open { clinic in
            let path = "/api/patients/\(clinic.receive().patient)"
            for _ in 0..<100 { clinic.send(.get, path) }
            clinic.send(.get, path, as: .role(.doctor))
            let rows = try clinic.log("GET /api/patients/:patient")
            #expect(Set(rows.map(\.agentID)).count == 2)
            #expect(rows.count < 20)
            clinic.send(.get, path)
            try #expect(clinic.log("GET /api/patients/:patient").count == rows.count + 1)
        }
    }

    @Test func aBoardIsRecordedOnceForEachPersonAndMinute() throws {
        try TestClinic.open { clinic in
            for _ in 0..<3 {
                for role in [Role.doctor, .receptionist] {
                    for _ in 0..<20 { clinic.send(.get, "/api/queues/consultation", as: .role(role)) }
                }
                _ = try clinic.log()
                clinic.clock.advance(seconds: 60)
            }
            let rows = try clinic.log("GET /api/queues/:stage")
            #expect(rows.count == 6)
            #expect(rows.allSatisfy { $0.patient == nil && $0.action == "R" })
        }
    }

    @Test func aSearchIsRecordedByWhomItShowedAndNotByWhatWasTyped() throws {
        try TestClinic.open { clinic in
            let patients = (1...3).map { clinic.receive(#""name":"Rahima \#($0)","sex":"female","age":30"#).patient }
            clinic.send(.post, "/api/patients/search", json: #"{"q":"rahima"}"#)
            clinic.send(.post, "/reception/search", form: ["q": "nobody of this name"])
            let found = try clinic.log("POST /api/patients/search")
            #expect(Set(found.compactMap(\.patient)) == Set(patients))
            #expect(found.allSatisfy { $0.shown == 3 && $0.action == "R" })
            let none = try clinic.log("POST /reception/search")
            #expect(none.map(\.shown) == [0])
            #expect(none.first?.patient == nil)
        }
    }

    @Test func ofALongListOfFoundOnlyTheirNumberIsRecorded() throws {
        try TestClinic.open { clinic in
            for number in 1...11 { _ = clinic.receive(#""name":"Rahima \#(number)","sex":"female","age":30"#) }
            clinic.send(.post, "/api/patients/search", json: #"{"q":"rahima"}"#)
            let found = try clinic.log("POST /api/patients/search")
            #expect(found.map(\.shown) == [11])
            #expect(found.first?.patient == nil)
        }
    }

    @Test func whoBrokeTheGlassIsRecordedWithTheReasonForTheirOwnLooksAlone() throws {
        try PastVisit.open { clinic, past in
            let path = "/api/patients/\(past.patient)/summary"
            clinic.send(.get, path, as: .role(.paramedic))
            clinic.send(
                .post, "/api/patients/\(past.patient)/break-glass", as: .role(.paramedic),
                json: #"{"reason":"Her sister rang: she bleeds"}"#)
            clinic.send(.get, path, as: .role(.paramedic))
            clinic.send(.get, path, as: .role(.doctor))
            let rows = try clinic.log("GET /api/patients/:patient/summary").suffix(3)
            #expect(Set(rows.map(\.outcome)) == ["refused", "success"])
            let paramedic = try clinic.staffID("paramedic")
            let opened = rows.filter { $0.purpose != nil }
            #expect(opened.allSatisfy { $0.purpose == "Her sister rang: she bleeds" && $0.agentID == paramedic })
            #expect(opened.contains { $0.outcome == "success" })
        }
    }

    /// Without anybody asking for it to be written.
    @Test func aLookIsInTheLogAboutASecondLater() throws {
        try TestClinic.open { clinic in
            let path = "/api/patients/\(clinic.receive().patient)"
            let begun = ContinuousClock.now
            clinic.send(.get, path)
            var count = 0
            while count == 0, ContinuousClock.now - begun < .seconds(20) {
                count = try clinic.count("SELECT count(*) FROM audit_event WHERE action = 'R'")
            }
            #expect(count == 1)
            // A machine that does other things besides may take longer, not ten times as long.
            #expect(ContinuousClock.now - begun < .seconds(10))
        }
    }

    @Test func whatWaitsIsWrittenWhenTheServerStops() throws {
        try ClosedLog.with { log in
            try TestClinic.open(at: log.path) { clinic in
                for number in 1...300 { clinic.app.audit.hear(Self.look(number), at: clinic.clock.now) }
            }
            try TestClinic.open(at: log.path) { clinic in
                try #expect(clinic.count("SELECT count(*) FROM audit_event WHERE route = 'GET /test'") == 300)
            }
            try #expect(log.verify().isWhole)
        }
    }

    @Test func whoTriesIdsByTheThousandDoesNotFillTheLog() throws {
        try TestClinic.open { clinic in
            for number in 1...5_000 {
                var event = Self.look(number)
                event.outcome = .refused
                clinic.app.audit.hear(event, at: clinic.clock.now)
            }
            try #expect(clinic.log("GET /test").count == 101)
        }
    }

    private static func look(_ number: Int) -> AuditEvent {
        var event = AuditEvent(action: .read, route: "GET /test", agent: .nobody)
        event.entity = .visit
        event.entityID = "00000000-0000-7000-8000-" + String(100_000_000_000 + number)
        return event
    }
}
