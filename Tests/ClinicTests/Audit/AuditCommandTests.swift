import Foundation
import GRDB
import HTTP
import Storage
import Testing
import Vocabulary

@testable import Clinic

/// A command that succeeded is recorded, once, with it.
@Suite struct AuditCommandTests {
    @Test func aTokenIsRecordedWithWhoWhatAndWhose() throws {
        try TestClinic.open { clinic in
            let visit = clinic.receive()
            let rows = try clinic.log()
            #expect(rows.count == 1)
            let row = try #require(rows.first)
            #expect([row.action, row.route, row.outcome] == ["C", "POST /api/tokens", "success"])
            let receptionist = try clinic.staffID("receptionist")
            #expect([row.agent, row.agentID] == ["staff", receptionist])
            #expect([row.entity, row.entityID, row.patient] == ["token", visit.token, visit.patient])
        }
    }

    @Test func aReplayIsNotRecordedAgain() throws {
        try TestClinic.open { clinic in
            for _ in 0..<5 {
                clinic.send(.post, "/api/tokens", json: #"{"service":"general"}"#, key: "the-same-key")
            }
            try #expect(clinic.log().count == 1)
        }
    }

    @Test func whatWasRefusedByItsRulesIsNotRecorded() throws {
        try TestClinic.open { clinic in
            #expect(clinic.send(.post, "/api/tokens", json: #"{"service":"none"}"#).status == .unprocessableContent)
            #expect(clinic.send(.post, "/api/tokens/\(Self.nobody)/slips", json: "{}").status == .notFound)
            try #expect(clinic.log().isEmpty)
        }
    }

    /// Every command of a whole visit: each leaves exactly one row, in the order in which they came.
    @Test func aVisitLeavesARowForEachCommand() throws {
        try TestClinic.open { clinic in
            let visit = clinic.receive()
            clinic.bringToScreening(visit)
            clinic.measure(visit, #""weight":60,"height":150"#)
            let commands = try clinic.log().filter { $0.action != "R" }
            #expect(
                commands.map(\.route) == [
                    "POST /api/tokens", "POST /api/queue-entries/:entry/transitions",
                    "POST /api/queue-entries/:entry/transitions", "POST /api/queue-entries/:entry/transitions",
                    "POST /api/queue-entries/:entry/transitions", "POST /api/queue-entries/:entry/transitions",
                    "POST /api/visits/:visit/observations",
                ])
            #expect(commands.allSatisfy { $0.patient == visit.patient })
        }
    }

    /// Whatever is true after a crash was recorded: it is the same transaction. The files are copied under the running
    /// server, as a plug that is pulled leaves them.
    @Test func afterACrashEveryTokenThatIsThereWasRecorded() throws {
        let (file, copy) = (temporary(), temporary())
        defer { for path in [file, copy] { remove(path) } }
        try TestClinic.open(at: file) { clinic in
            for _ in 0..<20 { _ = clinic.receive() }
            try FileManager.default.createDirectory(atPath: copy + ".keys", withIntermediateDirectories: true)
            for end in ["", "-wal", ".keys/audit"] {
                try FileManager.default.copyItem(atPath: file + end, toPath: copy + end)
            }
        }
        try TestClinic.open(at: copy) { clinic in
            try #expect(clinic.count("SELECT count(*) FROM token") == 20)
            try #expect(clinic.log("POST /api/tokens").count == 20)
        }
        try #expect(ClosedLog(path: copy).verify().isWhole)
    }

    @Test func aCommandThatFailsAfterItWroteLeavesNothing() throws {
        struct Broken: Error {}
        let failing = Feature(
            name: Bilingual("Fails", "ব্যর্থ"),
            routes: { routes in
                routes.command(.post, "/api/test/failure", by: .staff, "Fails") { (_: NoInput, act, db) in
                    try db.run("INSERT INTO readiness (id, at) VALUES (1, ?)", [act.at])
                    if act.at >= TestClinic.morning { throw Broken() }
                    return NoContent()
                }
            })
        try TestClinic.open(with: [failing]) { clinic in
            #expect(clinic.send(.post, "/api/test/failure", json: "{}").status == .internalServerError)
            _ = clinic.receive()
            try #expect(clinic.log().map(\.route) == ["POST /api/tokens"])
        }
    }

    @Test func whoSignsInIsRecordedAndWhoIsNotLetInToo() throws {
        try TestClinic.open { clinic in
            try clinic.store.write { db in
                let id = try #require(try StaffRegister.find("doctor", db)).id
                try StaffRegister.set(try NewSecret("2468"), of: id, at: TestClinic.morning, db)
            }
            for (user, secret) in [("doctor", "1111"), ("my-password-is-2468", "1"), ("doctor", "2468")] {
                clinic.send(
                    .post, "/api/sessions", as: .nobody, json: #"{"userName":"\#(user)","secret":"\#(secret)"}"#)
            }
            let (doctor, rows) = (try clinic.staffID("doctor"), try clinic.log("POST /api/sessions"))
            #expect(rows.count == 3)
            let refused = rows.filter { $0.outcome == "refused" }
            // What was typed as a name and is none may be a secret in the wrong box.
            #expect(Set(refused.map(\.entityID)) == [doctor, nil])
            #expect(refused.allSatisfy { $0.agent == "nobody" && $0.action == "E" })
            let success = try #require(rows.first { $0.outcome == "success" })
            #expect([success.agent, success.agentID, success.action] == ["staff", doctor, "E"])
        }
    }

    @Test func aRefusalForWantOfPermissionIsRecorded() throws {
        try TestClinic.open { clinic in
            let visit = clinic.receive()
            let path = "/api/patients/\(visit.patient)"
            #expect(clinic.send(.get, path, as: .role(.laboratory)).status == .forbidden)
            #expect(clinic.send(.get, path, as: .nobody).status == .unauthorized)
            let rows = try clinic.log("GET /api/patients/:patient")
            #expect(rows.count == 1)
            #expect([rows.first?.outcome, rows.first?.patient] == ["refused", visit.patient])
            let laboratory = try clinic.staffID("laboratory")
            #expect(rows.first?.agentID == laboratory)
        }
    }

    @Test func whetherTheServerIsAliveIsNotRecorded() throws {
        try TestClinic.open { clinic in
            #expect(clinic.send(.get, "/ready", as: .nobody).status == .ok)
            try #expect(clinic.log().isEmpty)
        }
    }

    private static let nobody = "01a1fd42-eb7a-7f7a-a550-5053d45d018c"

    private func temporary() -> String { NSTemporaryDirectory() + "aalo-audit-\(UUID().uuidString).sqlite" }

    private func remove(_ path: String) {
        for end in ["", "-wal", "-shm", ".keys"] { try? FileManager.default.removeItem(atPath: path + end) }
    }
}
