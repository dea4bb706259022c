import HTTP
import Storage
import Testing
import Vocabulary

@testable import Clinic

@Suite struct SignInFailuresTests {
    private let start = TestClinic.morning

    /// How long one has to wait after so many failures in a row, each as soon as it is allowed.
    private func delays(_ count: Int, _ failures: SignInFailures) -> [Int] {
        var now = start
        return (0..<count).map { _ in
            failures.failed("farzana", from: "10.0.0.7", at: now)
            let delay = failures.delay("farzana", from: "10.0.0.7", at: now) ?? 0
            now = now.adding(seconds: delay)
            return delay
        }
    }

    @Test func fiveMistakesAreFreeAndThenTheWaitDoubles() {
        #expect(delays(9, SignInFailures()) == [0, 0, 0, 0, 1, 2, 4, 8, 16])
    }

    /// A PIN of four digits lasts for months.
    @Test func aGuesserGetsAHundredTriesADay() {
        let failures = SignInFailures()
        var now = start
        var tries = 0
        while now.seconds(since: start) < 7 * 86_400 {
            failures.failed("farzana", from: "10.0.0.\(tries % 250)", at: now)
            tries += 1
            now = now.adding(seconds: max(1, failures.delay("farzana", from: "10.0.0.1", at: now) ?? 1))
        }
        #expect(tries < 7 * 110)
    }

    @Test func theRightSecretForgetsTheMistakesOfThatPerson() {
        let failures = SignInFailures()
        _ = delays(7, failures)
        failures.succeeded("farzana")
        #expect(failures.delay("farzana", from: "10.0.0.7", at: start) == nil)
    }

    @Test func anAddressThatTriesManyNamesWaitsAndOthersDoNot() {
        let failures = SignInFailures()
        for number in 0..<30 { failures.failed("name\(number)", from: "10.0.0.9", at: start) }
        #expect(failures.delay("somebody", from: "10.0.0.9", at: start) == 1)
        #expect(failures.delay("somebody", from: "10.0.0.8", at: start) == nil)
        #expect(failures.delay("somebody", from: "10.0.0.9", at: start.adding(seconds: 30)) == nil)
    }

    /// Everybody mistypes now and then, all day, behind one address.
    @Test func aClinicBehindOneAddressIsNeverLockedOut() {
        let failures = SignInFailures()
        for minute in 0..<600 {
            let now = start.adding(seconds: 60 * minute)
            let name = "staff\(minute % 40)"
            #expect(failures.delay(name, from: "192.168.1.1", at: now) == nil, "after \(minute) minutes")
            failures.failed(name, from: "192.168.1.1", at: now)
            failures.succeeded(name)
        }
    }

    @Test func inventedNamesDoNotWashAwayWhoIsBeingGuessed() {
        let failures = SignInFailures(capacity: 100)
        _ = delays(12, failures)
        for number in 0..<10_000 { failures.failed("invented\(number)", from: "10.1.\(number % 7).1", at: start) }
        #expect(failures.count <= 101)
        #expect(failures.delay("farzana", from: "10.9.9.9", at: start) != nil)
    }

    @Test(arguments: [(1, "1 second.", "১ সেকেন্ড"), (119, "119 seconds", "১১৯ সেকেন্ড"), (121, "3 minutes", "৩ মিনিট")])
    func theWaitIsSaidInBothLanguages(_ seconds: Int, _ english: String, _ bangla: String) {
        let problem = Problem.tooManyTries(seconds)
        #expect(problem.title[.english].contains(english))
        #expect(problem.title[.bangla].contains(bangla))
        #expect(problem.retryAfter == seconds)
    }
}

@Suite struct SignInRateTests {
    private func withPractitioner(_ body: (TestClinic) throws -> Void) throws {
        try TestClinic.open(configure: { $0.limits.signIn.perUser = 2 }) { clinic in
            let new = try NewStaff(
                userName: "farzana", name: Bilingual("Dr. Farzana", "ডা. ফারজানা"), roles: [.doctor], secret: "2468")
            _ = try clinic.store.write { try StaffRegister.add(new, at: TestClinic.morning, $0) }
            try body(clinic)
        }
    }

    private func tryPIN(_ clinic: TestClinic, _ pin: String) -> Response {
        clinic.send(.post, "/api/sessions", as: .nobody, json: #"{"userName":"farzana","secret":"\#(pin)"}"#)
    }

    @Test func afterTooManyMistakesEvenTheRightPINHasToWait() throws {
        try withPractitioner { clinic in
            for pin in ["1111", "2222"] { #expect(tryPIN(clinic, pin).status == .unprocessableContent) }
            let refused = tryPIN(clinic, "2468")
            #expect(refused.status == .tooManyRequests)
            #expect(refused[header: "Retry-After"] == "1")
            #expect(refused.contentType == .problemJSON)
            #expect(refused.json["type"]?.string == "/problems/too-many-tries")
            clinic.clock.advance(seconds: 1)
            #expect(tryPIN(clinic, "2468").status == .created)
            #expect(tryPIN(clinic, "1111").status == .unprocessableContent)
        }
    }

    @Test(arguments: [("en", "Wait 1 second"), ("bn", "১ সেকেন্ড অপেক্ষা")])
    func thePageShowsTheFormAgain(_ language: String, _ words: String) throws {
        try withPractitioner { clinic in
            for _ in 0..<2 { _ = tryPIN(clinic, "1111") }
            let page = clinic.send(
                .post, "/sign-in", as: .nobody, form: ["userName": "farzana", "secret": "2468", "next": "/reception"],
                headers: [("Accept-Language", language)])
            #expect(page.status == .tooManyRequests)
            #expect(page[header: "Retry-After"] == "1")
            #expect(page.text.contains(words))
            #expect(page.text.contains(#"value="/reception""#))
            #expect(page.text.contains("id=\"secret\""))
        }
    }

    /// Names cannot be found out: one that nobody has waits as well.
    @Test func aNameThatNobodyHasWaitsToo() throws {
        try withPractitioner { clinic in
            let answers = (0..<3).map { _ in
                clinic.send(.post, "/api/sessions", as: .nobody, json: #"{"userName":"ghost","secret":"1111"}"#).status
            }
            #expect(answers == [.unprocessableContent, .unprocessableContent, .tooManyRequests])
        }
    }
}
