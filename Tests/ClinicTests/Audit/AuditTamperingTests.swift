import Foundation
import GRDB
import Testing

@testable import Clinic

/// Somebody with the sqlite3 shell and without the key.
@Suite struct AuditTamperingTests {
    @Test func aLogThatNobodyTouchedIsWhole() throws {
        try ClosedLog.with { log in
            let report = try log.verify()
            #expect(report.findings == [])
            #expect(report.rows == ClosedLog.rows)
        }
    }

    @Test(arguments: [
        "action = 'D'", "recorded = recorded + 1", "route = 'GET /'", "outcome = 'refused'", "agent_id = patient_id",
        "address = '10.0.0.1'", "patient_id = NULL", "entity_id = patient_id", "shown = 0", "purpose = 'because'",
        "changes = 1", "mac = randomblob(32)", "mac = zeroblob(32)",
    ])
    func aRowThatIsChangedIsNamed(_ change: String) throws {
        try ClosedLog.with { log in
            try #expect(log.findings(after: "UPDATE audit_event SET \(change) WHERE sequence = 5") == [.changed(5)])
        }
    }

    @Test func severalRowsThatAreChangedAreEachNamed() throws {
        try ClosedLog.with { log in
            let found = try log.findings(after: "UPDATE audit_event SET action = 'D' WHERE sequence IN (1, 6, 7, 13)")
            #expect(found == [.changed(1), .changed(6), .changed(7), .changed(13)])
        }
    }

    @Test func rowsThatAreTakenOutAreNamed() throws {
        try ClosedLog.with { log in
            try #expect(log.findings(after: "DELETE FROM audit_event WHERE sequence = 5") == [.missing(5...5)])
        }
        try ClosedLog.with { log in
            let found = try log.findings(
                after: "DELETE FROM audit_event WHERE sequence BETWEEN 1 AND 3 OR sequence = 9")
            #expect(found == [.missing(1...3), .stray(1), .missing(9...9)])
        }
    }

    @Test func aRowThatIsTakenOutAndTheGapClosedIsNamed() throws {
        try ClosedLog.with { log in
            let found = try log.findings(
                after: """
                    DELETE FROM audit_event WHERE sequence = 5;
                    UPDATE audit_event SET sequence = sequence + 1000 WHERE sequence > 5;
                    UPDATE audit_event SET sequence = sequence - 1001 WHERE sequence > 1000;
                    """)
            #expect(found == [.missing(5...5)])
        }
    }

    @Test func aRowThatIsPutInIsNamed() throws {
        let columns = AuditLog.columns.replacingOccurrences(of: "sequence, ", with: "")
        try ClosedLog.with { log in
            let found = try log.findings(
                after: "INSERT INTO audit_event SELECT 14, \(columns), mac FROM audit_event WHERE sequence = 13")
            #expect(found == [.inserted(14)])
        }
        try ClosedLog.with { log in
            let found = try log.findings(
                after: """
                    UPDATE audit_event SET sequence = sequence + 1000 WHERE sequence > 5;
                    UPDATE audit_event SET sequence = sequence - 999 WHERE sequence > 1000;
                    INSERT INTO audit_event SELECT 6, \(columns), mac FROM audit_event WHERE sequence = 9;
                    """)
            #expect(found == [.inserted(6)])
        }
    }

    @Test(arguments: [(4, 9), (4, 5), (2, 13), (12, 13)])
    func rowsThatAreSwappedAreNamed(_ one: Int, _ other: Int) throws {
        try ClosedLog.with { log in
            let found = try log.findings(
                after: """
                    UPDATE audit_event SET sequence = 1000 WHERE sequence = \(one);
                    UPDATE audit_event SET sequence = \(one) WHERE sequence = \(other);
                    UPDATE audit_event SET sequence = \(other) WHERE sequence = 1000;
                    """)
            #expect(found == [.swapped(one, other)])
        }
    }

    @Test func rowsThatAreCutOffAtTheEndAreFoundByWhatStandsOutside() throws {
        try ClosedLog.with { log in
            try #expect(log.findings(after: "DELETE FROM audit_event WHERE sequence >= 12") == [.cutOff(12...13)])
        }
        try ClosedLog.with { log in
            try FileManager.default.removeItem(atPath: AuditFolder(beside: log.path).headsFile)
            try #expect(log.findings(after: "DELETE FROM audit_event WHERE sequence >= 12") == [.noEnd])
        }
    }

    /// Otherwise whoever cuts off the end would only have to let the server go on.
    @Test func whatWasCutOffIsStillFoundWhenTheServerHasGoneOn() throws {
        try ClosedLog.with { log in
            try log.tamper("DELETE FROM audit_event WHERE sequence >= 12")
            try log.issueTokens(1)
            try #expect(log.verify().findings.contains(.cutOff(13...13)))
            try log.issueTokens(3)
            try #expect(log.verify().findings.contains(.replaced(13)))
        }
    }

    @Test func theWholeLogIsNotTakenAway() throws {
        try ClosedLog.with { log in
            let found = try log.findings(after: "DELETE FROM audit_event; DELETE FROM audit_change")
            #expect(found == [.cutOff(1...13)])
        }
    }

    @Test func whatStoodBeforeAndAfterIsSealedToo() throws {
        try ClosedLog.with { log in
            try #expect(log.findings(after: "UPDATE audit_change SET after = '{}' WHERE id = 3") == [.changed(1)])
        }
        try ClosedLog.with { log in
            try #expect(log.findings(after: "DELETE FROM audit_change WHERE id = 3") == [.changed(1)])
        }
        try ClosedLog.with { log in
            let insert = "INSERT INTO audit_change (event, entity, entity_id, after) VALUES (7, 'visit', 'x', '{}')"
            try #expect(log.findings(after: insert) == [.stray(7)])
        }
    }

    @Test func whatIsChangedPastTheProgramIsFoundAndPutDownToNobody() throws {
        try ClosedLog.with { log in
            try log.tamper("UPDATE staff SET qualification = 'other' WHERE user_name = 'manager'", dropping: false)
            try #expect(log.verify().findings == [.stray(14)])
            try log.issueTokens(1)
            try #expect(log.verify().findings == [])
            try TestClinic.open(at: log.path) { clinic in
                let outside = try clinic.count(
                    "SELECT count(*) FROM audit_event WHERE sequence = 14 AND agent = 'nobody' AND changes = 1")
                #expect(outside == 1)
            }
        }
    }

    @Test func withAnotherKeyNothingIsProven() throws {
        try ClosedLog.with { log in
            let key = AuditFolder(beside: log.path).keyFile
            try Data(repeating: 7, count: 32).write(to: URL(fileURLWithPath: key))
            try #expect(log.verify().findings == [.anotherKey])
        }
    }

    @Test func aServerDoesNotGoOnWithALogWhoseKeyIsGone() throws {
        try ClosedLog.with { log in
            let key = AuditFolder(beside: log.path).keyFile
            try FileManager.default.removeItem(atPath: key)
            #expect(throws: AuditError.noKey(key)) { try log.issueTokens(1) }
        }
    }

    @Test(arguments: [
        "UPDATE audit_event SET action = 'D' WHERE sequence = 5", "DELETE FROM audit_event WHERE sequence = 5",
        "DELETE FROM audit_event", "UPDATE audit_change SET after = '{}'", "DELETE FROM audit_change",
        "UPDATE audit_event SET sequence = 99 WHERE sequence = 5",
    ])
    func theSchemaRefusesWhatIsNotRecording(_ sql: String) throws {
        try ClosedLog.with { log in
            #expect(throws: DatabaseError.self) { try log.tamper(sql, dropping: false) }
            try #expect(log.verify().isWhole)
        }
    }

    @Test func keysAndEndsAreForTheirOwnerAlone() throws {
        try ClosedLog.with { log in
            let folder = AuditFolder(beside: log.path)
            for (path, mode) in [(folder.path, 0o700), (folder.keyFile, 0o600), (folder.headsFile, 0o600)] {
                let attributes = try FileManager.default.attributesOfItem(atPath: path)
                #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == mode, "\(path)")
            }
        }
    }

    /// RFC 4231, test case 2; twice, for the state is prepared once.
    @Test func theSealIsHMACSHA256() throws {
        let seal = try AuditSeal(key: Array("Jefe".utf8))
        for _ in 0..<2 {
            let mac = try seal.mac(of: Array("what do ya want for nothing?".utf8))
            #expect(mac.hexadecimal == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
        }
    }
}
