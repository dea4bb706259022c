import GRDB
import HTTP
import Storage
import Testing
import Vocabulary

@testable import Clinic

/// What the nation is told is a record like any other: who sends it does not read it for that.
@Suite struct BundleAccessTests {
    private static let reason = #"{"reason":"The record refused it: what was sent?"}"#

    /// Somebody with a diagnosis for few and one for all, told to a destination that takes diagnoses.
    private func open(_ body: (TestClinic, _ path: String, _ patient: String) throws -> Void) throws {
        var shr = Destination(name: "shr", base: "http://127.0.0.1:1/fhir", authorization: .none)
        shr.takesConditions = true
        try TestClinic.open(clock: TestClock(TestClinic.evening), destinations: [shr]) { clinic in
            let id = try clinic.begin(try clinic.sitsBeforeTheDoctor())
            clinic.write("conditions", #"{"code":"DX086"}"#, in: id)
            clinic.write("conditions", #"{"code":"DX001"}"#, in: id)
            #expect(clinic.sign(id).status == .ok)
            let patient = clinic.encounter(id)["patientId"]?.string ?? ""
            try body(clinic, "/api/encounters/\(id)/bundle?destination=shr", patient)
        }
    }

    private func labels(_ bundle: JSONValue, _ type: String) -> [String] {
        (bundle["entry"]?.array ?? []).compactMap { $0["resource"] }.filter { $0["resourceType"]?.string == type }
            .map { $0["meta"]?["security"]?.array?.first?["code"]?.string ?? "" }
    }

    @Test func aManagerReadsItWithAReasonOnly() throws {
        try open { clinic, path, patient in
            #expect(clinic.send(.get, path, as: .role(.manager)).status == .ok)
            clinic.clock.advance(seconds: TestClinic.overnight)
            let refused = clinic.send(.get, path, as: .role(.manager))
            #expect(refused.status == .forbidden)
            #expect(refused.json["breakGlass"]?.string == "/break-glass/\(patient)")
            #expect(!refused.text.contains("Hypertension"))
            clinic.send(.post, "/api/patients/\(patient)/break-glass", as: .role(.manager), json: Self.reason)
            #expect(clinic.send(.get, path, as: .role(.manager)).status == .ok)
            #expect(clinic.send(.get, path, as: .role(.doctor)).status == .ok, "who treated them reads on")
            #expect(clinic.send(.get, path, as: .role(.paramedic)).status == .forbidden)
        }
    }

    @Test func whatIsForFewIsToldWithItsLabelAndLeftOutForOthers() throws {
        try open { clinic, path, _ in
            let told = clinic.send(.get, path, as: .role(.doctor))
            #expect(labels(told.json, "Encounter") == ["R"])
            #expect(labels(told.json, "Condition").sorted() == ["", "R"])
            #expect(told.text.contains("Syphilis") && told.text.contains("1A6Z"))
            let shown = clinic.send(.get, path, as: .role(.manager))
            #expect(labels(shown.json, "Encounter") == ["REDACTED"])
            #expect(labels(shown.json, "Condition") == [""])
            for word in ["Syphilis", "1A6Z", "A53.9"] { #expect(!shown.text.contains(word)) }
            let entries = shown.json["entry"]?.array ?? []
            #expect(References.faults(entries) == [])
        }
    }

    @Test func anAdministratorSendsAgainWithoutReading() throws {
        try open { clinic, path, patient in
            let administrator = TestClinic.Caller.role(.administrator)
            #expect(clinic.send(.get, path, as: administrator).status == .forbidden)
            let glass = clinic.send(
                .post, "/api/patients/\(patient)/break-glass", as: administrator, json: Self.reason)
            #expect(glass.status == .forbidden)
            #expect(clinic.send(.post, "/api/shr/outbox/1/retry", as: administrator, json: "{}").status == .ok)
            for page in ["/shr", "/shr/outbox/1"] {
                let text = clinic.send(.get, page, as: administrator).text
                #expect(text.contains("পরামর্শ ") && !text.contains("রহিমা") && !text.contains("/bundle"))
            }
            let manager = clinic.send(.get, "/shr/outbox/1", as: .role(.manager)).text
            #expect(manager.contains("রহিমা") && manager.contains("/bundle?destination=shr"))
            clinic.clock.advance(seconds: TestClinic.overnight)
            let later = clinic.send(.get, "/shr/outbox/1", as: .role(.manager)).text
            #expect(later.contains("/break-glass/\(patient)?next=/shr/outbox/1") && !later.contains("/bundle"))
        }
    }

    @Test func anErrorIsKeptWithoutWhatSomebodyHas() throws {
        try open { clinic, _, _ in
            let site = clinic.app.site
            let mask = try clinic.store.write { db in
                let id: ID<Encounter> = try #require(try ID.fetchOne(db, sql: "SELECT id FROM encounter"))
                return try EncounterTransaction.complete(id, for: nil, site, db).mask
            }
            let said = "Code '1A6Z' (Syphilis, unspecified) of Bundle.entry[4] is not in the value set"
            #expect(mask.masked(said) == "Code '…' (…) of Bundle.entry[4] is not in the value set")
        }
    }
}
