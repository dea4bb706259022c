import GRDB
import HTTP
import Storage
import Testing
import Vocabulary

@testable import Clinic

/// L12: a number changed in a path opens nobody's record.
@Suite struct TreatmentRelationTests {
    /// What shows something clinical of one patient, by the ids in its path.
    private static func records(_ past: PastVisit) -> [(path: String, role: Role)] {
        [
            ("/api/patients/\(past.patient)/summary", .paramedic),
            ("/api/patients/\(past.patient)/observations", .clinicalAssistant),
            ("/api/patients/\(past.patient)/results", .laboratory),
            ("/api/visits/\(past.visit)/observations", .clinicalAssistant),
            ("/api/encounters/\(past.encounter)", .paramedic),
            ("/api/encounters/\(past.encounter)", .manager),
            ("/consultation/visits/\(past.visit)", .paramedic),
            ("/consultation/encounters/\(past.encounter)/prescription", .clinicalAssistant),
            ("/screening/visits/\(past.visit)", .clinicalAssistant),
            ("/orders/visits/\(past.visit)", .laboratory),
        ]
    }

    @Test func whoIsNotAtTheClinicTodayIsReadByNobodyWhoDoesNotTreatThem() throws {
        try PastVisit.open { clinic, past in
            for (path, role) in Self.records(past) {
                let answer = clinic.send(.get, path, as: .role(role))
                #expect(answer.status == .forbidden, "\(role) read \(path)")
                #expect(!answer.text.contains("Rahima"), "\(path)")
            }
        }
    }

    @Test func whoTreatedThemReadsOn() throws {
        try PastVisit.open { clinic, past in
            #expect(clinic.send(.get, "/api/encounters/\(past.encounter)", as: .role(.doctor)).status == .ok)
            #expect(clinic.send(.get, "/api/patients/\(past.patient)/summary", as: .role(.doctor)).status == .ok)
        }
    }

    @Test func whoComesAgainIsReadByTheStationsThatServeThem() throws {
        try PastVisit.open { clinic, past in
            clinic.send(.post, "/api/tokens", json: #"{"service":"general","patientId":"\#(past.patient)"}"#)
            for (path, role) in Self.records(past) {
                #expect(clinic.send(.get, path, as: .role(role)).status == .ok, "\(role) \(path)")
            }
        }
    }

    @Test func aReasonOpensARecordToOnePersonForAnHour() throws {
        try PastVisit.open { clinic, past in
            let path = "/api/patients/\(past.patient)/summary"
            let refused = clinic.send(.get, path, as: .role(.paramedic))
            #expect(refused.json["type"]?.string == "/problems/not-your-patient")
            #expect(refused.json["breakGlass"]?.string == "/break-glass/\(past.patient)")
            let opened = clinic.send(
                .post, "/api/patients/\(past.patient)/break-glass", as: .role(.paramedic),
                json: #"{"reason":"Her husband rang: she bleeds"}"#)
            #expect(opened.status == .created, "\(opened.text)")
            #expect(clinic.send(.get, path, as: .role(.paramedic)).status == .ok)
            #expect(clinic.send(.get, path, as: .role(.clinicalAssistant)).status == .forbidden)
            let list = clinic.send(.get, "/api/break-glass", as: .role(.manager)).json["openings"]?.array
            #expect(list?.first?["reason"]?.string == "Her husband rang: she bleeds")
            clinic.clock.advance(seconds: BreakGlass.length)
            #expect(clinic.send(.get, path, as: .role(.paramedic)).status == .forbidden)
        }
    }

    @Test func thePageThatIsRefusedShowsTheWay() throws {
        try PastVisit.open { clinic, past in
            let page = clinic.send(.get, "/consultation/visits/\(past.visit)", as: .role(.paramedic))
            #expect(page.status == .forbidden)
            #expect(page.text.contains("/break-glass/\(past.patient)?next="))
            let form = clinic.send(
                .get, "/break-glass/\(past.patient)?next=/consultation/visits/\(past.visit)", as: .role(.paramedic))
            #expect(form.status == .ok)
            let again = clinic.send(
                .post, "/break-glass/\(past.patient)", as: .role(.paramedic),
                form: ["reason": "short", "next": "/consultation"])
            #expect(again.status == .unprocessableContent)
            #expect(again.text.contains(">short</textarea>"))
            let done = clinic.send(
                .post, "/break-glass/\(past.patient)", as: .role(.paramedic),
                form: ["reason": "She is brought in from the road", "next": "/consultation/visits/\(past.visit)"])
            #expect(done[header: "Location"] == "/consultation/visits/\(past.visit)")
            let seen = clinic.send(.get, "/break-glass", as: .role(.manager)).text
            #expect(seen.contains("She is brought in from the road"))
        }
    }

    @Test func aBrokenGlassStaysBroken() throws {
        try PastVisit.open { clinic, past in
            clinic.send(
                .post, "/api/patients/\(past.patient)/break-glass", as: .role(.paramedic),
                json: #"{"reason":"Her husband rang: she bleeds"}"#)
            #expect(throws: (any Error).self) {
                try clinic.store.write { try $0.execute(sql: "DELETE FROM break_glass") }
            }
            #expect(throws: (any Error).self) {
                try clinic.store.write { try $0.execute(sql: "UPDATE break_glass SET reason = 'nothing at all'") }
            }
        }
    }

    @Test func aConfidentialDiagnosisIsForPractitionersOnly() throws {
        try TestClinic.open { clinic in
            let visit = try clinic.sitsBeforeTheDoctor()
            let id = try clinic.begin(visit)
            clinic.write("conditions", #"{"code":"DX086"}"#, in: id)
            clinic.write("conditions", #"{"code":"DX001","confidential":true}"#, in: id)
            clinic.write("conditions", #"{"code":"DX002"}"#, in: id)
            let codes = { (role: Role) in
                clinic.send(.get, "/api/encounters/\(id)", as: .role(role)).json["conditions"]?.array?
                    .compactMap { $0["code"]?.string }.sorted()
            }
            #expect(codes(.doctor) == ["DX001", "DX002", "DX086"])
            #expect(codes(.paramedic) == ["DX001", "DX002", "DX086"])
            #expect(codes(.laboratory) == ["", "", "DX002"])
            #expect(codes(.manager) == ["", "", "DX002"])
            let text = clinic.send(.get, "/api/encounters/\(id)", as: .role(.clinicalAssistant)).text
            #expect(!text.contains("Syphilis") && !text.contains("সিফিলিস"))
        }
    }
}

/// Somebody who was measured, seen, and sent for a blood count that was reported, and came back never.
struct PastVisit {
    let patient: String
    let visit: String
    let encounter: String

    static func open(_ body: (TestClinic, PastVisit) throws -> Void) throws {
        try TestClinic.open(clock: TestClock(TestClinic.evening)) { clinic in
            let patient = clinic.receive().patient
            let (encounter, visit) = try clinic.consult(patient: patient)
            clinic.clock.advance(seconds: TestClinic.overnight)
            try body(clinic, PastVisit(patient: patient, visit: visit, encounter: encounter))
        }
    }
}
