import Clinic
import Foundation
import GRDB
import HTTP
import Storage
import Testing
import Vocabulary

/// What the database itself keeps of devices and programs.
@Suite struct DevicesSchemaTests {
    /// A screen that was set up before there were kinds, and what it played, are there as they were.
    @Test func theScreensOfAnOlderDatabaseStay() throws {
        let path = NSTemporaryDirectory() + "aalo-\(UUID().uuidString).sqlite"
        defer { for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) } }
        let all = try Migration.load(from: TestClinic.root.appending(path: "Migrations"))
        let index = try #require(all.firstIndex { $0.name.hasSuffix("_devices.sql") })
        try Store(path: path).migrate(Array(all[..<index]))
        let display = "01a1fd42-eb7a-7f7a-a550-5053d45d018c"
        try DatabaseQueue(path: path, configuration: .patient).write { db in
            try db.execute(
                sql: "INSERT INTO device VALUES (?, 'Display 1', 'display', ?, 5, NULL)",
                arguments: [display, Secret.hash("TEST-KEY")])
            try db.execute(
                sql: """
                    INSERT INTO device VALUES ('01a1fd42-eb7a-7f7a-a550-5053d45d018d', 'Old', 'display', 'x', 5, 9)
                    """)
        }
        try TestClinic.open(at: path) { clinic in
            #expect(clinic.display.description == display)
            try #expect(clinic.count("SELECT count(*) FROM device WHERE registered_at = 5") == 2)
            try #expect(clinic.count("SELECT count(*) FROM device WHERE revoked_at = 9") == 1)
            clinic.move(clinic.issue().entry, "call", 1, room: "counter-1")
            let call = clinic.send(.get, "/api/display", as: .display).json["calls"]?.array?[0]["id"]?.string ?? ""
            let played = clinic.send(.post, "/api/announcements/\(call)/playback", as: .display, json: "{}")
            #expect(played.status == .noContent, "what refers to the table refers to the new one")
        }
    }

    @Test(arguments: [
        "DELETE FROM device", "DELETE FROM api_client", "DELETE FROM api_client_scope",
        "UPDATE api_client_scope SET scope = 'patients'", "UPDATE api_client SET expires_at = expires_at + 1",
        "UPDATE api_client SET token_hash = 'x'", "UPDATE device SET kind = 'fridge'",
        "UPDATE device SET key_hash = NULL",
    ])
    func whatIsFinalStays(_ sql: String) throws {
        try TestClinic.open { clinic in
            _ = clinic.addClient("queue")
            #expect(throws: DatabaseError.self) { try clinic.store.write { db in try db.execute(sql: sql) } }
        }
    }

    @Test func aRevokedDeviceIsNotGivenBack() throws {
        try TestClinic.open { clinic in
            try clinic.store.write { db in try db.execute(sql: "UPDATE device SET revoked_at = 1") }
            #expect(throws: DatabaseError.self) {
                try clinic.store.write { db in try db.execute(sql: "UPDATE device SET revoked_at = NULL") }
            }
        }
    }
}
