import Clinic
import HTTP
import Testing
import Vocabulary

@Suite struct CrossSiteTests {
    @Test(arguments: [
        ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"), ("Origin", "http://evil.test"),
        ("Origin", "null"),
    ])
    func whatAnotherSiteSendsIsRefused(_ name: String, _ value: String) throws {
        try TestClinic.open { clinic in
            let api = clinic.send(.post, "/api/tokens", json: #"{"service":"general"}"#, headers: [(name, value)])
            #expect(api.status == .forbidden)
            let form = clinic.send(.post, "/reception/tokens", form: ["service": "general"], headers: [(name, value)])
            #expect(form.status == .forbidden)
            try #expect(clinic.count("SELECT count(*) FROM token") == 0)
        }
    }

    @Test(arguments: [("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Site", "none"), ("Origin", "http://localhost")])
    func whatOurOwnPagesSendIsTaken(_ name: String, _ value: String) throws {
        try TestClinic.open { clinic in
            let form = clinic.send(.post, "/reception/tokens", form: ["service": "general"], headers: [(name, value)])
            #expect(form.status == .seeOther)
        }
    }

    @Test func aFormWithoutTheSessionsTokenIsRefused() throws {
        try TestClinic.open { clinic in
            for token in ["", "wrong"] {
                let form = clinic.send(.post, "/reception/tokens", form: ["service": "general", "_csrf": token])
                #expect(form.status == .forbidden)
            }
            try #expect(clinic.count("SELECT count(*) FROM token") == 0)
        }
    }

    @Test func aFormCannotReachRESTAndJSONCannotReachAForm() throws {
        try TestClinic.open { clinic in
            #expect(clinic.send(.post, "/api/tokens", form: ["service": "general"]).status == .unsupportedMediaType)
            let json = clinic.send(.post, "/reception/tokens", json: #"{"service":"general"}"#)
            #expect(json.status == .unsupportedMediaType)
        }
    }

    @Test(arguments: ["//evil.test", "https://evil.test", "/\\evil.test", "javascript:alert(1)"])
    func nobodyIsSentToAnotherSite(_ place: String) throws {
        try TestClinic.open { clinic in
            let answer = clinic.send(.get, "/language/en?back=" + place.percentEncodedForQuery)
            #expect(answer.status != .seeOther)
            #expect(answer[header: "Location"] == nil)
        }
    }
}
