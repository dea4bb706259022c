@testable import Clinic
import Foundation
import GRDB
import HTTP
import Storage
import Testing
import Vocabulary

/// What the nation is told of one visit.
@Suite struct EncounterTransactionTests {
    private func bundle(_ clinic: TestClinic, _ encounter: SignedEncounter) -> JSONValue {
        clinic.send(.get, "/api/encounters/\(encounter.id)/bundle", as: .role(.manager)).json
    }

    private func resources(_ bundle: JSONValue, _ type: String) -> [JSONValue] {
        (bundle["entry"]?.array ?? []).compactMap { $0["resource"] }.filter { $0["resourceType"]?.string == type }
    }

    private func observation(_ bundle: JSONValue, _ code: String) -> JSONValue? {
        resources(bundle, "Observation").first { observation in
            observation["code"]?["coding"]?.array?.contains { $0["code"]?.string == code } == true
        }
    }

    @Test func aVisitIsToldInFull() throws {
        try TestClinic.open { clinic in
            let encounter = try clinic.signEncounter()
            let answer = clinic.send(.get, "/api/encounters/\(encounter.id)/bundle", as: .role(.manager))
            #expect(answer.contentType == .fhirJSON)
            let types = (answer.json["entry"]?.array ?? []).compactMap { $0["resource"]?["resourceType"]?.string }
            #expect(
                types == [
                    "Organization", "Practitioner", "Patient", "Encounter", "MedicationRequest", "Observation",
                    "Observation", "Observation", "Observation", "ServiceRequest", "Observation", "Observation",
                    "DiagnosticReport",
                ])
            let reason = resources(answer.json, "Encounter").first?["reasonCode"]?.array?.first?["coding"]?.array
            #expect(reason?.map { $0["code"]?.string } == ["BA00.Z", "I10"])
        }
    }

    @Test func toldAgainItIsTheSameByteForByte() throws {
        try TestClinic.open { clinic in
            let encounter = try clinic.signEncounter()
            let path = "/api/encounters/\(encounter.id)/bundle"
            #expect(
                clinic.send(.get, path, as: .role(.manager)).text == clinic.send(.get, path, as: .role(.manager)).text)
        }
    }

    /// No validator looks at this: that a subject is a patient and nobody's encounter.
    @Test func everyReferenceLeadsToSomethingOfTheRightKind() throws {
        try TestClinic.open { clinic in
            let encounter = try clinic.signEncounter()
            let entries = bundle(clinic, encounter)["entry"]?.array ?? []
            #expect(References.faults(entries) == [])
            #expect(References.all(entries).count > 30)
        }
    }

    @Test func aReferenceOfTheWrongKindIsFound() throws {
        try TestClinic.open { clinic in
            let encounter = try clinic.signEncounter()
            let text = clinic.send(.get, "/api/encounters/\(encounter.id)/bundle", as: .role(.manager)).text
            let patient = "\"subject\":{\"reference\":\"urn:uuid:\(encounter.patient)\""
            let wrong = text.replacingOccurrences(
                of: patient, with: "\"subject\":{\"reference\":\"\(encounter.fullUrl)\"")
            let dangling = text.replacingOccurrences(
                of: patient, with: "\"subject\":{\"reference\":\"urn:uuid:\(ID<Patient>.new(at: .now()))\"")
            for broken in [wrong, dangling] {
                let entries = try JSONParser.parse(Array(broken.utf8), depthLimit: 64)["entry"]?.array ?? []
                #expect(References.faults(entries).contains { $0.hasPrefix("Observation.subject") })
            }
        }
    }

    @Test func bloodPressureIsOnePanelOfTwo() throws {
        try TestClinic.open { clinic in
            let told = bundle(clinic, try clinic.signEncounter())
            let panel = try #require(observation(told, "85354-9"))
            #expect(panel["component"]?.array?.map { $0["valueQuantity"]?["code"]?.string } == ["mm[Hg]", "mm[Hg]"])
            #expect(observation(told, "8480-6") == nil)
        }
    }

    @Test func aWeightIsToldWithThePrecisionOfTheScale() throws {
        try TestClinic.open { clinic in
            let encounter = try clinic.signEncounter()
            let text = clinic.send(.get, "/api/encounters/\(encounter.id)/bundle", as: .role(.manager)).text
            #expect(text.contains(#""valueQuantity":{"value":55.0,"unit":"kg""#))
        }
    }

    @Test func anAmendmentTakesTheFirstValuesPlace() throws {
        try TestClinic.open { clinic in
            let encounter = try clinic.signEncounter()
            let before = try #require(observation(bundle(clinic, encounter), "29463-7"))
            clinic.clock.advance(seconds: 60)
            let now = clinic.clock.now
            try clinic.store.write { db in try encounter.measure("WEIGHT", "65.0", "kg", amends: "WEIGHT", at: now, db)
            }
            let after = try #require(observation(bundle(clinic, encounter), "29463-7"))
            #expect(after["status"]?.string == "amended")
            #expect(
                after["identifier"]?.array?.first?["value"]?.string
                    == before["identifier"]?.array?.first?["value"]?.string)
        }
    }

    @Test func whatWasWithdrawnIsMarkedAsNeverTrue() throws {
        try TestClinic.open { clinic in
            let encounter = try clinic.signEncounter()
            clinic.clock.advance(seconds: 60)
            let now = clinic.clock.now
            try clinic.store.write { db in
                try encounter.measure("TEMP", nil, "Cel", amends: "TEMP", at: now, db)
                try encounter.measure("BP_DIA", nil, "mm[Hg]", amends: "BP_DIA", at: now, db)
            }
            let told = bundle(clinic, encounter)
            #expect(observation(told, "8310-5")?["status"]?.string == "entered-in-error")
            #expect(observation(told, "8310-5")?["valueQuantity"] == nil)
            let panel = try #require(observation(told, "85354-9"))
            #expect(panel["status"]?.string == "amended")
            #expect(panel["component"]?.array?.map { $0["dataAbsentReason"] == nil } == [true, false])
        }
    }

    @Test func aResultIsToldAsItWasVerified() throws {
        try TestClinic.open { clinic in
            let encounter = try clinic.signEncounter()
            clinic.clock.advance(seconds: 60)
            let now = clinic.clock.now
            try clinic.store.write { db in
                try db.execute(
                    sql: """
                        INSERT INTO result SELECT ?, service_request_id, component, name_en, name_bn, '11.9', unit, text,
                            range_low, range_high, interpretation, ?, recorded_by, id, 'misread'
                        FROM result WHERE service_request_id = ? AND component = 'LAB-HB'
                        """, arguments: [ID<SignedEncounter>.new(at: now), now, encounter.order])
            }
            func value() -> String? {
                let quantity = observation(bundle(clinic, encounter), "718-7")?["valueQuantity"]?["value"]
                guard case .number(let text) = quantity?.kind else { return nil }
                return text
            }
            #expect(value() == "10.4")
            try clinic.store.write { db in
                let second = ID<SignedEncounter>.new(at: now)
                try db.execute(
                    sql: "INSERT INTO diagnostic_report VALUES (?, ?, 2, ?, ?)",
                    arguments: [second, encounter.order, now, encounter.doctor])
                try encounter.verify(second, at: now, db)
            }
            #expect(value() == "11.9")
            #expect(
                resources(bundle(clinic, encounter), "DiagnosticReport").map { $0["status"]?.string } == ["amended"])
        }
    }

    @Test func whatIsFoundInWordsHasItsRangeInWords() throws {
        try TestClinic.open { clinic in
            let told = try #require(observation(bundle(clinic, try clinic.signEncounter()), "5799-2"))
            #expect(told["valueString"]?.string == "Negative")
            let range = told["referenceRange"]?.array?.first
            #expect(range?["text"]?.string == "Nil to Trace" && range?["low"] == nil)
        }
    }

    @Test func aPatientWithoutHealthIDGoesByOurOwnIDAndClaimsNothing() throws {
        try TestClinic.open { clinic in
            let without = try clinic.signEncounter()
            let with = try clinic.signEncounter(healthID: "98111122229")
            let stranger = try #require(resources(bundle(clinic, without), "Patient").first)
            #expect(
                stranger["identifier"]?.array?.map { $0["value"]?.string } == ["urn:uuid:\(without.patient)"])
            #expect(stranger["meta"] == nil)
            #expect(stranger["birthDate"]?.string == "1992")
            let known = try #require(resources(bundle(clinic, with), "Patient").first)
            #expect(known["identifier"]?.array?.first?["value"]?.string == "98111122229")
            #expect(known["meta"]?["profile"]?.array?.count == 1)
            #expect(known["name"]?.array?.first?["_text"]?["extension"]?.array?.count == 2)
        }
    }

    @Test func aDraftIsNotToldYet() throws {
        try TestClinic.open { clinic in
            let encounter = try clinic.signEncounter()
            let (id, now) = (ID<Encounter>.new(at: clinic.clock.now), clinic.clock.now)
            try clinic.store.write { db in
                try db.execute(
                    sql: """
                        INSERT INTO encounter (id, visit_id, patient_id, practitioner_id, status, started_at)
                        VALUES (?, ?, ?, ?, 'in-progress', ?)
                        """, arguments: [id, encounter.visit, encounter.patient, encounter.doctor, now])
            }
            #expect(clinic.send(.get, "/api/encounters/\(id)/bundle", as: .role(.manager)).status == .conflict)
        }
    }

    @Test func anEstimatedAgeGivesAsMuchOfADateAsIsKnown() throws {
        let day = try #require(Day("2026-02-10"))
        #expect(BirthDate.estimated(try #require(Age(34, .years)), on: day).partialDate == "1992")
        #expect(BirthDate.estimated(try #require(Age(3, .months)), on: day).partialDate == "2025-11")
        #expect(BirthDate.estimated(try #require(Age(12, .days)), on: day).partialDate == "2026-01-29")
    }
}

/// Whether every reference within a transaction leads to an entry, and to one of the kind that its place wants.
enum References {
    private static let wanted: [String: Set<String>] = [
        "subject": ["Patient"], "encounter": ["Encounter"], "performer": ["Practitioner", "Organization"],
        "requester": ["Practitioner"], "recorder": ["Practitioner"], "individual": ["Practitioner"],
        "serviceProvider": ["Organization"], "basedOn": ["ServiceRequest"], "result": ["Observation"],
        "resultsInterpreter": ["Practitioner"], "condition": ["Condition"], "medicationReference": ["Medication"],
    ]

    static func faults(_ entries: [JSONValue]) -> [String] {
        let kinds = Dictionary(
            entries.map { ($0["fullUrl"]?.string ?? "", $0["resource"]?["resourceType"]?.string ?? "") },
            uniquingKeysWith: { "\($0) and \($1)" })
        return all(entries).compactMap { found in
            let kind = found.target.hasPrefix("#") ? "Medication" : kinds[found.target] ?? "nothing"
            let isRight = wanted[found.member]?.contains(kind) == true
            return isRight ? nil : "\(found.owner).\(found.member) leads to \(kind)"
        }
    }

    static func all(_ entries: [JSONValue]) -> [(owner: String, member: String, target: String)] {
        entries.flatMap { entry in
            let resource = entry["resource"] ?? JSONValue(.null)
            return found(in: resource, "", resource["resourceType"]?.string ?? "")
        }
    }

    private static func found(
        in value: JSONValue, _ member: String, _ owner: String
    ) -> [(owner: String, member: String, target: String)] {
        if let target = value["reference"]?.string { return [(owner, member, target)] }
        let inner = (value.object ?? []).flatMap { found(in: $0.value, $0.name, owner) }
        return inner + (value.array ?? []).flatMap { found(in: $0, member, owner) }
    }
}
