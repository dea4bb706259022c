import Foundation
import GRDB
import HTTP
import Storage
import Testing
import Vocabulary

@testable import Clinic

/// Guessing, as it is slowed down and stopped.
@Suite struct LockoutTests {
    private func guess(_ clinic: TestClinic, _ pin: String, from address: String = "10.0.0.9") -> Response {
        let ask = clinic.request(
            .post, "/api/sessions", as: .nobody, json: "{\"userName\":\"farzana\",\"secret\":\"\(pin)\"}")
        return clinic.send(ask.from(address))
    }

    /// Ten thousand PINs are all there are of four digits.
    @Test(arguments: [1, 200])
    func tenThousandGuessesOpenNothing(_ addresses: Int) throws {
        try TestClinic.open { clinic in
            try clinic.addQuickly("farzana", secret: "9999")
            try clinic.addQuickly("kamal", .cashier, secret: "4829")
            var answers: [String: Int] = [:]
            for number in 0..<10_000 {
                let pin = String(String(number + 10_000).dropFirst())
                let answer = guess(clinic, pin, from: "10.0.\(number % addresses).9")
                answers[answer.json["type"]?.string ?? "\(answer.status)", default: 0] += 1
                clinic.clock.advance(seconds: 3)
            }
            #expect(answers["/problems/wrong-secret"] == 9, "\(answers)")
            #expect(answers.keys.allSatisfy { $0.hasPrefix("/problems/") }, "\(answers)")
            #expect(try clinic.count("SELECT failures FROM staff WHERE user_name = 'farzana'") == 10)
            #expect(try clinic.count("SELECT count(*) FROM staff WHERE locked_at IS NOT NULL") == 1)
            #expect(clinic.signIn("kamal", "4829").status == .created, "others are not affected")
            #expect(guess(clinic, "9999").json["type"]?.string == "/problems/account-locked")
        }
    }

    @Test func theAdministratorIsTheWayBack() throws {
        try TestClinic.open(configure: { $0.signIn.failuresBeforeLock = 3 }) { clinic in
            try clinic.addQuickly("farzana")
            for pin in ["1", "2", "3"] { #expect(guess(clinic, "000" + pin).status != .created) }
            #expect(guess(clinic, "4829").status == .forbidden)
            #expect(clinic.send(.get, "/staff", as: .role(.manager)).text.contains("cannot sign in") == false)
            let page = clinic.send(.get, "/staff", as: .role(.manager), headers: [("Accept-Language", "en")]).text
            #expect(page.contains("Too many wrong tries"))
            let id = try clinic.id(of: "farzana")
            let unlock = { clinic.send(.post, "/api/staff/\(id)/unlock", as: .role($0), json: "{}").status }
            #expect(unlock(.manager) == .forbidden)
            #expect(unlock(.administrator) == .ok)
            #expect(guess(clinic, "4829").status == .created)
        }
    }

    @Test func onlyFailuresInARowCount() throws {
        try TestClinic.open(configure: { $0.signIn.failuresBeforeLock = 3 }) { clinic in
            try clinic.addQuickly("farzana")
            for _ in 0..<4 {
                _ = guess(clinic, "0001")
                _ = guess(clinic, "0002")
                #expect(guess(clinic, "4829").status == .created)
            }
        }
    }

    /// A lock outlasts the program: its count is in the file.
    @Test func aRestartForgetsNoFailure() throws {
        try TestClinic.open(configure: { $0.signIn.failuresBeforeLock = 3 }) { clinic in
            try clinic.addQuickly("farzana")
            _ = guess(clinic, "0001")
            _ = guess(clinic, "0002")
            clinic.app.site.signIns.succeeded("farzana")
            #expect(guess(clinic, "0003").json["type"]?.string == "/problems/account-locked")
        }
    }

    @Test func aWeakHashIsMadeStrongerWhenItsSecretIsTyped() throws {
        try TestClinic.open { clinic in
            try clinic.addQuickly("farzana")
            let isStrong = "SELECT count(*) FROM staff_credential WHERE hash LIKE 'scrypt$16$%'"
            #expect(try clinic.count(isStrong) == 0)
            #expect(clinic.signIn("farzana", "4829").status == .created)
            #expect(try clinic.count(isStrong) == 1)
            #expect(clinic.signIn("farzana", "4829").status == .created)
        }
    }
}

extension Request {
    /// The same from another address.
    fileprivate func from(_ address: String) -> Request {
        var request = self
        request.remoteAddress = address
        return request
    }
}
