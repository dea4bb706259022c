@testable import Clinic
import Foundation
import GRDB
import HTTP
import Storage
import Testing
import Vocabulary

/// What is learnt of a patient after the nation has heard of them.
@Suite(.timeLimit(.minutes(1))) struct PatientCorrectionTests {
    private let healthID = "98111122229"
    private let national = "http://dghs.gov.bd/identifier/uhid|98111122229"

    private func open(_ body: (TestClinic, StoreDouble, Watch) throws -> Void) throws {
        let store = try StoreDouble()
        defer { store.close() }
        try TestClinic.open(destinations: [store.destination()]) { clinic in
            let worker = clinic.worker()
            worker.start()
            defer { worker.stop(grace: 0) }
            try body(clinic, store, Watch(clinic))
        }
    }

    @Test func aCorrectionReachesWhoHeardOfThePatientFromUs() throws {
        try open { clinic, store, watch in
            let encounter = try clinic.signEncounter()
            watch.wait { $0.state == .accepted }
            let before = store.counts
            try clinic.correct(encounter.patient, name: "Rahela Begum")
            watch.wait { $0.state == .accepted && $0.revision == 2 }
            #expect(store.counts == before)
            #expect(store.lastPatient?["request"]?["method"]?.string == "PUT")
            #expect(store.lastPatient?["resource"]?["name"]?.array?.first?["text"]?.string == "Rahela Begum")
        }
    }

    @Test func theHealthIDThatCameLaterIsToldToo() throws {
        try open { clinic, store, watch in
            let encounter = try clinic.signEncounter()
            watch.wait { $0.state == .accepted }
            let before = store.counts
            try clinic.give(encounter.patient, healthID: healthID)
            watch.wait { $0.state == .accepted && $0.revision > 1 }
            #expect(store.counts == before)
            #expect(store.lastPatient?["request"]?["method"]?.string == "PUT")
            // By both, so that a server which has another patient of this number says so.
            let ours = "urn:ietf:rfc:3986|urn:uuid:\(encounter.patient)"
            #expect(store.lastPatient?["request"]?["url"]?.string == "Patient?identifier=\(national),\(ours)")
            let numbers = store.lastPatient?["resource"]?["identifier"]?.array?.compactMap { $0["value"]?.string }
            #expect(numbers?.contains(healthID) == true)
        }
    }

    /// Another clinic told of them, and answers for what it said.
    @Test func whomTheNationKnewBeforeIsLeftAsTheyAre() throws {
        try open { clinic, store, watch in
            store.know("Patient", national)
            let encounter = try clinic.signEncounter(healthID: healthID)
            watch.wait { $0.state == .accepted }
            try clinic.correct(encounter.patient, name: "Rahela Begum")
            watch.wait { $0.state == .accepted && $0.revision == 2 }
            #expect(store.lastPatient?["request"]?["method"]?.string == "POST")
            #expect(store.counts["Patient"] == 1)
        }
    }

    @Test func whomWeMadeByTheirHealthIDWeCorrect() throws {
        try open { clinic, store, watch in
            let encounter = try clinic.signEncounter(healthID: healthID)
            watch.wait { $0.state == .accepted }
            #expect(store.lastPatient?["request"]?["method"]?.string == "POST")
            try clinic.correct(encounter.patient, name: "Rahela Begum")
            watch.wait { $0.state == .accepted && $0.revision == 2 }
            #expect(store.lastPatient?["request"]?["method"]?.string == "PUT")
            #expect(store.counts["Patient"] == 1)
        }
    }

    /// One encounter takes the correction along; the others have nothing new to say.
    @Test func onlyTheLastEncounterIsToldAgain() throws {
        try open { clinic, store, watch in
            let first = try clinic.signEncounter()
            _ = try clinic.signEncounter(of: first.patient)
            watch.waitForAll { $0.state == .accepted }
            try clinic.correct(first.patient, name: "Rahela Begum")
            watch.wait { $0.sequence == 2 && $0.state == .accepted && $0.revision == 2 }
            #expect(watch.rows.map(\.revision) == [2, 1])
            #expect(store.heard.count == 3)
        }
    }
}

extension TestClinic {
    /// As registration does it: what was known is kept, then it is changed.
    func correct(_ patient: ID<Patient>, name: String) throws {
        let now = clock.now
        try store.write { db in
            try db.execute(
                sql: """
                    INSERT INTO patient_revision (patient_id, version, before, at, staff_id)
                    SELECT id, version, '{}', ?, registered_by FROM patient WHERE id = ?
                    """, arguments: [now, patient])
            try db.execute(
                sql: "UPDATE patient SET name_en = ?, version = version + 1 WHERE id = ?", arguments: [name, patient])
        }
    }

    func give(_ patient: ID<Patient>, healthID: String) throws {
        let now = clock.now
        try store.write { db in
            try db.execute(
                sql: """
                    INSERT INTO patient_revision (patient_id, version, before, at, staff_id)
                    SELECT id, version, '{}', ?, registered_by FROM patient WHERE id = ?
                    """, arguments: [now, patient])
            try db.execute(
                sql: "UPDATE patient SET health_id = ?, version = version + 1 WHERE id = ?",
                arguments: [healthID, patient])
        }
    }
}
