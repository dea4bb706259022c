@testable import Clinic
import GRDB
import HTTP
import Storage
import Testing
import Vocabulary

@Suite struct SignInTests {
    private func withDoctor(_ body: (TestClinic) throws -> Void) throws {
        try TestClinic.open { clinic in
            let new = try NewStaff(
                userName: "farzana", name: Bilingual("Dr. Farzana", "ডা. ফারজানা"), roles: [.doctor], secret: "2468")
            let password = try NewSecret("a long password")
            try clinic.store.write { db in
                let id = try StaffRegister.add(new, at: TestClinic.morning, db)
                try StaffRegister.set(password, of: id, at: TestClinic.morning, db)
            }
            try body(clinic)
        }
    }

    private func signIn(_ clinic: TestClinic, _ secret: String, _ user: String = "farzana") -> Response {
        clinic.send(
            .post, "/api/sessions", as: .nobody, json: #"{"userName":"\#(user)","secret":"\#(secret)"}"#)
    }

    @Test(arguments: ["", "123", "short", "বাংলা", "৪৫৬"])
    func aSecretThatIsTooShortIsRefused(_ secret: String) {
        #expect(throws: Problem.weakSecret) { try NewSecret(secret) }
    }

    @Test(arguments: ["2468", "২৪৬৮", "a long password"])
    func thePINOrThePasswordLetsIn(_ secret: String) throws {
        try withDoctor { clinic in
            let answer = signIn(clinic, secret)
            #expect(answer.status == .created)
            #expect(answer.json["roles"]?.array?.compactMap(\.string) == ["doctor"])
            let cookie = try #require(answer[header: "Set-Cookie"])
            #expect(cookie.contains("; HttpOnly; SameSite=Lax"))
            let field = String(cookie.prefix { $0 != ";" })
            let me = clinic.send(.get, "/api/queues/consultation", as: .nobody, headers: [("Cookie", field)])
            #expect(me.status == .ok)
        }
    }

    @Test(arguments: [("2469", "farzana"), ("A long password", "farzana"), ("", "farzana"), ("2468", "nobody")])
    func anythingElseDoesNotAndSaysNotWhich(_ secret: String, _ user: String) throws {
        try withDoctor { clinic in
            let answer = signIn(clinic, secret, user)
            #expect(answer.status == .unprocessableContent)
            #expect(answer[header: "Set-Cookie"] == nil)
            #expect(answer.badFields == ["secret"])
        }
    }

    @Test func signingOutEndsTheSessionForEveryHolderOfItsCookie() throws {
        try TestClinic.open { clinic in
            #expect(clinic.send(.delete, "/api/sessions/current").status == .noContent)
            #expect(clinic.send(.get, "/api/tokens").status == .unauthorized)
        }
    }

    @Test func signingOutHasTheBrowserForgetWhatItsPagesKept() throws {
        try TestClinic.open { clinic in
            let answer = clinic.send(.post, "/sign-out", form: [:])
            #expect(answer[header: "Clear-Site-Data"] == "\"storage\"")
            #expect(answer[header: "Set-Cookie"]?.hasPrefix("aalo_session=; ") == true, "the device stays what it is")
        }
    }

    @Test func aNewSecretEndsOldSessions() throws {
        try TestClinic.open { clinic in
            #expect(clinic.send(.get, "/api/tokens").status == .ok)
            let secret = try NewSecret("1357")
            try clinic.store.write { db in
                guard let staff = try StaffRegister.find("receptionist", db) else { return }
                try StaffRegister.set(secret, of: staff.id, at: TestClinic.morning, db)
            }
            #expect(clinic.send(.get, "/api/tokens").status == .unauthorized)
        }
    }

    @Test func thePageAsksAgainAndKeepsTheName() throws {
        try withDoctor { clinic in
            let answer = clinic.send(
                .post, "/sign-in", as: .nobody,
                form: ["userName": "farzana", "secret": "0000", "next": "/queue/consultation"])
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains("value=\"farzana\" required checked"))
            #expect(answer.text.contains("value=\"/queue/consultation\""))
            #expect(!answer.text.contains("0000"))
        }
    }

    @Test func weakSecretsAreRefused() {
        for secret in ["123", "12 34", "short", "123456a"] {
            #expect(throws: Problem.self) { try NewSecret(secret) }
        }
    }

    @Test func aHashKnowsItsSecretAndNoOther() throws {
        let hash = try PasswordHash(of: "2468")
        #expect(hash.matches("2468"))
        #expect(!hash.matches("2469"))
        #expect(try PasswordHash(of: "2468").description != hash.description, "each has its own salt")
        #expect(!PasswordHash(stored: "plain").matches("plain"))
        #expect(!PasswordHash(stored: "scrypt$99$8$1$AAAA$AAAA").matches(""))
    }
}
