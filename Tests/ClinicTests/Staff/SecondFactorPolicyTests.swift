import Foundation
import GRDB
import HTTP
import Storage
import Testing
import Vocabulary

@testable import Clinic

/// Where the second step is asked for, by whom it is taken off, and how its key is kept.
@Suite struct SecondFactorPolicyTests {
    private static let tablet = "aalo_device=TEST-KEY"

    /// On a tablet people change places all day long.
    @Test func onARegisteredDeviceTheSecretIsEnoughForTheRestOfTheDay() throws {
        try TestClinic.open { clinic in
            let manager = try PhoneOwner(clinic)
            let half = manager.giveSecret([("Cookie", Self.tablet)])
            #expect(half.status == .accepted, "a fresh sign-in asks both")
            let cookies = TestClinic.cookie(half)[0].1 + "; " + Self.tablet
            #expect(manager.give(try manager.code, [("Cookie", cookies)]).status == .created)
            #expect(manager.giveSecret([("Cookie", Self.tablet)]).status == .created, "changing places")
            #expect(manager.giveSecret().status == .accepted, "but not elsewhere")
            clinic.clock.advance(seconds: Session.length)
            #expect(manager.giveSecret([("Cookie", Self.tablet)]).status == .accepted, "nor the next day")
        }
    }

    @Test func signingOutEverywhereAsksForBothAgain() throws {
        try TestClinic.open { clinic in
            let manager = try PhoneOwner(clinic)
            let half = TestClinic.cookie(manager.giveSecret([("Cookie", Self.tablet)]))[0].1 + "; " + Self.tablet
            let session = TestClinic.cookie(manager.give(try manager.code, [("Cookie", half)]))
            #expect(clinic.send(.delete, "/api/sessions", as: .nobody, headers: session).status == .noContent)
            #expect(manager.giveSecret([("Cookie", Self.tablet)]).status == .accepted)
        }
    }

    @Test func theLockAfterAPauseAsksForTheSecretOnly() throws {
        try TestClinic.open(configure: { $0.signIn.idleSeconds = 300 }) { clinic in
            let manager = try PhoneOwner(clinic)
            clinic.clock.advance(seconds: 300)
            #expect(manager.ask("/api/staff", manager.session).slug == "session-locked")
            let unlocked = clinic.send(
                .post, "/api/sessions/current/unlock", as: .nobody, json: "{\"secret\":\"\(PhoneOwner.secret)\"}",
                headers: manager.session)
            #expect(unlocked.status == .noContent)
            #expect(manager.ask("/api/staff", manager.session).status == .ok)
        }
    }

    @Test func aClinicThatRequiresItLeadsManagersToItAndNobodyElse() throws {
        try TestClinic.open(configure: { $0.signIn.secondFactor = .required }) { clinic in
            try clinic.addQuickly("rina", .administrator, kind: "password", secret: PhoneOwner.secret)
            let session = TestClinic.cookie(clinic.signIn("rina", PhoneOwner.secret))
            let refused = clinic.send(.get, "/api/staff", as: .nobody, headers: session)
            #expect(refused.slug == "set-up-second-factor-first")
            let away = clinic.send(.get, "/staff", as: .nobody, headers: session)[header: "Location"]
            #expect(away == "/account/second-step")
            #expect(clinic.send(.get, "/account/second-step", as: .nobody, headers: session).status == .ok)
            #expect(clinic.send(.get, "/api/tokens", as: .role(.receptionist)).status == .ok)
            let manager = try PhoneOwner(clinic)
            #expect(manager.ask("/api/staff", manager.session).status == .ok, "who has set it up goes on")
        }
    }

    @Test func anAdministratorTakesItOffForWhoLostThePhone() throws {
        try TestClinic.open { clinic in
            let manager = try PhoneOwner(clinic)
            let id = try clinic.id(of: PhoneOwner.name)
            let reset = { (role: Role, json: String) in
                clinic.send(.post, "/api/staff/\(id)/second-factor/reset", as: .role(role), json: json)
            }
            #expect(reset(.manager, "{\"reason\":\"lost\"}").status == .forbidden)
            #expect(reset(.administrator, "{}").badFields == ["reason"])
            #expect(reset(.administrator, "{\"reason\":\"the \\\"phone\\\" is lost\"}").status == .noContent)
            #expect(manager.ask("/api/staff", manager.session).status == .unauthorized, "and is signed out")
            #expect(manager.giveSecret().status == .created)
            let told = """
                SELECT count(*) FROM audit_change JOIN audit_event ON event = sequence
                WHERE audit_change.entity = 'staff-totp' AND audit_change.entity_id = '\(id)'
                    AND json_extract(after, '$.reason') = 'the "phone" is lost'
                    AND route = 'POST /api/staff/:staff/second-factor/reset'
                """
            #expect(try clinic.count(told) == 1)
            #expect(reset(.administrator, "{\"reason\":\"again\"}").slug == "no-second-factor")
        }
    }

    @Test func nobodyTakesTheirOwnOffThatWay() throws {
        try TestClinic.open { clinic in
            let manager = try PhoneOwner(clinic, .administrator)
            let id = try clinic.id(of: PhoneOwner.name)
            let own = clinic.send(
                .post, "/api/staff/\(id)/second-factor/reset", as: .nobody, json: "{\"reason\":\"x\"}",
                headers: manager.session)
            #expect(own.slug == "own-second-factor")
        }
    }

    /// The schema judges too.
    @Test(arguments: [
        "UPDATE staff_totp SET last_step = last_step", "DELETE FROM staff_totp",
        "UPDATE staff_totp SET secret = x'00'",
        "INSERT INTO staff_totp (id, staff_id, secret, begun_at) SELECT hex(randomblob(18)), staff_id, secret, 1 FROM staff_totp",
    ])
    func theDatabaseRefusesWhatMustNotBe(_ sql: String) throws {
        try TestClinic.open { clinic in
            _ = try PhoneOwner(clinic)
            #expect(throws: (any Error).self) { try clinic.store.write { try $0.execute(sql: sql) } }
        }
    }

    @Test func theKeyLiesSealedAndANewKeyOfTheClinicOpensIt() throws {
        try TestClinic.open { clinic in
            let manager = try PhoneOwner(clinic)
            let key = Secret.hexadecimal(manager.totp.key)
            let plain = "SELECT count(*) FROM staff_totp WHERE instr(secret, x'\(key)') > 0"
            #expect(try clinic.count(plain) == 0)
            let next = try #require(
                ClinicKeys(
                    data: [1: TestClinic.keys.data[1] ?? .random(), 2: .random()], index: TestClinic.keys.index,
                    audit: TestClinic.keys.audit))
            // The server is stopped while keys are exchanged; here its writer learns of the new one.
            try clinic.store.write { db in try SecretFunctions.register(next, on: db) }
            try KeyRotation(clinic.store).run(next, at: clinic.clock.now)
            #expect(try clinic.count("SELECT count(*) FROM staff_totp WHERE substr(secret, 2, 1) = x'02'") == 1)
            #expect(try PhoneOwner.factor(clinic)?.totp.key == manager.totp.key)
        }
    }
}
