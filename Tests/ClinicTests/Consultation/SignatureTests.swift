import GRDB
import HTTP
import Storage
import Testing
import Vocabulary

@testable import Clinic

@Suite struct SignatureTests {
    @Test func aSignatureDoesEverythingAtOnce() throws {
        try Self.open { clinic in
            let visit = try clinic.sitsBeforeTheDoctor()
            let id = try clinic.begin(visit)
            clinic.write("conditions", #"{"code":"DX001"}"#, in: id)
            clinic.write("service-requests", #"{"code":"LAB-CBC"}"#, in: id)
            let signed = clinic.sign(id)
            #expect(signed.status == .ok, "\(signed.text)")
            #expect(signed.json["status"]?.string == "finished")
            #expect(signed.json["serviceRequests"]?.array?.first?["status"]?.string == "active")
            try #expect(clinic.count("SELECT standard_rate FROM charge WHERE code = 'CON-GEN'") == 5000)
            try #expect(clinic.count("SELECT count(*) FROM charge WHERE code = 'LAB-CBC'") == 1)
            try #expect(
                clinic.count("SELECT count(*) FROM outbox WHERE destination = 'shr' AND state = 'pending'") == 1)
            #expect(clinic.serials("consultation", "serving") == [])
            #expect(clinic.serials("orders", "waiting") == [1])
        }
    }

    @Test func theBillNamesTheConsultationAndThenItsTests() throws {
        try TestClinic.open { clinic in
            let visit = try clinic.sitsBeforeTheDoctor()
            let id = try clinic.begin(visit)
            clinic.write("conditions", #"{"code":"DX001"}"#, in: id)
            let tests = ["LAB-URINE", "LAB-CBC", "LAB-HB", "LAB-ESR"]
            for code in tests { clinic.write("service-requests", #"{"code":"\#(code)"}"#, in: id) }
            #expect(clinic.sign(id).status == .ok)
            let open = clinic.send(.get, "/api/visits/\(visit)/charges", as: .role(.cashier)).json
            let codes = open["charges"]?.array?.compactMap { $0["code"]?.string }
            #expect(codes?.suffix(5) == ["CON-GEN"] + tests.sorted())
        }
    }

    @Test func withoutTestsThePersonGoesOnToPay() throws {
        try TestClinic.open { clinic in
            _ = try clinic.consult()
            #expect(clinic.serials("billing", "waiting") == [1])
        }
    }

    /// What fails last undoes what was done first.
    @Test func whatCannotBePromisedIsNotSigned() throws {
        try Self.open { clinic in
            let id = try clinic.begin(try clinic.sitsBeforeTheDoctor())
            clinic.write("conditions", #"{"code":"DX001"}"#, in: id)
            clinic.write("service-requests", #"{"code":"LAB-CBC"}"#, in: id)
            let refusal = "CREATE TRIGGER full BEFORE INSERT ON outbox BEGIN SELECT raise(ABORT, 'full'); END"
            try clinic.store.write { db in try db.execute(sql: refusal) }
            #expect(clinic.sign(id).status == .internalServerError)
            #expect(clinic.encounter(id)["status"]?.string == "in-progress")
            try #expect(clinic.count("SELECT count(*) FROM charge") == 0)
            try #expect(clinic.count("SELECT count(*) FROM service_request WHERE status = 'draft'") == 1)
            #expect(clinic.serials("consultation", "serving") == [1])
        }
    }

    @Test func whatIsSignedIsNeverSignedOrWrittenAgain() throws {
        try Self.open { clinic in
            let id = try clinic.consult().encounter
            let read = { clinic.send(.get, "/api/encounters/\(id)", as: .role(.doctor)).text }
            let before = read()
            for (what, json) in DraftTests.writings {
                let answer = clinic.write(what, json, in: id)
                #expect(answer.status == .conflict, "\(what) \(answer.text)")
                #expect(answer.json["type"]?.string == "/problems/encounter-is-final")
            }
            #expect(read() == before)
            try #expect(clinic.count("SELECT count(*) FROM charge") == 1)
            try #expect(clinic.count("SELECT revision FROM outbox") == 1)
        }
    }

    @Test func aRetriedSignatureGetsTheFirstAnswer() throws {
        try TestClinic.open { clinic in
            let id = try clinic.begin(try clinic.sitsBeforeTheDoctor())
            clinic.write("complaints", #"{"code":"CC001"}"#, in: id)
            let tap = { clinic.write("signature", #"{"version":2}"#, in: id, key: "sign-00000001") }
            let (first, again) = (tap(), tap())
            #expect(first.status == .ok)
            #expect(first.text == again.text)
        }
    }

    @Test func whatWasChangedMeanwhileIsNotSigned() throws {
        try TestClinic.open { clinic in
            let id = try clinic.begin(try clinic.sitsBeforeTheDoctor())
            clinic.write("complaints", #"{"code":"CC001"}"#, in: id)
            let late = clinic.write("signature", #"{"version":1}"#, in: id)
            #expect(late.status == .conflict)
            #expect(late.json["version"]?.integer == 2)
            #expect(clinic.encounter(id)["status"]?.string == "in-progress")
        }
    }

    /// After midnight the line of yesterday stands as it stood; the record is complete all the same.
    @Test func aSignatureAfterMidnightIsNotHeldUpByTheLine() throws {
        let evening = TestClock(TestClinic.morning.adding(seconds: 13 * 3600))
        try TestClinic.open(clock: evening) { clinic in
            let id = try clinic.begin(try clinic.sitsBeforeTheDoctor())
            clinic.write("complaints", #"{"code":"CC001"}"#, in: id)
            clinic.clock.advance(seconds: 3600 + 60)
            #expect(clinic.sign(id).status == .ok)
        }
    }

    @Test(
        arguments: [
            ("general", true, 0, nil, "CON-GEN"), ("ncd", false, 0, nil, "CON-PAR"), ("general", true, 0, 8, "CON-GEN"),
            ("general", true, 0, 7, "CON-FU"), ("child", false, 0, 0, "CON-FU"), ("anc", true, 0, nil, "ANC-1"),
            ("anc", false, 0, 3, "ANC-1"), ("anc", true, 1, 28, "ANC-N"), ("anc", true, 3, 2, "ANC-N"),
            ("pnc", false, 4, 2, "PNC-VISIT"),
        ] as [(String, Bool, Int, Int?, String)])
    func eachConsultationHasItsRate(
        _ service: String, _ isDoctor: Bool, _ checks: Int, _ days: Int?, _ code: String
    ) {
        #expect(
            ConsultationRate.code(
                .init(
                    service: service, isDoctor: isDoctor, earlierPregnancyChecks: checks, daysSinceLast: days)) == code)
    }

    @Test func comingAgainWithinAWeekIsFreeAndThePregnancyChecksAreCounted() throws {
        let clock = TestClock()
        try TestClinic.open(clock: clock) { clinic in
            let first = try clinic.consult(service: "anc")
            let patient = clinic.encounter(first.encounter)["patientId"]?.string
            clock.advance(seconds: 3600)
            _ = try clinic.consult(patient: patient)
            _ = try clinic.consult(service: "anc", patient: patient)
            let codes = try clinic.store.write { db in
                try db.list("SELECT code FROM charge ORDER BY proposed_at") { $0[0] as String }
            }
            #expect(Set(codes) == ["ANC-1", "CON-FU", "ANC-N"])
        }
    }

    /// Whoever comes back with results is seen once more; the visit is paid.
    @Test(arguments: ["general", "anc", "pnc"])
    func aVisitIsPaidOnce(_ service: String) throws {
        try TestClinic.open { clinic in
            let visit = try clinic.consult(service: service).visit
            clinic.clock.advance(seconds: 3600)
            let id = try clinic.begin(visit)
            clinic.write("conditions", #"{"code":"DX001"}"#, in: id)
            #expect(clinic.sign(id).status == .ok)
            try #expect(clinic.count("SELECT count(*) FROM charge WHERE standard_rate > 0") == 1)
            try #expect(clinic.count("SELECT count(*) FROM charge WHERE code = 'CON-FU'") == 1)
        }
    }

    private static func open(_ body: (TestClinic) throws -> Void) throws {
        let shr = Destination(name: "shr", base: "http://127.0.0.1:1/fhir", authorization: .none)
        try TestClinic.open(destinations: [shr], body)
    }
}
