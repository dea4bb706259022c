import Foundation
import GRDB
import HTTP
import Storage
import Testing
import Vocabulary

@testable import Clinic

/// What was revoked opens nothing from the next request on, whoever revoked it.
@Suite struct RevocationTests {
    @Test func aSessionIsKnownByItsTabletAndEndsWithIt() throws {
        try TestClinic.open { clinic in
            let tablet = clinic.registerDevice(.tablet)
            let session = try clinic.signIn(on: tablet.cookie)
            #expect(clinic.send(.get, "/api/queues/consultation", as: .nobody, headers: [session]).status == .ok)
            let listed = clinic.send(.get, "/api/devices/" + tablet.id, as: .role(.administrator)).json
            #expect(listed["sessions"]?.array?.first?["name"]?["en"]?.string == "Dr. Farzana")
            let page = clinic.send(.get, "/devices/" + tablet.id, as: .role(.administrator)).text
            #expect(page.contains("ডা. ফারজানা"))

            let revoked = revoke(clinic, tablet.id)
            #expect(revoked.json["state"]?.string == "revoked")
            #expect(revoked.json["sessions"]?.array?.count == 0)
            #expect(
                clinic.send(.get, "/api/queues/consultation", as: .nobody, headers: [session]).status == .unauthorized)
        }
    }

    @Test func aRevokedScreenIsNoScreenAnyMore() throws {
        try TestClinic.open { clinic in
            let screen = clinic.registerDevice(.display)
            #expect(clinic.send(.get, "/api/display", as: .nobody, headers: [screen.cookie]).status == .ok)
            _ = revoke(clinic, screen.id)
            #expect(clinic.send(.get, "/api/display", as: .nobody, headers: [screen.cookie]).status == .unauthorized)
            let alive = clinic.send(.get, "/api/displays").json["displays"]?.array ?? []
            #expect(alive.compactMap { $0["name"]?.string } == ["Display 1"])
        }
    }

    @Test func aRevokedDeviceDoesNotComeBackByItsCode() throws {
        try TestClinic.open { clinic in
            let tablet = clinic.addDevice(.tablet)
            _ = revoke(clinic, tablet.id)
            #expect(clinic.register(code: tablet.code).status == .unprocessableContent)
            let code = clinic.send(
                .post, "/api/devices/\(tablet.id)/code", as: .role(.administrator), json: "{}")
            #expect(code.status == .conflict)
            #expect(clinic.addDevice(.tablet).id != "", "the name is free again")
        }
    }

    /// A PIN takes a tenth of a second to prove; the tablet may be revoked meanwhile.
    @Test func nobodySignsInOnADeviceThatWasRevokedMeanwhile() throws {
        try TestClinic.open { clinic in
            let tablet = clinic.registerDevice(.tablet)
            let id = try #require(ID<Device>(tablet.id))
            let device = Device(id: id, name: "", kind: .tablet)
            let act = Act(actor: .device(device), at: clinic.clock.now, language: .english, site: clinic.app.site)
            _ = revoke(clinic, tablet.id)
            #expect(throws: Problem.deviceRevoked) {
                _ = try clinic.store.write { db in
                    let staff = try #require(try StaffRegister.all(db).first)
                    return try SignIn.begin(Proven(staff: staff, kind: .pin, activeTo: nil, stronger: nil), act, db)
                }
            }
        }
    }

    @Test func whoeverWaitsOnARevokedScreenIsSentAway() throws {
        try TestClinic.open { clinic in
            let screen = clinic.registerDevice(.display)
            let box = try wait(clinic, screen.cookie)
            _ = revoke(clinic, screen.id)
            #expect(clinic.wait(for: box).status == .unauthorized)
        }
    }

    @Test func whoeverWaitsAndMayStillWaitGoesOnWaiting() throws {
        try TestClinic.open { clinic in
            let (screen, other) = (clinic.registerDevice(.display), clinic.registerDevice(.display, name: "Other"))
            let box = try wait(clinic, screen.cookie)
            _ = revoke(clinic, other.id)
            clinic.turnOnce()
            #expect(box.take() == nil)
        }
    }

    /// The command line is another process: no topic tells of what it writes.
    @Test func whatAnotherProcessRevokedIsSeenAtTheNextTurn() throws {
        let path = NSTemporaryDirectory() + "aalo-\(UUID().uuidString).sqlite"
        defer { for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) } }
        try TestClinic.open(at: path) { clinic in
            let screen = clinic.registerDevice(.display)
            let box = try wait(clinic, screen.cookie)
            try DatabaseQueue(path: path, configuration: .patient).write { db in
                try db.execute(
                    sql: "UPDATE device SET revoked_at = ? WHERE id = ?",
                    arguments: [clinic.clock.now.milliseconds, screen.id])
            }
            clinic.turnOnce(at: .now + .milliseconds(251))
            #expect(box.take()?.status == .unauthorized)
            #expect(clinic.send(.get, "/api/display", as: .nobody, headers: [screen.cookie]).status == .unauthorized)
        }
    }

    @Test func whoSignsOutElsewhereWaitsNoLonger() throws {
        try TestClinic.open { clinic in
            let tag = try #require(clinic.send(.get, "/api/queues/billing").entityTag)
            let box = clinic.begin(
                clinic.request(.get, "/api/queues/billing?wait=25", headers: [("If-None-Match", tag.field)]))
            #expect(box.take() == nil)
            clinic.send(.delete, "/api/sessions/current")
            #expect(clinic.wait(for: box).status == .unauthorized)
        }
    }

    @Test func aDeviceIsSeenAndThatIsWrittenDownOnceAMinute() throws {
        try TestClinic.open { clinic in
            let screen = clinic.registerDevice(.display)
            let begun = clinic.clock.now.milliseconds
            for seconds in [0, 30, 29] {
                clinic.clock.advance(seconds: seconds)
                clinic.send(.get, "/api/display", as: .nobody, headers: [screen.cookie])
            }
            try #expect(clinic.count("SELECT max(last_seen_at) FROM device_presence") == Int(begun))
            let listed = clinic.send(.get, "/api/devices/" + screen.id, as: .role(.administrator)).json
            #expect(listed["lastSeenAt"]?.string == clinic.clock.now.timestamp, "what is in memory is newer")
            clinic.clock.advance(seconds: 1)
            clinic.send(.get, "/api/display", as: .nobody, headers: [screen.cookie])
            try #expect(clinic.count("SELECT max(last_seen_at) FROM device_presence") == Int(begun) + 60_000)
        }
    }

    @Test func aTabletIsSeenWhenSomebodyWorksOnIt() throws {
        try TestClinic.open { clinic in
            let tablet = clinic.registerDevice(.tablet)
            let session = try clinic.signIn(on: tablet.cookie)
            clinic.clock.advance(seconds: 5)
            clinic.send(.get, "/api/queues/consultation", as: .nobody, headers: [session])
            let listed = clinic.send(.get, "/api/devices/" + tablet.id, as: .role(.administrator)).json
            #expect(listed["lastSeenAt"]?.string == clinic.clock.now.timestamp)
        }
    }

    private func revoke(_ clinic: TestClinic, _ device: String) -> Response {
        clinic.send(.post, "/api/devices/\(device)/revoke", as: .role(.administrator), json: "{}")
    }

    private func wait(_ clinic: TestClinic, _ cookie: TestClinic.Header) throws -> AnswerBox {
        let tag = try #require(clinic.send(.get, "/api/display", as: .nobody, headers: [cookie]).entityTag)
        let box = clinic.begin(
            clinic.request(
                .get, "/api/display?wait=25", as: .nobody, headers: [cookie, ("If-None-Match", tag.field)]))
        #expect(box.take() == nil, "nothing has changed yet")
        return box
    }
}
