import Foundation
import GRDB
import HTTP
import Storage
import Testing
import Vocabulary

@testable import Clinic

@Suite struct SessionLockTests {
    private func withLock(_ body: (TestClinic, [(String, String)]) throws -> Void) throws {
        try TestClinic.open(configure: { $0.signIn.idleSeconds = 300 }) { clinic in
            try clinic.addQuickly("farzana", .receptionist)
            try body(clinic, TestClinic.cookie(clinic.signIn("farzana", "4829")))
        }
    }

    private func ask(_ clinic: TestClinic, _ session: [(String, String)], _ path: String = "/api/staff/on-duty")
        -> Response
    {
        clinic.send(.get, path, as: .nobody, headers: session)
    }

    private func unlock(_ clinic: TestClinic, _ session: [(String, String)], _ pin: String) -> Response {
        clinic.send(
            .post, "/api/sessions/current/unlock", as: .nobody, json: "{\"secret\":\"\(pin)\"}", headers: session)
    }

    @Test func aSessionNobodyUsesIsLockedAndItsOwnPINOpensIt() throws {
        try withLock { clinic, session in
            clinic.clock.advance(seconds: 299)
            #expect(ask(clinic, session).status == .ok)
            clinic.clock.advance(seconds: 300)
            let locked = ask(clinic, session)
            #expect(locked.status == .unauthorized)
            #expect(locked.json["type"]?.string == "/problems/session-locked")
            #expect(unlock(clinic, session, "1111").badFields == ["secret"])
            #expect(ask(clinic, session).status == .unauthorized)
            #expect(unlock(clinic, session, "4829").status == .noContent)
            #expect(ask(clinic, session).status == .ok)
        }
    }

    @Test func anotherPersonsPINDoesNotOpenIt() throws {
        try withLock { clinic, session in
            try clinic.addQuickly("kamal", .cashier, secret: "7305")
            clinic.clock.advance(seconds: 300)
            #expect(unlock(clinic, session, "7305").status == .unprocessableContent)
        }
    }

    /// A board that lies open asks all the time.
    @Test func whatPagesAskByThemselvesIsNoUse() throws {
        try withLock { clinic, session in
            for _ in 0..<5 {
                #expect(ask(clinic, session, "/api/queues/registration").status == .ok)
                clinic.clock.advance(seconds: 60)
            }
            #expect(ask(clinic, session, "/api/queues/registration").status == .unauthorized)
        }
    }

    @Test func whoTypesIsNotLockedOut() throws {
        try withLock { clinic, session in
            for _ in 0..<10 {
                clinic.clock.advance(seconds: 200)
                let word = clinic.send(
                    .post, "/api/sessions/current/activity", as: .nobody, json: "{}", headers: session)
                #expect(word.status == .noContent)
            }
        }
    }

    @Test func aBrowserIsShownTheLockAndComesBack() throws {
        try withLock { clinic, session in
            clinic.clock.advance(seconds: 300)
            let browser = session + [("Accept", "text/html")]
            let away = clinic.send(.get, "/reception", as: .nobody, headers: browser)
            #expect(away[header: "Location"] == "/unlock?next=%2Freception")
            let lock = clinic.send(.get, "/unlock?next=/reception", as: .nobody, headers: browser)
            #expect(lock.text.contains("value=\"/reception\""))
            #expect(clinic.send(.get, "/reception", as: .nobody, headers: session).contentType == .problemJSON)
            #expect(clinic.send(.delete, "/api/sessions/current", as: .nobody, headers: session).status == .noContent)
        }
    }

    @Test func aRestartOpensNoLock() throws {
        try withLock { clinic, session in
            clinic.clock.advance(seconds: 200)
            #expect(ask(clinic, session).status == .ok)
            let noted = try clinic.count("SELECT count(*) FROM session_activity")
            #expect(noted == 1)
            let found = try clinic.store.write { db in
                try Credentials.find(String(session[0].1.drop { $0 != "=" }.dropFirst()), db)
            }
            guard case .staff(let known) = found else { return #expect(Bool(false), "the session is known") }
            let fresh = SessionActivity()
            let now = clinic.clock.now
            #expect(!fresh.isIdle(known, longerThan: 300, at: now))
            #expect(fresh.isIdle(known, longerThan: 300, at: now.adding(seconds: 300)))
        }
    }

    @Test func manySessionsTakeBoundedRoom() throws {
        try withLock { clinic, session in
            let found = try clinic.store.write { db in
                try Credentials.find(String(session[0].1.drop { $0 != "=" }.dropFirst()), db)
            }
            guard case .staff(let known) = found else { return #expect(Bool(false), "the session is known") }
            let activity = SessionActivity(capacity: 10)
            for number in 0..<1_000 {
                let other = Session(
                    staff: known.staff, crossSiteToken: "", expiresAt: known.expiresAt, id: "\(number)", kind: .pin,
                    mustChangeSecret: false, activeAt: TestClinic.morning)
                _ = activity.use(other, at: TestClinic.morning.adding(seconds: number))
            }
            #expect(activity.count <= 10)
        }
    }
}

@Suite struct SharedTabletTests {
    @Test func aPINIsAcceptedOnlyOnARegisteredDevice() throws {
        try TestClinic.open(configure: { $0.signIn.pins = .registeredDevices }) { clinic in
            try clinic.addQuickly("farzana")
            try clinic.addQuickly("kamal", .cashier, kind: "password", secret: "rickshaw mango tin")
            let refused = clinic.signIn("farzana", "4829")
            #expect(refused.json["type"]?.string == "/problems/pin-not-accepted-here")
            #expect(clinic.signIn("kamal", "rickshaw mango tin").status == .created)
            let tablet = [("Cookie", "aalo_device=TEST-KEY")]
            #expect(clinic.signIn("farzana", "4829", tablet).status == .created)
            #expect(!clinic.send(.get, "/sign-in", as: .nobody).text.contains("farzana"))
            #expect(clinic.send(.get, "/sign-in", as: .nobody, headers: tablet).text.contains("farzana"))
        }
    }

    @Test func whoUsedTheTabletLastIsShownFirst() throws {
        try TestClinic.open { clinic in
            for user in ["anika", "bithi", "chaya"] { try clinic.addQuickly(user) }
            let page = clinic.send(
                .get, "/sign-in", as: .nobody, headers: [("Cookie", "aalo_people=chaya_nobody_<b>_bithi")]
            ).text
            let places = ["chaya", "bithi", "anika"].compactMap { page.range(of: "value=\"\($0)\"")?.lowerBound }
            #expect(places.count == 3 && places == places.sorted())
            #expect(!page.contains("<b>"))
        }
    }

    /// Over TLS the browser sends it back under another name.
    @Test(arguments: [(true, "__Host-aalo_people"), (true, "aalo_people"), (false, "aalo_people")])
    func whoUsedTheTabletLastIsKnownUnderEitherName(_ isSecure: Bool, _ name: String) throws {
        try TestClinic.open(configure: { $0.http.isSecure = isSecure }) { clinic in
            for user in ["anika", "bithi", "chaya"] { try clinic.addQuickly(user) }
            let page = clinic.send(.get, "/sign-in", as: .nobody, headers: [("Cookie", "\(name)=chaya_bithi")]).text
            let places = ["chaya", "bithi", "anika"].compactMap { page.range(of: "value=\"\($0)\"")?.lowerBound }
            #expect(places.count == 3 && places == places.sorted())
        }
    }

    @Test func theNextPersonTakesThePlaceOfTheOneBefore() throws {
        try TestClinic.open { clinic in
            try clinic.addQuickly("farzana")
            let answer = clinic.send(.post, "/sign-in", form: ["userName": "farzana", "secret": "4829"])
            #expect(answer.status == .seeOther)
            #expect(clinic.send(.get, "/api/tokens").status == .unauthorized, "the receptionist is signed out")
        }
    }

    @Test func oneSeesWhereOneIsSignedIn() throws {
        try TestClinic.open { clinic in
            try clinic.addQuickly("farzana")
            let own = TestClinic.cookie(clinic.signIn("farzana", "4829")) + [("Accept-Language", "en")]
            _ = clinic.signIn("farzana", "4829", [("Cookie", "aalo_device=TEST-KEY")])
            let page = { clinic.send(.get, "/account", as: .nobody, headers: own).text }
            #expect(page().contains("<b>Display 1</b>"))
            #expect(page().components(separatedBy: "signed in since").count == 3)
            #expect(page().components(separatedBy: "this one").count == 2)
            clinic.clock.advance(seconds: Session.length - 1)
            #expect(page().components(separatedBy: "signed in since").count == 3)
        }
    }

    @Test func oneSignsOutEverywhere() throws {
        try TestClinic.open { clinic in
            try clinic.addQuickly("farzana")
            let sessions = (0..<3).map { _ in TestClinic.cookie(clinic.signIn("farzana", "4829")) }
            #expect(clinic.send(.delete, "/api/sessions", as: .nobody, headers: sessions[0]).status == .noContent)
            for session in sessions {
                #expect(clinic.send(.get, "/account", as: .nobody, headers: session).status == .seeOther)
            }
            let id = try clinic.id(of: "receptionist")
            #expect(clinic.send(.delete, "/api/staff/\(id)/sessions", as: .role(.administrator)).status == .noContent)
            #expect(clinic.send(.get, "/api/tokens").status == .unauthorized)
        }
    }
}
