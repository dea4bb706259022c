import Clinic
import GRDB
import HTTP
import Storage
import Testing
import Vocabulary

@Suite struct ResultRoutesTests {
    @Test func aResultIsANumberWithItsUnitAndInterval() throws {
        try TestClinic.open { clinic in
            let order = clinic.order("LAB-CBC", clinic.arrive())
            let answer = clinic.record(order, "718-7", value: "11.90")
            #expect(answer.status == .created)
            let result = answer.json.result("718-7")
            #expect(result?["value"]?.string == "11.90", "its digits say how exactly it was measured")
            #expect(result?["unit"]?.string == "g/dL")
            #expect(result?["low"]?.string == "12.0")
            #expect(result?["high"]?.string == "15.0")
            #expect(result?["interpretation"]?.string == "L")
            #expect(result?["status"]?.string == "preliminary")
            #expect(answer.json["state"]?.string == "entered")
        }
    }

    @Test(arguments: [
        ("male", "12.9", "L"), ("male", "13", "N"), ("male", "13.0", "N"), ("male", "17.00", "N"),
        ("male", "17.1", "H"),
        ("female", "12.9", "N"), ("female", "15.000001", "H"), ("female", "0", "L"), ("female", "৯.৫", "L"),
        ("female", "012.50", "N"),
    ])
    func theIntervalIsThatOfTheSexAndItsBoundsAreNormal(_ sex: String, _ value: String, _ flag: String) throws {
        try TestClinic.open { clinic in
            let person = clinic.arrive(identity: #""name":"Karim","sex":"\#(sex)","age":40"#)
            let answer = clinic.record(clinic.order("LAB-HB", person), "718-7", value: #""\#(value)""#)
            #expect(answer.json.result("718-7")?["interpretation"]?.string == flag)
        }
    }

    /// The catalogue's intervals are an adult's. Where the sexes differ, an unknown sex has none.
    @Test(
        arguments: [
            (#""name":"Tuni","sex":"female","age":3"#, nil), (#""name":"Tuni","sex":"female","age":17"#, nil),
            (#""name":"Tuni","sex":"female","age":8,"ageUnit":"months""#, nil), (#""name":"Tuni""#, nil),
            (#""name":"Tuni","sex":"female","age":18"#, "L"), (#""name":"Tuni","sex":"female""#, "L"),
        ] as [(String, String?)])
    func whereNoIntervalHoldsThereIsNoFlag(_ identity: String, _ flag: String?) throws {
        try TestClinic.open { clinic in
            let person = clinic.arrive(identity: identity)
            let answer = clinic.record(clinic.order("LAB-HB", person), "718-7", value: "9.5")
            #expect(answer.json.result("718-7")?["interpretation"]?.string == flag)
            #expect((answer.json.result("718-7")?["low"]?.string == nil) == (flag == nil))
        }
    }

    @Test func anIntervalThatHoldsForBothSexesNeedsNone() throws {
        try TestClinic.open { clinic in
            let order = clinic.order("LAB-RBS", clinic.arrive(identity: #""name":"Karim","age":40"#))
            let result = clinic.record(order, "39480-9", value: "11.2").json.result("39480-9")
            #expect(result?["interpretation"]?.string == "H")
        }
    }

    @Test func codedWordsAreThoseOfTheCatalogueAndTheUnexpectedIsAbnormal() throws {
        try TestClinic.open { clinic in
            let order = clinic.order("LAB-URINE", clinic.arrive())
            let protein = clinic.record(order, "20454-5", text: "2+").json.result("20454-5")
            #expect(protein?["text"]?.string == "2+")
            #expect(protein?["interpretation"]?.string == "A")
            let nitrite = clinic.record(order, "5802-4", text: "neg").json.result("5802-4")
            #expect(nitrite?["text"]?.string == "Negative")
            #expect(nitrite?["interpretation"]?.string == "N")
            #expect(clinic.record(order, "25428-4", text: "much").badFields == ["text"])
            let colour = clinic.record(order, "5778-6", text: "straw").json.result("5778-6")
            #expect(colour?["text"]?.string == "straw")
            #expect(colour?["unit"]?.string == nil)
        }
    }

    @Test func aTestWithoutComponentsIsReportedInWordsOfSeveralLines() throws {
        try TestClinic.open { clinic in
            let order = clinic.order("USG-ABD", clinic.arrive(service: "sonology"), as: .sonographer)
            let text = "Liver: normal in size\\nGall bladder: no stone"
            let answer = clinic.record(order, "USG-ABD", text: text, as: .sonographer)
            #expect(answer.status == .created)
            #expect(answer.json.result("USG-ABD")?["text"]?.string == "Liver: normal in size\nGall bladder: no stone")
        }
    }

    static let long = String(repeating: "ক্ষি", count: 501)

    @Test(arguments: [
        (#"{"component":"718-7","value":"twelve"}"#, "value"), (#"{"component":"718-7","value":-1}"#, "value"),
        (#"{"component":"718-7","value":1e3}"#, "value"), (#"{"component":"718-7","value":"1,5"}"#, "value"),
        (#"{"component":"718-7","value":".5"}"#, "value"), (#"{"component":"718-7","value":"5."}"#, "value"),
        (#"{"component":"718-7","value":"NaN"}"#, "value"), (#"{"component":"718-7","value":"1.2.3"}"#, "value"),
        (#"{"component":"718-7","value":1234567890}"#, "value"), (#"{"component":"718-7","value":true}"#, "value"),
        (#"{"component":"718-7","value":"0.1234567"}"#, "value"), (#"{"component":"718-7","value":[1]}"#, "value"),
        (#"{"component":"718-7"}"#, "value"), (#"{"component":"718-7","text":"twelve"}"#, "text"),
        (#"{"component":"718-7","value":12,"text":"x"}"#, "text"), (#"{"value":12}"#, "component"),
        (#"{"component":"2951-2","value":12}"#, "component"), (#"{"component":"LAB-CBC","value":12}"#, "component"),
        (#"{"component":"718-7","value":12,"unit":"mg"}"#, "unit"),
        (#"{"component":"718-7","text":"\#(long)"}"#, "text"), (#"{"component":"718-7","text":"a\u0000b"}"#, "text"),
        (#"{"component":"\#(long)","value":12}"#, "component"),
    ])
    func whatIsNoResultOfThisTestIsRefused(_ json: String, _ field: String) throws {
        try TestClinic.open { clinic in
            let order = clinic.order("LAB-CBC", clinic.arrive())
            let answer = clinic.send(.post, "/api/orders/\(order)/results", as: .role(.laboratory), json: json)
            #expect(answer.status == .unprocessableContent)
            #expect(answer.badFields == [field], "\(answer.text)")
            try #expect(clinic.count("SELECT count(*) FROM result") == 0)
        }
    }

    /// The database counts code points; a letter with its signs is several of them.
    @Test func textOfTheLongestLengthIsKeptAndOneMoreIsRefused() throws {
        try TestClinic.open { clinic in
            let order = clinic.order("USG-ABD", clinic.arrive(), as: .sonographer)
            let most = String(repeating: "ক্ষি", count: 500)
            #expect(clinic.record(order, "USG-ABD", text: most + "x", as: .sonographer).badFields == ["text"])
            #expect(clinic.record(order, "USG-ABD", text: most, as: .sonographer).status == .created)
            let reason = String(repeating: "ক্ষি", count: 51)
            let revoked = clinic.send(
                .post, "/api/orders/\(order)/revocation", as: .role(.sonographer), json: #"{"reason":"\#(reason)"}"#)
            #expect(revoked.badFields == ["reason"])
        }
    }

    @Test func aResultIsWrittenOnceHoweverOftenItArrives() throws {
        try TestClinic.open { clinic in
            let order = clinic.order("LAB-CBC", clinic.arrive())
            let first = clinic.record(order, "718-7", value: "12.5", key: "result-00001")
            let again = clinic.record(order, "718-7", value: "12.5", key: "result-00001")
            #expect(first.text == again.text)
            let other = clinic.record(order, "718-7", value: "12.6")
            #expect(other.status == .conflict)
            #expect(other.json["type"]?.string == "/problems/result-exists")
            try #expect(clinic.count("SELECT count(*) FROM result") == 1)
        }
    }

    @Test func eachCategoryIsItsOwnStaffsAndTheManagers() throws {
        try TestClinic.open { clinic in
            let person = clinic.arrive()
            let (blood, scan) = (clinic.order("LAB-HB", person), clinic.order("USG-ABD", person))
            #expect(clinic.record(blood, "718-7", value: "12", as: .sonographer).status == .forbidden)
            #expect(clinic.record(scan, "USG-ABD", text: "normal").status == .forbidden)
            #expect(clinic.record(blood, "718-7", value: "12").status == .created)
            #expect(clinic.record(scan, "USG-ABD", text: "normal", as: .sonographer).status == .created)
            #expect(clinic.verify(blood, as: .sonographer).status == .forbidden)
            #expect(clinic.verify(scan, as: .laboratory).status == .forbidden)
            #expect(clinic.verify(scan, as: .doctor).status == .forbidden)
            #expect(clinic.revoke(scan, as: .laboratory).status == .forbidden)
            try #expect(clinic.count("SELECT count(*) FROM diagnostic_report") == 0)
            #expect(clinic.verify(blood, as: .manager).status == .ok)
            #expect(clinic.verify(scan, as: .sonographer).status == .ok)
        }
    }

    @Test func verifyingNeedsAResultAndCompletesTheOrderOnce() throws {
        try TestClinic.open { clinic in
            let order = clinic.order("LAB-CBC", clinic.arrive())
            let early = clinic.verify(order)
            #expect(early.status == .conflict)
            #expect(early.json["type"]?.string == "/problems/no-results")
            clinic.record(order, "718-7", value: "12.5")
            let path = "/api/orders/\(order)/report"
            let first = clinic.send(.post, path, as: .role(.laboratory), json: "{}", key: "verify-0001")
            let again = clinic.send(.post, path, as: .role(.laboratory), json: "{}", key: "verify-0001")
            #expect(first.text == again.text)
            #expect(first.json["status"]?.string == "completed")
            #expect(first.json["state"]?.string == "verified")
            #expect(first.json.result("718-7")?["status"]?.string == "final")
            #expect(clinic.verify(order).json["state"]?.string == "completed")
            let late = clinic.record(order, "789-8", value: "4.5")
            #expect(late.status == .conflict)
            #expect(late.json["state"]?.string == "completed")
            #expect(clinic.revoke(order).status == .conflict)
            try #expect(clinic.count("SELECT count(*) FROM diagnostic_report") == 1)
        }
    }

    @Test func anAmendmentKeepsTheFirstAndIsVerifiedAgain() throws {
        try TestClinic.open { clinic in
            let person = clinic.arrive()
            let order = clinic.order("LAB-CBC", person)
            let id = clinic.record(order, "718-7", value: "1.25").json.result("718-7")?["id"]?.string ?? ""
            func amend(_ id: String, _ body: String, key: String? = nil) -> Response {
                clinic.clock.advance(seconds: 60)
                return clinic.send(.post, "/api/results/\(id)/amendments", as: .role(.laboratory), json: body, key: key)
            }
            #expect(amend(id, #"{"value":12.5}"#).badFields == ["reason"])
            #expect(amend(id, #"{"value":"x","reason":"typing"}"#).badFields == ["value"])
            let before = amend(id, #"{"value":12.5,"reason":"typing"}"#, key: "amend-00001")
            #expect(before.status == .created)
            #expect(before.text == amend(id, #"{"value":12.5,"reason":"typing"}"#, key: "amend-00001").text)
            #expect(before.json.result("718-7")?["value"]?.string == "12.5")
            #expect(before.json["results"]?.array?.first?["value"]?.string == "1.25")
            #expect(before.json["results"]?.array?.first?["status"]?.string == "superseded")
            let stale = amend(id, #"{"value":13,"reason":"again"}"#)
            #expect(stale.status == .conflict)
            #expect(stale.json["type"]?.string == "/problems/result-amended")

            clinic.verify(order)
            let second = before.json.result("718-7")?["id"]?.string ?? ""
            let after = amend(second, #"{"value":"13.0","reason":"recalibrated"}"#)
            #expect(after.json["status"]?.string == "completed")
            #expect(after.json["state"]?.string == "amended")
            #expect(after.json.result("718-7")?["status"]?.string == "preliminary")
            let work = clinic.send(.get, "/api/orders", as: .role(.laboratory)).json["orders"]?.array
            #expect(work?.count == 1, "what was amended waits for verification")
            let verified = clinic.verify(order).json
            #expect(verified["reports"]?.integer == 2)
            #expect(verified.result("718-7")?["status"]?.string == "corrected")
            #expect(verified["results"]?.array?.compactMap { $0["value"]?.string } == ["1.25", "12.5", "13.0"])
            #expect(clinic.send(.get, "/api/orders", as: .role(.laboratory)).json["orders"]?.array?.isEmpty == true)
        }
    }

    @Test func nobodyAnswersForResultsTheyHaveNotSeen() throws {
        try TestClinic.open { clinic in
            let person = clinic.arrive()
            let order = clinic.order("LAB-CBC", person)
            clinic.record(order, "718-7", value: "12.5")
            let page = clinic.send(.get, "/orders/visits/\(person.visit)", as: .role(.laboratory)).text
            #expect(page.contains("name=\"seen\" value=\"1\""))
            clinic.record(order, "777-3", value: "250")
            let early = clinic.send(.post, "/orders/\(order)/report", as: .role(.laboratory), form: ["seen": "1"])
            #expect(early.status == .conflict)
            #expect(early.text.contains("name=\"seen\" value=\"2\""))
            try #expect(clinic.count("SELECT count(*) FROM diagnostic_report") == 0)
            let seen = clinic.send(.post, "/api/orders/\(order)/report", as: .role(.laboratory), json: #"{"seen":2}"#)
            #expect(seen.status == .ok)
        }
    }

    @Test(arguments: [("LAB-HB", "718-7", #""value":12.5"#), ("USG-ABD", "USG-ABD", #""text":"Normal""#)])
    func anAmendmentSaysSomethingElse(_ test: String, _ component: String, _ said: String) throws {
        try TestClinic.open { clinic in
            let role: Role = test.hasPrefix("LAB") ? .laboratory : .sonographer
            let order = clinic.order(test, clinic.arrive(), as: role)
            let first = clinic.send(
                .post, "/api/orders/\(order)/results", as: .role(role),
                json: #"{"component":"\#(component)",\#(said)}"#)
            let id = first.json.result(component)?["id"]?.string ?? ""
            let same = clinic.send(
                .post, "/api/results/\(id)/amendments", as: .role(role), json: #"{\#(said),"reason":"typing"}"#)
            #expect(same.status == .unprocessableContent, "\(same.text)")
            #expect(same.badFields == [said.contains("value") ? "value" : "text"])
            try #expect(clinic.count("SELECT count(*) FROM result") == 1)
        }
    }

    @Test func aRevokedTestsResultsAreNotAmendedAndCountNoMore() throws {
        try TestClinic.open { clinic in
            let person = clinic.arrive()
            let order = clinic.order("LAB-HB", person)
            let id = clinic.record(order, "718-7", value: "1.25").json.result("718-7")?["id"]?.string ?? ""
            clinic.revoke(order)
            let amended = clinic.send(
                .post, "/api/results/\(id)/amendments", as: .role(.laboratory), json: #"{"value":1,"reason":"x"}"#)
            #expect(amended.json["state"]?.string == "revoked")
            let path = "/api/patients/\(person.patient)/results"
            #expect(clinic.send(.get, path, as: .role(.doctor)).json["results"]?.array?.isEmpty == true)
        }
    }

    @Test func whoTreatsThePatientSeesWhatStands() throws {
        try TestClinic.open { clinic in
            let person = clinic.arrive()
            let order = clinic.order("LAB-CBC", person)
            let id = clinic.record(order, "718-7", value: "1.25").json.result("718-7")?["id"]?.string ?? ""
            clinic.record(order, "777-3", value: "90")
            clinic.send(
                .post, "/api/results/\(id)/amendments", as: .role(.laboratory),
                json: #"{"value":12.5,"reason":"typing"}"#)
            let path = "/api/patients/\(person.patient)/results"
            let list = clinic.send(.get, path, as: .role(.doctor)).json["results"]?.array ?? []
            #expect(list.compactMap { $0["result"]?["value"]?.string }.sorted() == ["12.5", "90"])
            #expect(list.allSatisfy { $0["result"]?["status"]?.string == "preliminary" })
            #expect(list.first?["test"]?["en"]?.string == "Complete blood count (CBC)")
            #expect(clinic.send(.get, path, as: .role(.cashier)).status == .forbidden)
        }
    }

    /// What is found after the encounter was signed is told to the national record too, in the same transaction.
    @Test func theNationalRecordHearsOfASignedEncountersResults() throws {
        let shr = Destination(name: "shr", base: "http://localhost:1/fhir", authorization: .none)
        try TestClinic.open(destinations: [shr]) { clinic in
            let person = clinic.arrive(service: "general")
            let order = try clinic.prescribed("LAB-HB", person, isSigned: true)
            let id = clinic.record(order, "718-7", value: "12.5").json.result("718-7")?["id"]?.string ?? ""
            try #expect(clinic.count("SELECT count(*) FROM outbox") == 0)
            clinic.verify(order)
            try #expect(clinic.count("SELECT revision FROM outbox") == 1)
            clinic.send(
                .post, "/api/results/\(id)/amendments", as: .role(.laboratory), json: #"{"value":13,"reason":"x"}"#)
            try #expect(clinic.count("SELECT revision FROM outbox") == 1, "an amendment is told when it is verified")
            clinic.verify(order)
            try #expect(clinic.count("SELECT revision FROM outbox") == 2)
        }
    }

    @Test func anEncounterThatIsNotSignedYetHasNothingToBeDone() throws {
        let shr = Destination(name: "shr", base: "http://localhost:1/fhir", authorization: .none)
        try TestClinic.open(destinations: [shr]) { clinic in
            let person = clinic.arrive(service: "general")
            let order = try clinic.prescribed("LAB-HB", person, isSigned: false)
            let answer = clinic.record(order, "718-7", value: "12.5")
            #expect(answer.json["state"]?.string == "draft")
            #expect(clinic.verify(order).status == .conflict)
            #expect(clinic.send(.get, "/api/orders", as: .role(.laboratory)).json["orders"]?.array?.isEmpty == true)
            try #expect(clinic.count("SELECT count(*) FROM outbox") == 0)
        }
    }

    /// The schema judges too.
    @Test(arguments: [
        "UPDATE result SET value = '9'", "DELETE FROM result", "UPDATE service_request SET status = 'active'",
        "DELETE FROM service_request", "DELETE FROM diagnostic_report", "DELETE FROM report_result",
        "UPDATE report_result SET result_id = 'x'",
        """
        INSERT INTO result (id, service_request_id, component, name_en, name_bn, text, recorded_at, recorded_by)
        SELECT '01a1fd42-eb7a-7f7a-a550-5053d45d018c', id, 'x', 'x', 'x', 'x', 0, requested_by FROM service_request
        """,
    ])
    func whatIsFinalCannotBeWrittenOver(_ sql: String) throws {
        try TestClinic.open { clinic in
            let order = clinic.order("LAB-HB", clinic.arrive())
            clinic.record(order, "718-7", value: "12.5")
            clinic.verify(order)
            #expect(throws: (any Error).self) { try clinic.store.write { db in try db.execute(sql: sql) } }
        }
    }
}
