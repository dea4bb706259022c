import Clinic
import HTTP
import Testing
import Vocabulary

/// The screening station's pages, as a person uses them.
@Suite struct ScreeningPagesTests {
    private func open(_ clinic: TestClinic, _ visit: TestVisit, as role: Role = .paramedic) -> String {
        clinic.send(.get, "/screening/visits/\(visit.id)", as: .role(role)).text
    }

    private func post(
        _ clinic: TestClinic, _ visit: TestVisit, _ form: [String: String], key: String? = nil
    ) -> Response {
        var form = form
        form["_key"] = key
        return clinic.send(
            .post, "/screening/visits/\(visit.id)/observations", as: .role(.paramedic), form: form)
    }

    @Test func whoIsWellIsSentOnAndTheBoardOpens() throws {
        try TestClinic.open { clinic in
            let visit = clinic.receive()
            clinic.bringToScreening(visit)
            let answer = post(
                clinic, visit, ["weight": "৫২.৫", "temperature": "98.6", "pregnancy": "not-pregnant", "next": "send"])
            #expect(answer.status == .seeOther)
            #expect(answer[header: "Location"] == "/queue/screening?room=screening-1")
            #expect(clinic.place(of: visit) == "consultation waiting")
            try #expect(clinic.count("SELECT count(*) FROM observation WHERE value = '52.5'") == 1)
            try #expect(
                clinic.count("SELECT count(*) FROM observation WHERE code = 'TEMP' AND value = '37.0' AND unit = 'Cel'")
                    == 1, "Fahrenheit is kept in Celsius")
        }
    }

    @Test func whatIsRedIsSeenBeforeTheNextPersonComes() throws {
        try TestClinic.open { clinic in
            let visit = clinic.receive()
            clinic.bringToScreening(visit)
            let answer = post(clinic, visit, ["spo2": "৮৫", "pregnancy": "pregnant", "next": "send"])
            let place = try #require(answer[header: "Location"])
            #expect(place == "/screening/visits/\(visit.id)?room=screening-1")
            let page = clinic.send(.get, place, as: .role(.paramedic)).text
            #expect(page.contains("alert-bar"))
            #expect(page.contains("অক্সিজেন দিন, এখনই ডাক্তার ডাকুন।"))
            #expect(page.contains("৮৫ %"))
            #expect(page.contains("<span class=\"colour colour-red\">অক্সিজেন মারাত্মক কম</span>"))
            #expect(page.contains("/queue/screening?room=screening-1"))
        }
    }

    @Test func aRefusedFormComesBackWithWhatWasTyped() throws {
        try TestClinic.open { clinic in
            let visit = clinic.receive()
            let answer = post(
                clinic, visit,
                ["temperature": "৩৭০", "systolic": "80", "diastolic": "120", "pulse": "72", "pregnancy": "pregnant"])
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains("error-summary"))
            #expect(answer.text.contains("value=\"৩৭০\" aria-invalid=\"true\""))
            #expect(answer.text.contains("৩০.০ থেকে ৪৩.০ °C হতে পারে"))
            #expect(answer.text.contains("সিস্টোলিক ডায়াস্টোলিকের চেয়ে বেশি হতে হবে।"))
            #expect(answer.text.contains("name=\"pulse\" type=\"text\" inputmode=\"decimal\""))
            #expect(answer.text.contains("value=\"72\""))
            #expect(answer.text.contains("value=\"pregnant\" checked"))
            try #expect(clinic.count("SELECT count(*) FROM observation_set") == 0)
        }
    }

    @Test func aTickIsForTheNumberItStandsBeside() throws {
        try TestClinic.open { clinic in
            let visit = clinic.receive()
            let first = post(clinic, visit, ["weight": "১৫৫"])
            #expect(first.status == .unprocessableContent)
            #expect(first.text.contains("name=\"weightConfirmed\" value=\"১৫৫\">"))
            let other = post(clinic, visit, ["weight": "165", "weightConfirmed": "১৫৫"])
            #expect(other.status == .unprocessableContent, "another number needs a tick of its own")
            let same = post(clinic, visit, ["weight": "155", "weightConfirmed": "১৫৫"])
            #expect(same.status == .seeOther)
        }
    }

    @Test func nothingTypedIsNothingMeasured() throws {
        try TestClinic.open { clinic in
            let visit = clinic.receive()
            clinic.bringToScreening(visit)
            for next in ["send", "stay"] {
                let answer = post(clinic, visit, ["weight": " ", "next": next, "glucoseTiming": "random"])
                #expect(answer.status == .unprocessableContent)
                #expect(answer.text.contains("অন্তত একটি মাপ লিখুন"))
            }
            #expect(clinic.place(of: visit) == "screening serving")
            #expect(post(clinic, visit, ["pulse": "72", "next": "stay"]).status == .seeOther)
            #expect(clinic.place(of: visit) == "screening serving")
            #expect(post(clinic, visit, ["next": "send"]).status == .seeOther, "what was measured before is enough")
            #expect(clinic.place(of: visit) == "consultation waiting")
        }
    }

    @Test func someoneMayBeSentOnUnmeasured() throws {
        try TestClinic.open { clinic in
            let visit = clinic.receive()
            clinic.bringToScreening(visit)
            #expect(open(clinic, visit).contains("না মেপে পাঠান"))
            let answer = clinic.send(
                .post, "/screening/visits/\(visit.id)/completion", as: .role(.paramedic), form: [:])
            #expect(answer[header: "Location"] == "/queue/screening?room=screening-1")
            #expect(clinic.place(of: visit) == "consultation waiting")
        }
    }

    @Test func whoIsNotRegisteredIsShownTheWay() throws {
        try TestClinic.open { clinic in
            let visit = clinic.receive("")
            clinic.bringToScreening(visit)
            let page = open(clinic, visit)
            #expect(!page.contains("name=\"weight\""))
            #expect(page.contains("নিবন্ধনে পাঠান"))
            #expect(!page.contains("/registration/visits/"), "a paramedic does not register")
            #expect(open(clinic, visit, as: .clinicalAssistant).contains("/registration/visits/\(visit.id)"))
            clinic.send(
                .post, "/screening/visits/\(visit.id)/completion", as: .role(.paramedic),
                form: ["stage": "registration"])
            #expect(clinic.place(of: visit) == "registration waiting")
        }
    }

    @Test func pregnancyIsAskedOfWomenWhoMayBe() throws {
        try TestClinic.open { clinic in
            #expect(open(clinic, clinic.receive()).contains("value=\"unknown\" checked"))
            #expect(open(clinic, clinic.receive(service: "anc")).contains("value=\"pregnant\" checked"))
            #expect(open(clinic, clinic.receive(service: "pnc")).contains("value=\"postpartum\" checked"))
            for identity in [
                TestClinic.man, #""name":"Mina","sex":"female","age":9"#, #""name":"Mina","sex":"female","age":60"#,
            ] {
                #expect(!open(clinic, clinic.receive(identity)).contains("name=\"pregnancy\""))
            }
        }
    }

    @Test func theLastVisitsValuesStandBesideTheFields() throws {
        try TestClinic.open(clock: TestClock(TestClinic.evening)) { clinic in
            let first = clinic.receive()
            clinic.measure(first, #""weight":52.5,"systolic":120,"diastolic":80"#)
            clinic.clock.advance(seconds: TestClinic.overnight)
            let token = clinic.send(
                .post, "/api/tokens", json: #"{"service":"general","patientId":"\#(first.patient)"}"#
            ).json
            let page = clinic.send(
                .get, "/screening/visits/\(token["visitId"]?.string ?? "")", as: .role(.paramedic)
            ).text
            #expect(page.contains("আগের মাপ: ৫২.৫ কেজি · ২১ নভেম্বর ২০২৬"))
            #expect(page.contains("আগের মাপ: ১২০/৮০ mmHg · ২১ নভেম্বর ২০২৬"))
        }
    }

    @Test func aCorrectionShowsBothValues() throws {
        try TestClinic.open { clinic in
            let visit = clinic.receive()
            let id = clinic.measure(visit, #""pulse":155"#).observation("PULSE")?["id"]?.string ?? ""
            let empty = clinic.send(
                .post, "/screening/observations/\(id)/amendments", as: .role(.paramedic),
                form: ["value": "", "reason": "ভুল", "choice": "correct"])
            #expect(empty.status == .unprocessableContent, "an empty field withdraws nothing")
            let answer = clinic.send(
                .post, "/screening/observations/\(id)/amendments", as: .role(.paramedic),
                form: ["value": "৮৫", "reason": "<b>ভুল</b> পড়েছি", "choice": "correct"])
            #expect(answer[header: "Location"] == "/screening/visits/\(visit.id)")
            let page = open(clinic, visit)
            #expect(page.contains("৮৫ /মিনিট"))
            #expect(page.contains("<s>১৫৫</s>"))
            #expect(!page.contains("alert-bar"))
            let history = clinic.send(.get, "/screening/observations/\(id)", as: .role(.paramedic)).text
            #expect(history.contains("&lt;b&gt;"))
            #expect(!history.contains("<b>ভুল"))
        }
    }

    @Test func aWithdrawnValueIsNoLongerShown() throws {
        try TestClinic.open { clinic in
            let visit = clinic.receive()
            let id = clinic.measure(visit, #""pulse":155"#).observation("PULSE")?["id"]?.string ?? ""
            clinic.send(
                .post, "/screening/observations/\(id)/amendments", as: .role(.paramedic),
                form: ["value": "", "reason": "অন্য রোগীর", "choice": "withdraw"])
            #expect(!open(clinic, visit).contains("১৫৫"))
            let history = clinic.send(.get, "/screening/observations/\(id)", as: .role(.paramedic)).text
            #expect(history.contains("বাদ দেওয়া হয়েছে"))
            #expect(history.contains("১৫৫ /মিনিট"))
        }
    }

    /// L42.
    @Test(arguments: ["<script>alert(1)</script>", "\"><img src=x>", "' OR 1=1 --", "=1+1", "৫০; DROP TABLE visit"])
    func hostileTextIsShownAsItWasTyped(_ text: String) throws {
        try TestClinic.open { clinic in
            let visit = clinic.receive()
            let answer = post(clinic, visit, ["weight": text, "weightConfirmed": text])
            #expect(answer.status == .unprocessableContent)
            #expect(!answer.text.contains("<script>alert"))
            #expect(!answer.text.contains("<img src=x"))
            try #expect(clinic.count("SELECT count(*) FROM observation_set") == 0)
        }
    }

    @Test func aDoubleTapIsOneSet() throws {
        try TestClinic.open { clinic in
            let visit = clinic.receive()
            clinic.bringToScreening(visit)
            let first = post(clinic, visit, ["pulse": "72", "next": "send"], key: "tap-000001")
            let again = post(clinic, visit, ["pulse": "72", "next": "send"], key: "tap-000001")
            #expect(first[header: "Location"] == again[header: "Location"])
            try #expect(clinic.count("SELECT count(*) FROM observation") == 1)
        }
    }

    @Test func aFinishedVisitIsOnlyLookedAt() throws {
        try TestClinic.open(clock: TestClock(TestClinic.evening)) { clinic in
            let visit = clinic.receive()
            clinic.measure(visit, #""pulse":72"#)
            clinic.clock.advance(seconds: TestClinic.overnight)
            let page = open(clinic, visit)
            #expect(page.contains("৭২ /মিনিট"))
            #expect(!page.contains("name=\"pulse\""))
        }
    }

    @Test func anUnknownAgeIsSaidAndJudgedStrictly() throws {
        try TestClinic.open { clinic in
            let visit = clinic.receive(#""name":"Karim","sex":"male""#)
            clinic.measure(visit, #""temperature":37.8"#)
            let page = open(clinic, visit)
            #expect(page.contains("বয়স জানা নেই"))
            #expect(page.contains("alert-bar"))
        }
    }
}
