import Clinic
import HTTP
import Testing
import Vocabulary

@Suite struct BoardPagesTests {
    @Test func aTapCallsTheNextAndTheBoardSaysSo() throws {
        try TestClinic.open { clinic in
            clinic.send(.post, "/api/tokens", json: #"{"service":"general","name":"রহিমা"}"#)
            let tap = clinic.send(
                .post, "/queue/registration", form: ["tap": "next", "room": "counter-1"])
            #expect(tap.status == .seeOther)
            #expect(tap[header: "Location"] == "/queue/registration?room=counter-1")
            let board = clinic.send(.get, "/queue/registration?room=counter-1").text
            #expect(board.contains("রহিমা"))
            #expect(board.contains("present-called"))
        }
    }

    @Test func aStaleTapShowsTheBoardAsItIsNow() throws {
        try TestClinic.open { clinic in
            let token = clinic.issue()
            clinic.move(token.entry, "call", 1, room: "counter-1")
            let tap = clinic.send(
                .post, "/queue/registration", form: ["tap": "call \(token.entry) 1", "room": "counter-2"])
            #expect(tap.status == .conflict)
            #expect(tap.text.contains("টোকেন ১ এর মধ্যে বদলে গেছে"))
            #expect(tap.text.contains("১ নম্বর কাউন্টার"))
        }
    }

    @Test func theChangingPartIsTheSameForEveryTablet() throws {
        try TestClinic.open { clinic in
            _ = clinic.issue()
            let one = clinic.send(.get, "/queue/registration/line?room=counter-1", as: .role(.receptionist))
            let two = clinic.send(.get, "/queue/registration/line?room=counter-1", as: .role(.clinicalAssistant))
            #expect(one.text == two.text)
            #expect(!one.text.contains("form-token"))
        }
    }

    @Test func whatOneStagesStaffLookedAtIsNotGivenToAnothers() throws {
        try TestClinic.open { clinic in
            clinic.send(.post, "/api/tokens", json: #"{"service":"general","name":"রহিমা"}"#)
            let line = "/queue/registration/line?room=counter-1"
            #expect(clinic.send(.get, line, as: .role(.receptionist)).text.contains("রহিমা"))
            for role in [Role.doctor, .laboratory, .cashier] {
                #expect(clinic.send(.get, line, as: .role(role)).status == .forbidden)
            }
        }
    }

    @Test func aTapLeadsBackToARoomThatThereIs() throws {
        try TestClinic.open { clinic in
            let token = clinic.issue()
            clinic.move(token.entry, "call", 1, room: "counter-1")
            let tap = clinic.send(
                .post, "/queue/registration", form: ["tap": "serve \(token.entry) 2", "room": "x&stage=billing#"])
            #expect(tap[header: "Location"] == "/queue/registration")
        }
    }
}
