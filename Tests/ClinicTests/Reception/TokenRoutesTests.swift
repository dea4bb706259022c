import Clinic
import Foundation
import HTTP
import Testing
import Vocabulary

@Suite struct TokenRoutesTests {
    @Test func serialsCountUpFromOne() throws {
        try TestClinic.open { clinic in
            for serial in 1...5 {
                let answer = clinic.send(.post, "/api/tokens", json: #"{"service":"general"}"#)
                #expect(answer.status == .created)
                #expect(answer.json["serial"]?.integer == serial)
                #expect(answer[header: "Location"] == "/api/tokens/" + (answer.json["id"]?.string ?? "?"))
            }
        }
    }

    /// L2: today is the clinic's day, and the server decides it.
    @Test(arguments: [
        (TestClinic.morning.adding(seconds: 14 * 3600 - 60), "2026-11-21"),
        (TestClinic.morning.adding(seconds: 14 * 3600 + 60), "2026-11-22"),
        (TestClinic.morning.adding(seconds: -4 * 3600 - 60), "2026-11-21"),
        (TestClinic.morning.adding(seconds: -10 * 3600 - 60), "2026-11-20"),
    ])
    func theDayTurnsAtMidnightInDhaka(_ instant: Instant, _ day: String) throws {
        try TestClinic.open(clock: TestClock(instant)) { clinic in
            #expect(clinic.send(.post, "/api/tokens", json: #"{"service":"general"}"#).json["day"]?.string == day)
        }
    }

    @Test func aNewDayBeginsAtOneAndYesterdaysTokensCannotBeMoved() throws {
        let clock = TestClock(TestClinic.morning.adding(seconds: 9 * 3600))
        try TestClinic.open(clock: clock) { clinic in
            let old = clinic.send(.post, "/api/tokens", json: #"{"service":"general"}"#).json
            clock.advance(seconds: 6 * 3600)
            let new = clinic.send(.post, "/api/tokens", json: #"{"service":"general"}"#).json
            #expect(new["day"]?.string == "2026-11-22")
            #expect(new["serial"]?.integer == 1)
            let (token, entry) = (old["id"]?.string ?? "", old["entryId"]?.string ?? "")
            let void = clinic.send(.post, "/api/tokens/\(token)/void", json: #"{"reason":"late"}"#)
            #expect(void.status == .conflict)
            #expect(void.json["type"]?.string == "/problems/token-of-another-day")
            let call = clinic.send(
                .post, "/api/queue-entries/\(entry)/transitions",
                json: #"{"action":"call","version":1,"room":"counter-1"}"#)
            #expect(call.status == .conflict)
        }
    }

    /// L13: one tap is one token, however often it arrives.
    @Test func aRetriedTapGetsTheFirstAnswer() throws {
        try TestClinic.open { clinic in
            let first = clinic.send(.post, "/api/tokens", json: #"{"service":"child"}"#, key: "tap-00000001")
            let again = clinic.send(.post, "/api/tokens", json: #"{"service":"child"}"#, key: "tap-00000001")
            #expect(first.text == again.text)
            #expect(again.status == .created)
            #expect(again[header: "Location"] == first[header: "Location"])
            #expect(again[header: "Idempotency-Replayed"] == "true")
            try #expect(clinic.count("SELECT count(*) FROM token") == 1)
        }
    }

    @Test func aRetriedTapIsKnownAfterARestart() throws {
        let file = NSTemporaryDirectory() + "aalo-restart-\(UUID().uuidString).sqlite"
        defer { for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: file + end) } }
        var first = ""
        try TestClinic.open(at: file) { clinic in
            first = clinic.send(.post, "/api/tokens", json: #"{"service":"child"}"#, key: "tap-00000001").text
        }
        try TestClinic.open(at: file) { clinic in
            let again = clinic.send(.post, "/api/tokens", json: #"{"service":"child"}"#, key: "tap-00000001")
            #expect(again.text == first)
            try #expect(clinic.count("SELECT count(*) FROM token") == 1)
        }
    }

    @Test func aKeyIsNotUsedForTwoThings() throws {
        try TestClinic.open { clinic in
            clinic.send(.post, "/api/tokens", json: #"{"service":"child"}"#, key: "tap-00000001")
            let other = clinic.send(.post, "/api/tokens", json: #"{"service":"anc"}"#, key: "tap-00000001")
            #expect(other.status == .unprocessableContent)
            #expect(other.json["type"]?.string == "/problems/idempotency-key-reused")
        }
    }

    @Test func twoPeopleMayUseTheSameKey() throws {
        try TestClinic.open { clinic in
            let body = #"{"service":"child"}"#
            let one = clinic.send(.post, "/api/tokens", json: body, key: "tap-00000001")
            let two = clinic.send(.post, "/api/tokens", as: .role(.manager), json: body, key: "tap-00000001")
            #expect(one.json["serial"]?.integer == 1)
            #expect(two.json["serial"]?.integer == 2)
        }
    }

    @Test func aRefusedCommandUsesNoNumberAndMayBeRetriedWithTheSameKey() throws {
        try TestClinic.open { clinic in
            let bad = clinic.send(.post, "/api/tokens", json: #"{"service":"nothing"}"#, key: "tap-00000001")
            #expect(bad.badFields == ["service"])
            let good = clinic.send(.post, "/api/tokens", json: #"{"service":"child"}"#, key: "tap-00000001")
            #expect(good.json["serial"]?.integer == 1)
        }
    }

    @Test func aTokenMayHaveAnIdentityAtOnce() throws {
        try TestClinic.open { clinic in
            let answer = clinic.send(
                .post, "/api/tokens",
                json: """
                    {"service":"anc","priority":"pregnant","name":"রহিমা  বেগম","secondName":"Rahima Begum",
                     "sex":"female","age":0,"ageUnit":"years","phone":"+৮৮০ ১৭১১-২২৩৩৪৪","complaint":"জ্বর"}
                    """)
            #expect(answer.status == .created)
            let patient = answer.json["patient"]
            #expect(patient?["nameBangla"]?.string == "রহিমা বেগম")
            #expect(patient?["nameEnglish"]?.string == "Rahima Begum")
            #expect(patient?["phone"]?.string == "01711223344")
            #expect(patient?["age"]?["value"]?.integer == 0, "L30: zero is a value")
        }
    }

    @Test func someoneKnownIsFoundAndAttached() throws {
        try TestClinic.open { clinic in
            clinic.send(
                .post, "/api/tokens", json: #"{"service":"general","name":"Rahima Begum","phone":"01711223344"}"#)
            func find(_ text: String) -> [JSONValue] {
                clinic.send(.post, "/api/patients/search", json: #"{"q":"\#(text)"}"#).json["patients"]?.array ?? []
            }
            for text in ["rahima", "3344", "01711223344", "৩৩৪৪", "RAHIMA  begum", "+880 1711-223344"] {
                #expect(find(text).count == 1, "\(text)")
            }
            for text in ["rahimaa", "334", "%", "_", "99999"] { #expect(find(text).isEmpty, "\(text)") }
            let id = find("rahima")[0]["id"]?.string ?? ""
            let token = clinic.send(.post, "/api/tokens", json: #"{"service":"general"}"#).json["id"]?.string ?? ""
            let attached = clinic.send(
                .put, "/api/tokens/\(token)/patient", json: #"{"patientId":"\#(id)"}"#)
            #expect(attached.json["patient"]?["nameEnglish"]?.string == "Rahima Begum")
            try #expect(clinic.count("SELECT count(*) FROM patient") == 1)
        }
    }

    @Test func aVoidTokenKeepsItsNumberAndLeavesEveryLine() throws {
        try TestClinic.open { clinic in
            let token = clinic.send(.post, "/api/tokens", json: #"{"service":"general"}"#).json["id"]?.string ?? ""
            let void = clinic.send(.post, "/api/tokens/\(token)/void", json: #"{"reason":"wrong person"}"#)
            #expect(void.status == .ok)
            #expect(void.json["standing"]?.string == "voided")
            #expect(clinic.send(.get, "/api/queues/registration").json["waiting"]?.array?.isEmpty == true)
            let next = clinic.send(.post, "/api/tokens", json: #"{"service":"general"}"#)
            #expect(next.json["serial"]?.integer == 2, "L1: a number is never used twice")
            let again = clinic.send(.post, "/api/tokens/\(token)/void", json: #"{"reason":"again"}"#)
            #expect(again.status == .conflict)
            #expect(again.json["state"]?.string == "voided")
        }
    }

    @Test func aTokenThatIsSomebodysIsNotGivenToSomeoneElseAtTheDesk() throws {
        try TestClinic.open { clinic in
            let token = clinic.send(.post, "/api/tokens", json: #"{"service":"general","name":"Rahima"}"#).json
            let path = "/tokens/\(token["id"]?.string ?? "")/patient"
            let other = clinic.send(.put, "/api" + path, json: #"{"name":"Karim"}"#)
            #expect(other.status == .conflict)
            #expect(other.json["type"]?.string == "/problems/token-has-owner")
            #expect(clinic.send(.post, "/reception" + path, form: ["name": "Karim"]).text.contains("Rahima"))
            try #expect(clinic.count("SELECT count(*) FROM patient") == 1)
            let same = #"{"patientId":"\#(token["patient"]?["id"]?.string ?? "")"}"#
            #expect(clinic.send(.put, "/api" + path, json: same).status == .ok)
        }
    }

    @Test func aTokenWithWhichSomethingWasDoneIsNotVoided() throws {
        try TestClinic.open { clinic in
            let visit = clinic.receive()
            #expect(clinic.measure(visit, #""weight":60"#).status == .created)
            let void = clinic.send(.post, "/api/tokens/\(visit.token)/void", json: #"{"reason":"mistake"}"#)
            #expect(void.status == .conflict)
            #expect(void.json["type"]?.string == "/problems/token-is-used")
            #expect(clinic.send(.get, "/api/tokens/\(visit.token)").json["standing"]?.string == "open")
        }
    }

    @Test func aVoidTokenLeavesNothingToPay() throws {
        try TestClinic.open { clinic in
            let visit = clinic.receive("")
            clinic.register(visit.id, #"{"name":"Rahima","sex":"female","complete":false}"#)
            try #expect(clinic.count("SELECT count(*) FROM charge WHERE cancelled_at IS NULL") == 1)
            let void = clinic.send(.post, "/api/tokens/\(visit.token)/void", json: #"{"reason":"mistake"}"#)
            #expect(void.status == .ok)
            try #expect(clinic.count("SELECT count(*) FROM charge WHERE cancelled_at IS NULL") == 0)
        }
    }

    @Test func thoseWhoFitAreToldApartByTheirFamily() throws {
        try TestClinic.open { clinic in
            _ = clinic.patient(#","fatherName":"Abdul Karim""#)
            let token = clinic.receive("").token
            let page = clinic.send(.post, "/reception/tokens/\(token)/search", form: ["q": "rahima"]).text
            #expect(page.contains("Abdul Karim"))
        }
    }

    /// L22: every slip after the first says so.
    @Test func aReprintIsMarked() throws {
        try TestClinic.open { clinic in
            let token = clinic.send(.post, "/api/tokens", json: #"{"service":"general"}"#).json["id"]?.string ?? ""
            let slip = "/reception/tokens/\(token)/slip"
            #expect(!clinic.send(.get, slip).text.contains("REPRINT"))
            #expect(clinic.send(.post, "/api/tokens/\(token)/slips", json: "{}").json["copies"]?.integer == 2)
            #expect(clinic.send(.get, slip).text.contains("REPRINT"))
        }
    }

    @Test func theSlipPromisesWhatStandsAhead() throws {
        try TestClinic.open { clinic in
            for _ in 0..<4 { clinic.send(.post, "/api/tokens", json: #"{"service":"general"}"#) }
            let fifth = clinic.send(.post, "/api/tokens", json: #"{"service":"general"}"#).json
            #expect(fifth["peopleAhead"]?.integer == 4)
            #expect(fifth["waitMinutes"]?.integer == 10, "4 people × 4 minutes ÷ 2 counters = 8, rounded up to 10")
            let urgent = clinic.send(.post, "/api/tokens", json: #"{"service":"general","priority":"emergency"}"#).json
            #expect(urgent["peopleAhead"]?.integer == 0)
        }
    }

    @Test func todaysListIsFiltered() throws {
        try TestClinic.open { clinic in
            clinic.send(.post, "/api/tokens", json: #"{"service":"general","name":"Rahima"}"#)
            let second = clinic.send(.post, "/api/tokens", json: #"{"service":"child"}"#).json["id"]?.string ?? ""
            clinic.send(.post, "/api/tokens/\(second)/void", json: #"{"reason":"mistake"}"#)
            func serials(_ query: String) -> [Int] {
                clinic.send(.get, "/api/tokens" + query).json["tokens"]?.array?.compactMap { $0["serial"]?.integer }
                    ?? []
            }
            func found(_ text: String) -> [Int] {
                clinic.send(.post, "/api/tokens/search", json: #"{"q":"\#(text)"}"#).json["tokens"]?.array?
                    .compactMap { $0["serial"]?.integer } ?? []
            }
            #expect(serials("") == [2, 1])
            #expect(serials("?state=voided") == [2])
            #expect(serials("?state=open") == [1])
            #expect(found("rahi") == [1])
            #expect(found("২") == [2])
            #expect(clinic.send(.get, "/api/tokens?state=lost").badFields == ["state"])
        }
    }

    /// L11: what is looked for may be a name or a phone, so it does not stand in a URL.
    @Test func aSearchAtTheDeskGoesByPost() throws {
        try TestClinic.open { clinic in
            let token = clinic.send(.post, "/api/tokens", json: #"{"service":"general","name":"Rahima"}"#).json
            let page = clinic.send(.post, "/reception/search", form: ["q": "rahi"])
            #expect(page.text.contains("class=\"patients\""))
            #expect(clinic.send(.get, "/reception?q=rahi").status == .unprocessableContent)
            let slip = clinic.send(
                .post, "/reception/search", form: ["q": "urn:uuid:" + (token["id"]?.string ?? "")])
            #expect(slip[header: "Location"] == "/reception/tokens/" + (token["id"]?.string ?? ""))
        }
    }

    @Test func someoneKnownIsAttachedOnTheTokensPage() throws {
        try TestClinic.open { clinic in
            clinic.send(.post, "/api/tokens", json: #"{"service":"general","name":"Rahima Begum"}"#)
            let token = clinic.send(.post, "/api/tokens", json: #"{"service":"general"}"#).json["id"]?.string ?? ""
            let page = clinic.send(.post, "/reception/tokens/\(token)/search", form: ["q": "rahima"]).text
            let patient = try #require(page.firstMatch(of: /name="patientId" value="([^"]+)"/)).1
            let attached = clinic.send(
                .post, "/reception/tokens/\(token)/patient", form: ["patientId": String(patient)])
            #expect(attached.status == .seeOther)
            #expect(
                clinic.send(.get, "/api/tokens/\(token)").json["patient"]?["nameEnglish"]?.string == "Rahima Begum")
            let nobody = clinic.send(.post, "/reception/search", form: ["q": ""])
            #expect(nobody.status == .ok, "an empty box is no mistake")
        }
    }

    @Test func theDaysReportIsCSVWithoutNames() throws {
        try TestClinic.open { clinic in
            clinic.send(.post, "/api/tokens", json: #"{"service":"general","name":"Rahima"}"#)
            let report = clinic.send(.get, "/api/days/2026-11-21/tokens.csv", as: .role(.manager))
            #expect(report.text.hasPrefix("serial,service,priority"))
            #expect(
                report.text.contains("1,general,ordinary,open,registration,waiting,,2026-11-21T04:00:00.000Z,,\r\n"))
            #expect(!report.text.contains("Rahima"))
        }
    }

    @Test func theReportOfADayHasThatDayAlone() throws {
        try TestClinic.open(clock: TestClock(TestClinic.evening)) { clinic in
            let report = { (day: String) in clinic.send(.get, "/api/days/\(day)/tokens.csv", as: .role(.manager)).text }
            clinic.send(.post, "/api/tokens", json: #"{"service":"general"}"#)
            let before = report("2026-11-21")
            clinic.clock.advance(seconds: TestClinic.overnight)
            clinic.send(.post, "/api/tokens", json: #"{"service":"child"}"#)
            #expect(report("2026-11-21") == before)
            #expect(report("2026-11-22").contains("1,child,ordinary,open,registration,waiting,"))
        }
    }
}
