import Clinic
import GRDB
import HTTP
import Storage
import Testing
import Vocabulary

/// What was written stays written; what is true stands beside it.
@Suite struct AmendmentTests {
    private func amend(
        _ clinic: TestClinic, _ id: String?, _ members: String, as role: Role = .paramedic, key: String? = nil
    ) -> Response {
        clinic.send(
            .post, "/api/observations/\(id ?? "")/amendments", as: .role(role), json: "{\(members)}", key: key)
    }

    @Test func theFirstValueStaysAndTheLastOneCounts() throws {
        try TestClinic.open { clinic in
            let visit = clinic.receive()
            let first = clinic.measure(visit, #""temperature":41.5,"confirmed":true"#).observation("TEMP")
            #expect(first?["colour"]?.string == "red")
            let second = amend(clinic, first?["id"]?.string, #""value":"38.5","reason":"read twice""#).json
            #expect(second["status"]?.string == "amended")
            let third = amend(clinic, second["id"]?.string, #""value":38.4,"reason":"a third look""#).json
            #expect(third["value"]?.number == "38.4")
            #expect(third["category"]?.string == "fever")
            #expect(third["reason"]?.string == "a third look")
            #expect(third["history"]?.array?.compactMap { $0["value"]?.number } == ["41.5", "38.5"])
            let kept = clinic.send(.get, "/api/visits/\(visit.id)/observations", as: .role(.doctor))
            #expect(kept.json["observations"]?.array?.count == 1)
            #expect(kept.observation("TEMP")?["value"]?.number == "38.4")
            try #expect(clinic.count("SELECT count(*) FROM observation WHERE value = '41.5' AND amends IS NULL") == 1)
        }
    }

    @Test func whatWasNeverTrueIsWithdrawnAndStaysToBeSeen() throws {
        try TestClinic.open { clinic in
            let visit = clinic.receive()
            let id = clinic.measure(visit, #""weight":58"#).observation("WEIGHT")?["id"]?.string
            let withdrawn = amend(clinic, id, #""reason":"the wrong patient""#)
            #expect(withdrawn.status == .created)
            #expect(withdrawn.json["value"]?.isNull == true)
            #expect(withdrawn.json["colour"]?.isNull == true)
            #expect(withdrawn.json["status"]?.string == "entered-in-error")
            #expect(withdrawn.json["history"]?.array?.first?["value"]?.number == "58")
            let revived = amend(clinic, withdrawn.json["id"]?.string, #""value":58,"reason":"no, it was right""#)
            #expect(revived.status == .conflict, "measure again instead")
            clinic.clock.advance(seconds: 60)
            #expect(clinic.measure(visit, #""weight":70"#).status == .created, "a withdrawn weight is no last weight")
        }
    }

    @Test func aBloodPressureIsWithdrawnWhole() throws {
        try TestClinic.open { clinic in
            let visit = clinic.receive()
            let written = clinic.measure(visit, #""systolic":120,"diastolic":80"#)
            _ = amend(clinic, written.observation("BP_DIA")?["id"]?.string, #""reason":"the cuff slipped""#)
            let kept = clinic.send(.get, "/api/visits/\(visit.id)/observations", as: .role(.doctor))
            #expect(kept.observation("BP_SYS")?["status"]?.string == "entered-in-error")
            #expect(kept.observation("BP_DIA")?["status"]?.string == "entered-in-error")
        }
    }

    @Test(arguments: [
        (#""value":80,"reason":"x""#, "value"), (#""value":75,"reason":"x""#, "value"),
        (#""value":120,"reason":"x""#, "value"),
        (#""value":0,"reason":"x""#, "value"), (#""value":400,"reason":"x""#, "value"),
        (#""value":120.5,"reason":"x""#, "value"),
        (#""value":"120/80","reason":"x""#, "value"), (#""value":230,"reason":"x""#, "value"),
        (#""value":110"#, "reason"),
        (#""value":110,"reason":"  ""#, "reason"), (#""value":110,"reason":"a\u0000b""#, "reason"),
    ])
    func aBadAmendmentIsNamed(_ members: String, _ field: String) throws {
        try TestClinic.open { clinic in
            let written = clinic.measure(clinic.receive(), #""systolic":120,"diastolic":80"#)
            let answer = amend(clinic, written.observation("BP_SYS")?["id"]?.string, members)
            #expect(answer.status == .unprocessableContent)
            #expect(answer.badFields == [field], "\(answer.text)")
            try #expect(clinic.count("SELECT count(*) FROM observation") == 2)
        }
    }

    /// L29: who did not see the last correction does not correct over it.
    @Test func anOldValueIsNotAmendedTwice() throws {
        try TestClinic.open { clinic in
            let id = clinic.measure(clinic.receive(), #""pulse":72"#).observation("PULSE")?["id"]?.string
            let first = amend(clinic, id, #""value":82,"reason":"misread""#, key: "amend-0001")
            let other = amend(clinic, id, #""value":92,"reason":"misread""#)
            #expect(other.status == .conflict)
            #expect(other.json["current"]?.string == first.json["id"]?.string)
            let retry = amend(clinic, id, #""value":82,"reason":"misread""#, key: "amend-0001")
            #expect(retry.text == first.text, "but a retry gets its answer")
            #expect(amend(clinic, "01a1fd42-eb7a-7f7a-a550-5053d45d018c", #""reason":"x""#).status == .notFound)
            try #expect(clinic.count("SELECT count(*) FROM observation") == 2)
        }
    }

    @Test func aValueOfAnOldVisitIsJudgedByTheAgeAndThePregnancyOfThen() throws {
        try TestClinic.open(clock: TestClock(TestClinic.evening)) { clinic in
            let visit = clinic.receive()
            let id = clinic.measure(visit, #""systolic":120,"diastolic":80,"pregnancy":"pregnant""#)
                .observation("BP_SYS")?["id"]?.string
            clinic.clock.advance(seconds: TestClinic.overnight)
            let amended = amend(clinic, id, #""value":165,"reason":"misread""#)
            #expect(amended.json["category"]?.string == "severe_preg")
        }
    }

    /// What is corrected after the encounter was signed is told to the national record too, in the same transaction.
    @Test func theNationalRecordHearsOfASignedEncountersAmendments() throws {
        let shr = Destination(name: "shr", base: "http://localhost:1/fhir", authorization: .none)
        try TestClinic.open(destinations: [shr]) { clinic in
            let visit = clinic.receive()
            let id = clinic.measure(visit, #""pulse":72"#).observation("PULSE")?["id"]?.string
            try #expect(clinic.count("SELECT count(*) FROM outbox") == 0)
            try sign(visit, clinic)
            _ = amend(clinic, id, #""value":82,"reason":"misread""#)
            try #expect(clinic.count("SELECT count(*) FROM outbox") == 1)
        }
    }

    private func sign(_ visit: TestVisit, _ clinic: TestClinic) throws {
        let (id, now) = (ID<Encounter>.new(at: clinic.clock.now), clinic.clock.now)
        try clinic.store.write { db in
            try db.execute(
                sql: """
                    INSERT INTO encounter (id, visit_id, patient_id, practitioner_id, status, started_at, ended_at)
                    SELECT ?, ?, ?, id, 'finished', ?, ? FROM staff WHERE user_name = 'doctor'
                    """,
                arguments: [id, visit.id, visit.patient, now, now])
        }
    }

    /// The schema is the judge, whatever the program does.
    @Test func nothingMeasuredIsChangedOrDeleted() throws {
        try TestClinic.open { clinic in
            clinic.measure(clinic.receive(), #""pulse":72"#)
            for sql in [
                "UPDATE observation SET value = '80'", "DELETE FROM observation", "DELETE FROM observation_set",
                "UPDATE observation_set SET pregnancy = 'pregnant'",
            ] {
                #expect(throws: (any Error).self) { try clinic.store.write { db in try db.execute(sql: sql) } }
            }
        }
    }
}
