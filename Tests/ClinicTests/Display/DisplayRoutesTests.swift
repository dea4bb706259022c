import Clinic
import HTTP
import Storage
import Testing
import Vocabulary

@Suite struct DisplayRoutesTests {
    /// L3: a call is on the screen, in its room.
    @Test func aCallIsOnTheScreenInItsRoom() throws {
        try TestClinic.open { clinic in
            let token = clinic.issue()
            clinic.move(token.entry, "call", 1, room: "counter-2")
            let screen = clinic.send(.get, "/api/display", as: .display).json
            let rooms = screen["rooms"]?.array ?? []
            #expect(rooms.first { $0["room"]?.string == "counter-2" }?["serial"]?.integer == 1)
            #expect(rooms.first { $0["room"]?.string == "counter-1" }?["serial"]?.integer == nil)
            #expect(screen["calls"]?.array?.count == 1)
        }
    }

    /// L11: nothing of anybody on the wall.
    @Test func theScreenKnowsNobodysName() throws {
        try TestClinic.open { clinic in
            clinic.send(
                .post, "/api/tokens",
                json: #"{"service":"anc","name":"Rahima Begum","phone":"01711223344","complaint":"secret"}"#)
            clinic.send(.post, "/api/queues/registration/next", json: #"{"room":"counter-1"}"#)
            let text = clinic.send(.get, "/api/display", as: .display).text
            for word in ["Rahima", "01711223344", "3344", "secret", "anc"] { #expect(!text.contains("\"\(word)")) }
            #expect(!text.contains("Rahima"))
        }
    }

    /// L5: calls are told in their order, each with its own number.
    @Test func callsComeInTheOrderTheyWereMade() throws {
        try TestClinic.open { clinic in
            let tokens = (0..<3).map { _ in clinic.issue() }
            clinic.move(tokens[1].entry, "call", 1, room: "counter-1")
            clinic.move(tokens[0].entry, "call", 1, room: "counter-2")
            clinic.move(tokens[1].entry, "recall", 2)
            let calls = clinic.send(.get, "/api/display", as: .display).json["calls"]?.array ?? []
            #expect(calls.compactMap { $0["serial"]?.integer } == [2, 1, 2])
            #expect(calls.compactMap { $0["isRepeat"]?.bool } == [false, false, true])
            #expect(calls.compactMap { $0["sequence"]?.integer } == [1, 2, 3])
        }
    }

    @Test func aPlaybackIsNotedOnce() throws {
        try TestClinic.open { clinic in
            clinic.move(clinic.issue().entry, "call", 1, room: "counter-1")
            let call = clinic.send(.get, "/api/display", as: .display).json["calls"]?.array?[0]["id"]?.string ?? ""
            for _ in 0..<2 {
                #expect(
                    clinic.send(.post, "/api/announcements/\(call)/playback", as: .display, json: "{}").status
                        == .noContent)
            }
            try #expect(clinic.count("SELECT count(*) FROM announcement_playback") == 1)
            let never = "01a1fd42-eb7a-7f7a-a550-5053d45d018c"
            #expect(
                clinic.send(.post, "/api/announcements/\(never)/playback", as: .display, json: "{}").status == .notFound
            )
        }
    }

    /// L4: a display that says nothing is noticed at the desk.
    @Test func aSilentDisplayIsNoticed() throws {
        try TestClinic.open { clinic in
            func first() -> JSONValue? { clinic.send(.get, "/api/displays").json["displays"]?.array?.first }
            #expect(first()?["lastHeardAt"]?.string == nil)
            clinic.send(.get, "/api/display", as: .display)
            #expect(first()?["isSilent"]?.bool == false)
            clinic.clock.advance(seconds: 40)
            #expect(first()?["isSilent"]?.bool == true)
            #expect(first()?["silentSeconds"]?.integer == 40)
        }
    }

    @Test func aClockThatWasSetBackHidesNoSilentDisplay() throws {
        try TestClinic.open { clinic in
            func first() -> JSONValue? { clinic.send(.get, "/api/displays").json["displays"]?.array?.first }
            clinic.send(.get, "/api/display", as: .display)
            clinic.clock.advance(seconds: -3600)
            #expect(first()?["isSilent"]?.bool == true)
            clinic.send(.get, "/api/display", as: .display)
            #expect(first()?["isSilent"]?.bool == false)
        }
    }

    @Test func aDisplaySignsInByItsKeyAlone() throws {
        try TestClinic.open { clinic in
            #expect(clinic.send(.get, "/display", as: .nobody)[header: "Location"] == "/display/sign-in")
            let wrong = clinic.send(.post, "/display/sign-in", as: .nobody, form: ["key": "WRONG-KEY"])
            #expect(wrong.status == .unprocessableContent)
            #expect(!wrong.text.contains("WRONG-KEY"), "a key is not shown again")
            let right = clinic.send(.post, "/display/sign-in", as: .nobody, form: ["key": " test-key "])
            #expect(right[header: "Location"] == "/display")
            #expect(right[header: "Set-Cookie"]?.contains("aalo_device=TEST-KEY; Path=/;") == true)
            #expect(right[header: "Set-Cookie"]?.contains("HttpOnly; SameSite=Lax") == true)
        }
    }

    /// Whoever sets up the television may have signed in on it before.
    @Test func aScreenIsAScreenAlsoWhereSomebodyHadSignedIn() throws {
        try TestClinic.open { clinic in
            let both = [("Cookie", "aalo_session=session-of-manager; aalo_device=TEST-KEY")]
            clinic.send(.delete, "/api/sessions/current", as: .role(.manager))
            #expect(clinic.send(.get, "/display", as: .nobody, headers: both).status == .ok)
            let signIn = clinic.send(.post, "/display/sign-in", as: .nobody, form: ["key": "TEST-KEY"])
            #expect(signIn.fields.contains { $0.value.hasPrefix("aalo_session=; Path=/; Max-Age=0") })
        }
    }

    @Test func whoWaitsForAChangeIsAnsweredWhenItComes() throws {
        try TestClinic.open { clinic in
            let token = clinic.issue()
            let tag = try #require(clinic.send(.get, "/api/display", as: .display).entityTag)
            let known = [("If-None-Match", tag.field)]
            let box = clinic.begin(clinic.request(.get, "/api/display?wait=25", as: .display, headers: known))
            #expect(box.take() == nil, "nothing has changed yet")
            clinic.move(token.entry, "call", 1, room: "counter-1")
            let answer = clinic.wait(for: box)
            #expect(answer.json["calls"]?.array?.count == 1)
            #expect(answer.entityTag != tag)
        }
    }

    @Test func whoWaitsInVainIsToldThatNothingChanged() throws {
        try TestClinic.open { clinic in
            let tag = try #require(clinic.send(.get, "/api/display", as: .display).entityTag)
            let known = [("If-None-Match", tag.field)]
            let box = clinic.begin(clinic.request(.get, "/api/display?wait=25", as: .display, headers: known))
            clinic.turnOnce(at: .now + .seconds(24))
            #expect(box.take() == nil)
            clinic.turnOnce(at: .now + .seconds(26))
            #expect(box.take()?.entityTag == tag)
        }
    }

    /// The same content has the same tag before and after a restart, so a display that knows it is told so.
    @Test func theTagComesFromTheContent() throws {
        var tags: [EntityTag?] = []
        for _ in 0..<2 {
            try TestClinic.open { clinic in
                tags.append(clinic.send(.get, "/api/display", as: .display).entityTag)
            }
        }
        #expect(tags[0] != nil)
        #expect(tags[0] == tags[1])
    }

    @Test func theDatabaseItselfIsAskedOnRequest() throws {
        try TestClinic.open { clinic in
            let fresh = clinic.send(.get, "/api/queues/billing", headers: [("Cache-Control", "no-store")])
            #expect(fresh.entityTag == nil)
            #expect(clinic.send(.get, "/api/queues/billing").entityTag != nil)
        }
    }
}
