import Foundation
import GRDB
import HTTP
import Storage
import Testing
import Vocabulary

@testable import Clinic

/// A code from the phone after the secret.
@Suite struct SecondFactorTests {
    @Test func theSecretAloneLeadsToTheQuestionForACodeAndToNothingElse() throws {
        try TestClinic.open { clinic in
            let manager = try PhoneOwner(clinic)
            let half = manager.giveSecret()
            #expect(half.status == .accepted)
            #expect(half.json["next"]?.string == "code")
            #expect(half[header: "Set-Cookie"]?.contains("HttpOnly") == true)
            let cookie = TestClinic.cookie(half)
            let token = cookie[0].1.split(separator: "=").last.map(String.init) ?? ""
            for route in clinic.app.routes where route.method == .get && !route.callers.isPublic {
                let path = route.pattern.replacing(/:\w+/, with: "01a1fd42-eb7a-7f7a-a550-5053d45d018c")
                for headers in [cookie, [("Cookie", "aalo_session=" + token)], [("Authorization", "Bearer " + token)]] {
                    let answer = manager.ask(path, headers)
                    let isAway = (answer[header: "Location"] ?? "").contains("sign-in")
                    // Who watches from this machine needs no session.
                    guard !route.callers.monitors else { continue }
                    #expect(answer.status == .unauthorized || isAway, "\(route.label)")
                }
            }
            let whole = manager.give(try manager.code, cookie)
            #expect(whole.status == .created)
            #expect(manager.ask("/api/staff", TestClinic.cookie(whole)).status == .ok)
        }
    }

    @Test func theHalfIsGoodForFiveMinutesInOneBrowserForOnePersonOnce() throws {
        try TestClinic.open { clinic in
            let manager = try PhoneOwner(clinic)
            let cookie = TestClinic.cookie(manager.giveSecret())
            #expect(manager.give(try manager.code, []).slug == "sign-in-over", "another browser")
            #expect(manager.give(try manager.code, [("Cookie", "aalo_sign_in=guessed")]).slug == "sign-in-over")
            #expect(manager.give(try manager.code, as: "administrator", cookie).slug == "sign-in-over")
            let tablet = cookie.map { ($0.0, $0.1 + "; aalo_device=TEST-KEY") }
            #expect(manager.give(try manager.code, tablet).slug == "sign-in-over", "another device")
            clinic.clock.advance(seconds: SignInStep.length)
            #expect(manager.give(try manager.code, cookie).slug == "sign-in-over", "five minutes later")
            let fresh = TestClinic.cookie(manager.giveSecret())
            #expect(manager.give(try manager.code, fresh).status == .created)
            clinic.clock.advance(seconds: TOTP.period)
            #expect(manager.give(try manager.code, fresh).slug == "sign-in-over", "it was finished")
        }
    }

    @Test func aCodeIsTakenOnceAndASecondUseIsRecordedAndTold() throws {
        try TestClinic.open { clinic in
            let manager = try PhoneOwner(clinic)
            let code = try manager.code
            #expect(manager.give(code, TestClinic.cookie(manager.giveSecret())).status == .created)
            let again = manager.give(code, TestClinic.cookie(manager.giveSecret()))
            #expect(again.slug == "code-used")
            let before = try manager.totp.code(at: TOTP.step(at: clinic.clock.now) - 1)
            #expect(
                manager.give(before, TestClinic.cookie(manager.giveSecret())).slug == "code-used", "nor an older one")
            clinic.app.audit.flush()
            let refused = """
                SELECT count(*) FROM audit_event WHERE route = 'POST /api/sessions/code' AND outcome = 'refused'
                    AND entity_id = (SELECT id FROM staff WHERE user_name = 'maliha')
                """
            #expect(try clinic.count(refused) >= 1, "what is the same in one second is one row")
            let page = manager.ask("/account", manager.session + [("Accept-Language", "en")]).text
            #expect(page.contains("A code that was used already came again"))
        }
    }

    @Test(arguments: ["bangla", "spaces"])
    func aCodeMayBeTypedAsPeopleTypeIt(_ how: String) throws {
        try TestClinic.open { clinic in
            let manager = try PhoneOwner(clinic)
            let code = try manager.code
            let typed = how == "bangla" ? Digits.toBangla(code) : String(code.prefix(3)) + " " + String(code.suffix(3))
            #expect(manager.give(typed, TestClinic.cookie(manager.giveSecret())).status == .created)
        }
    }

    @Test func wrongCodesLockTheAccountAsWrongSecretsDoAndTheRightSecretForgivesNone() throws {
        try TestClinic.open(configure: { $0.signIn.failuresBeforeLock = 4 }) { clinic in
            let manager = try PhoneOwner(clinic)
            for number in 1...4 {
                let cookie = TestClinic.cookie(manager.giveSecret())
                let answer = manager.give(number == 2 ? "no code" : "000000", cookie)
                #expect(answer.slug == (number < 4 ? "wrong-code" : "account-locked"))
                clinic.clock.advance(seconds: 60)
            }
            #expect(manager.giveSecret().slug == "account-locked")
        }
    }

    @Test func whoTriesCodesHasToWait() throws {
        try TestClinic.open { clinic in
            let manager = try PhoneOwner(clinic)
            let cookie = TestClinic.cookie(manager.giveSecret())
            for _ in 0..<5 { #expect(manager.give("000000", cookie).slug == "wrong-code") }
            #expect(manager.give(try manager.code, cookie).slug == "too-many-tries")
        }
    }

    @Test func aRecoveryCodeLetsInOnce() throws {
        try TestClinic.open { clinic in
            let manager = try PhoneOwner(clinic)
            #expect(Set(manager.recoveryCodes).count == 10)
            let code = manager.recoveryCodes[3]
            #expect(
                manager.give(code, in: "recoveryCode", TestClinic.cookie(manager.giveSecret())).status == .created)
            let again = manager.give(code, in: "recoveryCode", TestClinic.cookie(manager.giveSecret()))
            #expect(again.slug == "wrong-code")
            #expect(try PhoneOwner.factor(clinic)?.codesLeft == 9)
            let stored = "SELECT count(*) FROM staff_recovery_code WHERE instr(code_hash, '\(code)') > 0"
            #expect(try clinic.count(stored) == 0)
        }
    }

    @Test func newRecoveryCodesTakeThePlaceOfTheOld() throws {
        try TestClinic.open { clinic in
            let manager = try PhoneOwner(clinic)
            let ask = { (secret: String, code: String) in
                clinic.send(
                    .post, "/api/account/second-factor/codes", as: .nobody,
                    json: "{\"secret\":\"\(secret)\",\"code\":\"\(code)\"}", headers: manager.session)
            }
            #expect(ask("wrong", try manager.code).badFields == ["secret"])
            #expect(ask(PhoneOwner.secret, "000000").badFields == ["code"])
            let new = ask(PhoneOwner.secret, try manager.code).json["recoveryCodes"]?.array?.compactMap(\.string) ?? []
            #expect(new.count == 10 && Set(new).isDisjoint(with: manager.recoveryCodes))
            let old = manager.give(
                manager.recoveryCodes[0], in: "recoveryCode", TestClinic.cookie(manager.giveSecret()))
            #expect(old.slug == "wrong-code")
            let good = manager.give(new[0], in: "recoveryCode", TestClinic.cookie(manager.giveSecret()))
            #expect(good.status == .created)
        }
    }

    @Test func takingItOffNeedsSecretAndCode() throws {
        try TestClinic.open { clinic in
            let manager = try PhoneOwner(clinic)
            let remove = { (secret: String, code: String) in
                clinic.send(
                    .post, "/api/account/second-factor/remove", as: .nobody,
                    json: "{\"secret\":\"\(secret)\",\"code\":\"\(code)\"}", headers: manager.session)
            }
            #expect(remove("wrong", try manager.code).badFields == ["secret"])
            #expect(remove(PhoneOwner.secret, "000000").badFields == ["code"])
            #expect(manager.giveSecret().status == .accepted)
            #expect(remove(PhoneOwner.secret, try manager.code).status == .noContent)
            #expect(manager.giveSecret().status == .created)
            #expect(try clinic.count("SELECT count(*) FROM staff_totp WHERE secret IS NOT NULL") == 0)
        }
    }

    @Test func nothingIsAskedForBeforeAFirstCodeHasConfirmedIt() throws {
        try TestClinic.open { clinic in
            try clinic.addQuickly(PhoneOwner.name, .manager, kind: "password", secret: PhoneOwner.secret)
            let session = TestClinic.cookie(clinic.signIn(PhoneOwner.name, PhoneOwner.secret))
            let post = { (path: String, json: String) in
                clinic.send(.post, "/api/account/second-factor" + path, as: .nobody, json: json, headers: session)
            }
            #expect(post("", "{\"secret\":\"wrong\"}").badFields == ["secret"])
            #expect(post("/confirm", "{\"code\":\"123456\"}").slug == "no-second-factor-begun")
            #expect(post("", "{\"secret\":\"\(PhoneOwner.secret)\"}").status == .ok)
            #expect(clinic.signIn(PhoneOwner.name, PhoneOwner.secret).status == .created)
            #expect(post("/confirm", "{\"code\":\"000000\"}").badFields == ["code"])
            clinic.clock.advance(seconds: SecondFactor.patience)
            let late = try #require(try PhoneOwner.factor(clinic)).totp.code(at: TOTP.step(at: clinic.clock.now))
            #expect(post("/confirm", "{\"code\":\"\(late)\"}").slug == "no-second-factor-begun")
            #expect(post("", "{\"secret\":\"\(PhoneOwner.secret)\"}").status == .ok, "it may be begun again")
        }
    }

    @Test func onlyManagersAndAdministratorsSetItUp() throws {
        try TestClinic.open { clinic in
            for role in Role.allCases {
                let answer = clinic.send(
                    .post, "/api/account/second-factor", as: .role(role), json: "{\"secret\":\"x\"}")
                #expect((answer.status == .forbidden) == ![.manager, .administrator].contains(role), "\(role)")
            }
        }
    }
}
