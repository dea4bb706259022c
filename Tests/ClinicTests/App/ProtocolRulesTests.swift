import Clinic
import HTTP
import Testing
import Vocabulary

/// What RFC 9110 wants of an application, not of its engine.
@Suite struct ProtocolRulesTests {
    /// RFC 9110 section 15.5.2.
    @Test func whoIsNobodyHearsHowToSayWhoTheyAre() throws {
        try TestClinic.open { clinic in
            let answer = clinic.send(.get, "/api/queues/consultation", as: .nobody)
            #expect(answer.status == .unauthorized)
            #expect(answer[header: "WWW-Authenticate"] != nil)
        }
    }

    /// RFC 9110 section 15.5.6.
    @Test func aWrongMethodHearsTheRightOnes() throws {
        try TestClinic.open { clinic in
            let answer = clinic.send(Request(.delete, "/api/tokens"))
            #expect(answer.status == .methodNotAllowed)
            #expect(answer[header: "Allow"]?.contains("POST") == true)
        }
    }

    /// RFC 9110 section 9.3.7.
    @Test func theServerAsAWholeSaysWhatItKnows() throws {
        try TestClinic.open { clinic in
            let answer = clinic.send(Request(.options, "*"))
            #expect(answer.status == .noContent)
            #expect(answer[header: "Allow"]?.hasPrefix("GET, HEAD, POST") == true)
        }
    }

    /// RFC 9110 section 13.1.1: nothing is done on a condition that we cannot know to be true.
    @Test(arguments: [("If-Match", "\"v1\""), ("If-None-Match", "*")])
    func aCommandOnAConditionThatDoesNotHoldIsNotDone(_ name: String, _ value: String) throws {
        try TestClinic.open { clinic in
            let answer = clinic.send(
                .post, "/api/tokens", json: #"{"service":"general"}"#, headers: [(name, value)])
            #expect(answer.status == .preconditionFailed)
            try #expect(clinic.count("SELECT count(*) FROM token") == 0)
        }
    }

    /// RFC 9112 section 3.2.2: of an absolute target its own host counts when we look whose page is asking.
    @Test func theHostOfTheTargetIsComparedWithTheOrigin() throws {
        try TestClinic.open { clinic in
            let headers = [("Origin", "http://localhost")]
            let form = ["service": "general"]
            let own = clinic.send(.post, "http://localhost/reception/tokens", form: form, headers: headers)
            #expect(own.status == .seeOther)
            let other = clinic.send(.post, "http://evil.test/reception/tokens", form: form, headers: headers)
            #expect(other.status == .forbidden)
        }
    }
}
