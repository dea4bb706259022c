import Clinic
import HTTP
import Testing
import Vocabulary

@Suite struct DraftTests {
    @Test func whatIsWrittenIsThereWhenThePageIsOpenedAgain() throws {
        try TestClinic.open { clinic in
            let visit = try clinic.sitsBeforeTheDoctor()
            let id = try clinic.begin(visit)
            clinic.write("complaints", #"{"code":"CC001","days":3}"#, in: id)
            clinic.write("complaints", #"{"text":"মাথা ঝিমঝিম করে"}"#, in: id)
            clinic.write("conditions", #"{"code":"DX001","verification":"confirmed"}"#, in: id)
            clinic.write(
                "medication-requests",
                #"{"medicine":"MED001","pattern":"১+০+১","timing":"after_meal","days":7,"note":"পানি বেশি খাবেন"}"#,
                in: id)
            let last = clinic.write("service-requests", #"{"code":"LAB-CBC","note":"দ্রুত"}"#, in: id)
            #expect(last.status == .created)
            let kept = clinic.write(
                "note",
                #"{"history":"এক\r\nদুই","advice":"বিশ্রাম","followUpOn":"2026-11-28","version":\#(last.json["version"]?.integer ?? 0)}"#,
                in: id)
            #expect(kept.status == .ok, "\(kept.text)")

            let draft = clinic.encounter(id)
            #expect(draft["status"]?.string == "in-progress")
            #expect(draft["version"]?.integer == 7)
            #expect(draft["history"]?.string == "এক\nদুই")
            #expect(draft["followUpOn"]?.string == "2026-11-28")
            #expect(Set(draft["complaints"]?.array?.map { $0["code"]?.string } ?? []) == ["CC001", nil])
            #expect(draft["conditions"]?.array?.first?["icd11"]?.string == "BA00.Z")
            let line = try #require(draft["medicationRequests"]?.array?.first)
            #expect(line["pattern"]?.string == "1+0+1")
            #expect(line["instruction"]?["bn"]?.string == "১টি করে দিনে ২ বার, সকালে ও রাতে, খাবারের পরে, ৭ দিন")
            #expect(draft["serviceRequests"]?.array?.first?["status"]?.string == "draft")

            let page = clinic.send(.get, "/consultation/visits/\(visit)", as: .role(.doctor)).text
            for text in ["মাথা ঝিমঝিম করে", "Paracetamol 500 mg", "এক\nদুই", "value=\"2026-11-28\"", "BA00.Z"] {
                #expect(page.contains(text), "\(text)")
            }
        }
    }

    @Test func beginningTwiceGoesOnWithTheSame() throws {
        try TestClinic.open { clinic in
            let visit = try clinic.sitsBeforeTheDoctor()
            #expect(try clinic.begin(visit) == clinic.begin(visit))
            try #expect(clinic.count("SELECT count(*) FROM encounter") == 1)
        }
    }

    @Test func aVisitWithoutAPatientCannotBegin() throws {
        try TestClinic.open { clinic in
            let token = clinic.send(.post, "/api/tokens", json: #"{"service":"general"}"#).json
            let visit = token["visitId"]?.string ?? ""
            let answer = clinic.send(.post, "/api/visits/\(visit)/encounters", as: .role(.doctor), json: "{}")
            #expect(answer.status == .conflict)
            #expect(answer.json["type"]?.string == "/problems/visit-without-patient")
            let page = clinic.send(.get, "/consultation/visits/\(visit)", as: .role(.doctor)).text
            #expect(page.contains("/registration/visits/\(visit)"))
        }
    }

    @Test func aVoidVisitCannotBegin() throws {
        try TestClinic.open { clinic in
            let token = clinic.send(.post, "/api/tokens", json: #"{"service":"general","name":"Rahima"}"#).json
            clinic.send(.post, "/api/tokens/\(token["id"]?.string ?? "")/void", json: #"{"reason":"mistake"}"#)
            let visit = token["visitId"]?.string ?? ""
            let answer = clinic.send(.post, "/api/visits/\(visit)/encounters", as: .role(.doctor), json: "{}")
            #expect(answer.json["type"]?.string == "/problems/token-closed")
        }
    }

    /// L13: one tap is one line, however often it arrives.
    @Test func aRetriedLineIsWrittenOnce() throws {
        try TestClinic.open { clinic in
            let id = try clinic.begin(try clinic.sitsBeforeTheDoctor())
            let tap = { clinic.write("complaints", #"{"text":"ব্যথা"}"#, in: id, key: "line-00000001") }
            let (first, again) = (tap(), tap())
            #expect(first.status == .created)
            #expect(first.text == again.text)
            try #expect(clinic.count("SELECT count(*) FROM complaint") == 1)
            #expect(clinic.write("complaints", #"{"text":"ব্যথা"}"#, in: id).status == .conflict)
        }
    }

    @Test(arguments: [
        ("complaints", #"{}"#, "code"), ("complaints", #"{"code":"CC999"}"#, "code"),
        ("complaints", #"{"code":"CC001","text":"x"}"#, "code"), ("complaints", #"{"code":"CC001","days":-1}"#, "days"),
        ("complaints", #"{"text":"\#(String(repeating: "কা", count: 101))"}"#, "text"),
        ("conditions", #"{}"#, "code"), ("conditions", #"{"code":"E99.9"}"#, "code"),
        ("conditions", #"{"code":"DX001' --"}"#, "code"),
        ("conditions", #"{"code":"DX001","verification":"sure"}"#, "verification"),
        ("medication-requests", #"{"medicine":"MED999","pattern":"1+0+1"}"#, "medicine"),
        ("medication-requests", #"{"medicine":"MED038","pattern":"1+0+1","days":7}"#, "medicine"),
        ("medication-requests", #"{"medicine":"MED001"}"#, "pattern"),
        ("medication-requests", #"{"medicine":"MED001","pattern":"twice"}"#, "pattern"),
        ("medication-requests", #"{"medicine":"MED001","pattern":"1+0"}"#, "pattern"),
        ("medication-requests", #"{"medicine":"MED001","pattern":"0+0+0"}"#, "pattern"),
        ("medication-requests", #"{"medicine":"MED001","pattern":"1+1+1","timing":"stat"}"#, "pattern"),
        ("medication-requests", #"{"medicine":"MED001","pattern":"1+1+1","timing":"after-food"}"#, "timing"),
        ("medication-requests", #"{"medicine":"MED001","pattern":"1+1+1","days":0}"#, "days"),
        ("medication-requests", #"{"medicine":"MED001","pattern":"1+1+1","days":367}"#, "days"),
        ("medication-requests", #"{"medicine":"MED039","pattern":"1+1+1"}"#, "days"),
        ("service-requests", #"{"code":"LAB-NONE"}"#, "code"),
        ("note", #"{"history":"x"}"#, "version"), ("note", #"{"version":"x"}"#, "version"),
        ("note", #"{"followUpOn":"2026-11-20","version":1}"#, "followUpOn"),
        ("note", #"{"followUpOn":"2029-11-20","version":1}"#, "followUpOn"),
        ("note", #"{"followUpOn":"2026-02-30","version":1}"#, "followUpOn"),
        ("note", #"{"history":"\#(String(repeating: "কা", count: 2001))","version":1}"#, "history"),
        ("note", #"{"history":"a\u0000b","version":1}"#, "history"),
        ("removals", #"{"id":"7"}"#, "id"), ("signature", #"{}"#, "version"),
        ("signature", #"{"version":1}"#, "conditions"), ("complaints", #"{"code":"CC001","colour":"red"}"#, "colour"),
    ])
    func aBadFieldIsNamedAndNothingIsWritten(_ what: String, _ json: String, _ field: String) throws {
        try TestClinic.open { clinic in
            let id = try clinic.begin(try clinic.sitsBeforeTheDoctor())
            let answer = clinic.write(what, json, in: id)
            #expect(answer.status == .unprocessableContent, "\(answer.text)")
            #expect(answer.badFields.contains(field), "\(answer.text)")
            #expect(clinic.encounter(id)["version"]?.integer == 1)
            try #expect(
                clinic.count(
                    """
                    SELECT (SELECT count(*) FROM complaint) + (SELECT count(*) FROM condition)
                        + (SELECT count(*) FROM medication_request) + (SELECT count(*) FROM service_request)
                    """) == 0)
        }
    }

    @Test func theSameThingIsNotWrittenTwice() throws {
        try TestClinic.open { clinic in
            let id = try clinic.begin(try clinic.sitsBeforeTheDoctor())
            for (what, json) in [
                ("complaints", #"{"code":"CC001"}"#), ("conditions", #"{"code":"DX001"}"#),
                ("medication-requests", #"{"medicine":"MED001","pattern":"1+0+1","days":3}"#),
                ("service-requests", #"{"code":"LAB-CBC"}"#),
            ] {
                #expect(clinic.write(what, json, in: id).status == .created)
                #expect(clinic.write(what, json, in: id).status == .conflict, "\(what)")
            }
        }
    }

    /// L7: what was seen is not so any more: refused, with the fresh state, and what was there stays.
    @Test func aNoteWrittenOverAnotherIsRefusedWithTheFreshState() throws {
        try TestClinic.open { clinic in
            let id = try clinic.begin(try clinic.sitsBeforeTheDoctor())
            #expect(clinic.write("note", #"{"history":"first","version":1}"#, in: id).status == .ok)
            let late = clinic.write("note", #"{"history":"second","version":1}"#, in: id)
            #expect(late.status == .conflict)
            #expect(late.json["version"]?.integer == 2)
            #expect(late.json["history"]?.string == "first")
            #expect(clinic.encounter(id)["history"]?.string == "first")
        }
    }

    @Test func anyLineIsTakenOutOnceAndOnlyFromItsOwnDraft() throws {
        try TestClinic.open { clinic in
            let id = try clinic.begin(try clinic.sitsBeforeTheDoctor())
            let other = try clinic.begin(try clinic.sitsBeforeTheDoctor())
            clinic.write("complaints", #"{"code":"CC001"}"#, in: id)
            clinic.write("conditions", #"{"code":"DX001"}"#, in: id)
            clinic.write("medication-requests", #"{"medicine":"MED001","pattern":"1+0+1","days":3}"#, in: id)
            clinic.write("service-requests", #"{"code":"LAB-CBC"}"#, in: id)
            for list in ["complaints", "conditions", "medicationRequests", "serviceRequests"] {
                let line = try #require(clinic.encounter(id)[list]?.array?.first?["id"]?.string)
                let removal = #"{"id":"\#(line)"}"#
                #expect(clinic.write("removals", removal, in: other).status == .notFound, "\(list)")
                #expect(clinic.write("removals", removal, in: id).json[list]?.array?.isEmpty == true, "\(list)")
                #expect(clinic.write("removals", removal, in: id).status == .notFound, "\(list)")
            }
        }
    }

    @Test func anotherPractitionerNeitherWritesNorSigns() throws {
        try TestClinic.open { clinic in
            let visit = try clinic.sitsBeforeTheDoctor()
            let id = try clinic.begin(visit)
            let begin = clinic.send(.post, "/api/visits/\(visit)/encounters", as: .role(.paramedic), json: "{}")
            #expect(begin.status == .conflict)
            for (what, json) in Self.writings {
                let answer = clinic.write(what, json, in: id, as: .paramedic)
                #expect(answer.status == .conflict, "\(what)")
                #expect(answer.json["type"]?.string == "/problems/encounter-of-another")
            }
            #expect(clinic.encounter(id)["version"]?.integer == 1)
            let page = clinic.send(.get, "/consultation/visits/\(visit)", as: .role(.paramedic)).text
            #expect(page.contains("এই রোগীকে দেখছেন"))
            #expect(!page.contains("id=\"draft\""))
        }
    }

    @Test func whatIsSignedIsSaidToBeSignedAlsoToOthers() throws {
        try TestClinic.open { clinic in
            let id = try clinic.consult().encounter
            let answer = clinic.write("note", #"{"history":"x","version":1}"#, in: id, as: .paramedic)
            #expect(answer.json["type"]?.string == "/problems/encounter-is-final")
        }
    }

    @Test func aConsultationIsBegunOnTheVisitsDayAndGoneOnWithAfterIt() throws {
        let evening = TestClock(TestClinic.evening)
        try TestClinic.open(clock: evening) { clinic in
            let begun = try clinic.sitsBeforeTheDoctor()
            let id = try clinic.begin(begun)
            let missed = clinic.receive()
            evening.advance(seconds: TestClinic.overnight)
            try #expect(clinic.begin(begun) == id)
            let late = clinic.send(.post, "/api/visits/\(missed.id)/encounters", as: .role(.doctor), json: "{}")
            #expect(late.json["type"]?.string == "/problems/token-of-another-day")
            try #expect(clinic.count("SELECT count(*) FROM encounter") == 1)
        }
    }

    @Test func draftsThatNobodySignedHideNothingThatWasSigned() throws {
        try TestClinic.open { clinic in
            let first = try clinic.consult().encounter
            let patient = clinic.encounter(first)["patientId"]?.string ?? ""
            for _ in 0..<11 {
                clinic.clock.advance(seconds: 60)
                let token = clinic.send(.post, "/api/tokens", json: #"{"service":"general","patientId":"\#(patient)"}"#)
                _ = try clinic.begin(token.json["visitId"]?.string ?? "")
            }
            let summary = clinic.send(.get, "/api/patients/\(patient)/summary", as: .role(.doctor)).json
            #expect(summary["encounters"]?.array?.compactMap { $0["id"]?.string } == [first])
        }
    }

    @Test func everyPageOfAConsultationLeadsBackToTheLine() throws {
        try TestClinic.open { clinic in
            let visit = try clinic.sitsBeforeTheDoctor()
            let page = { clinic.send(.get, "/consultation/visits/\(visit)", as: .role(.paramedic)).text }
            let way = "data-back href=\"/queue/consultation?room=doctor-1\""
            #expect(page().contains(way))
            _ = try clinic.begin(visit)
            #expect(page().contains(way))
        }
    }

    @Test func whoDoesNotTreatMayReadButNotWrite() throws {
        try TestClinic.open { clinic in
            let id = try clinic.begin(try clinic.sitsBeforeTheDoctor())
            for role in [Role.laboratory, .sonographer, .manager, .clinicalAssistant] {
                #expect(clinic.send(.get, "/api/encounters/\(id)", as: .role(role)).status == .ok)
                #expect(clinic.write("conditions", #"{"code":"DX001"}"#, in: id, as: role).status == .forbidden)
            }
            for role in [Role.receptionist, .cashier, .administrator] {
                #expect(clinic.send(.get, "/api/encounters/\(id)", as: .role(role)).status == .forbidden)
            }
        }
    }

    static let writings = [
        ("note", #"{"history":"x","version":1}"#), ("complaints", #"{"code":"CC001"}"#),
        ("conditions", #"{"code":"DX001"}"#), ("medication-requests", #"{"medicine":"MED001","pattern":"1+0+1"}"#),
        ("service-requests", #"{"code":"LAB-CBC"}"#), ("signature", #"{"version":1}"#),
        ("removals", #"{"id":"01a1fd42-eb7a-7f7a-a550-5053d45d018c"}"#),
    ]
}
