import GRDB
import HTTP
import Storage
import Testing
import Vocabulary

@testable import Clinic

@Suite struct RegistrationFeeTests {
    private static let charges = "SELECT count(*) FROM charge WHERE code = 'REG-NEW' AND cancelled_at IS NULL"

    @Test func someoneNewIsChargedOnce() throws {
        try TestClinic.open { clinic in
            let visit = clinic.visit()
            clinic.register(visit, #"{"name":"Rahima","sex":"female","complete":false}"#)
            clinic.register(visit, #"{"name":"Rahima Begum","sex":"female","version":1,"complete":false}"#)
            clinic.register(visit, #"{"name":"Rahima Khatun","sex":"female","version":2}"#)
            try #expect(clinic.count(Self.charges) == 1)
            try #expect(clinic.count("SELECT standard_rate FROM charge") == 1000)
            try #expect(clinic.count("SELECT count(*) FROM charge JOIN patient ON source_id = patient.id") == 1)
        }
    }

    @Test func whomReceptionWroteDownIsChargedWhenCompleted() throws {
        try TestClinic.open { clinic in
            let visit = clinic.visit(#","name":"Rahima","sex":"female""#)
            try #expect(clinic.count(Self.charges) == 0)
            clinic.register(visit, #"{"name":"Rahima","sex":"female","version":1}"#)
            try #expect(clinic.count(Self.charges) == 1)
        }
    }

    @Test func someoneKnownIsNotCharged() throws {
        try TestClinic.open { clinic in
            let (id, _) = clinic.patient()
            let later = clinic.visit()
            clinic.send(.put, "/api/visits/\(later)/patient", json: #"{"patientId":"\#(id)","complete":false}"#)
            try #expect(clinic.count(Self.charges) == 1, "only for the first visit")
            clinic.register(later, #"{"name":"Rahima Khatun","sex":"female","version":1}"#)
            try #expect(clinic.count(Self.charges) == 1)
        }
    }

    @Test func whoHasACardIsNotCharged() throws {
        try TestClinic.open { clinic in
            let visit = clinic.visit(#","name":"Rahima","sex":"female""#)
            try clinic.store.write { db in try db.execute(sql: "UPDATE patient SET card_number = 'AALO-00007'") }
            clinic.register(visit, #"{"name":"Rahima Begum","sex":"female","version":1}"#)
            try #expect(clinic.count(Self.charges) == 0)
        }
    }

    /// Reception wrote somebody down in a hurry who was known all along.
    @Test func aFeeIsTakenBackWhenItWasSomeoneKnown() throws {
        try TestClinic.open { clinic in
            let (known, _) = clinic.patient()
            let visit = clinic.visit(#","name":"Rohima","sex":"female""#)
            clinic.register(visit, #"{"name":"Rohima","sex":"female","version":1,"complete":false}"#)
            try #expect(clinic.count(Self.charges) == 2)
            let attached = clinic.send(
                .put, "/api/visits/\(visit)/patient", json: #"{"patientId":"\#(known)","complete":false}"#)
            #expect(attached.json["id"]?.string == known)
            try #expect(clinic.count(Self.charges) == 1)
            try #expect(clinic.count("SELECT count(*) FROM charge WHERE reason IS NOT NULL") == 1)
        }
    }
}
