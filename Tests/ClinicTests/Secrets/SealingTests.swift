import Foundation
import GRDB
import Storage
import Testing
import Vocabulary

@testable import Clinic

/// Numbers as they lie in the file: sealed, bound to their place, found without being opened.
@Suite struct SealingTests {
    private static let keys = ClinicKeys.random()

    private func connection(_ keys: ClinicKeys = SealingTests.keys) throws -> DatabaseQueue {
        var configuration = GRDB.Configuration()
        configuration.prepareDatabase { try SecretFunctions.register(keys, on: $0) }
        return try DatabaseQueue(configuration: configuration)
    }

    private func text(_ sql: String, _ arguments: GRDB.StatementArguments, _ db: DatabaseQueue) throws -> String? {
        try db.read { try String.fetchOne($0, sql: sql, arguments: arguments) }
    }

    private func text(_ sql: String, _ db: DatabaseQueue) throws -> String? { try text(sql, [], db) }

    @Test(arguments: ["01711223344", "", "রহিমা", String(repeating: "x", count: 5_000)])
    func whatWasSealedOpensInItsPlace(_ value: String) throws {
        let db = try connection()
        try #expect(text("SELECT opened(sealed(?1, 'a.b', 'row'), 'a.b', 'row')", [value], db) == value)
        let bytes = try db.read { try Data.fetchOne($0, sql: "SELECT sealed(?, 'a.b', 'row')", arguments: [value]) }
        let sealed = try #require(bytes)
        #expect(sealed.count == value.utf8.count + 30)
        #expect(Array(sealed.prefix(2)) == [1, 1])
        if value.count > 4 { #expect(sealed.range(of: Data(value.utf8)) == nil) }
    }

    @Test func nothingStaysNothing() throws {
        let db = try connection()
        for call in ["sealed(NULL, 'a', 'b')", "opened(NULL, 'a', 'b')", "blind_index(NULL, 'a')"] {
            try #expect(text("SELECT \(call) IS NULL", db) == "1")
        }
    }

    @Test func theSameValueIsNeverSealedAlike() throws {
        let db = try connection()
        let distinct = try text(
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
            SELECT count(DISTINCT sealed('01711223344', 'a', 'b')) FROM n
            """, db)
        #expect(distinct == "1000")
    }

    /// The row above another's, or one column in the place of another.
    @Test(arguments: [
        "opened(sealed('x', 'patient.phone', 'row-1'), 'patient.phone', 'row-2')",
        "opened(sealed('x', 'patient.phone', 'row-1'), 'patient.national_id', 'row-1')",
        "opened(sealed('x', 'patient.phone', 'row-1'), 'patient.phoner', 'ow-1')",
        "opened(sealed('x', 'patient.phone', ''), 'patient.phone', 'row-1')",
    ])
    func aValueThatWasMovedDoesNotOpen(_ call: String) throws {
        #expect(throws: DatabaseError.self) { try text("SELECT \(call)", connection()) }
    }

    @Test func aValueThatWasChangedAnywhereDoesNotOpen() throws {
        let db = try connection()
        let sealed = try #require(
            try db.read { try Data.fetchOne($0, sql: "SELECT sealed('01711223344', 'a', 'b')") })
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 1
            #expect(throws: DatabaseError.self) { try text("SELECT opened(?, 'a', 'b')", [changed], db) }
        }
        for length in [0, 1, 29, sealed.count - 1] {
            #expect(throws: DatabaseError.self) {
                try text("SELECT opened(?, 'a', 'b')", [sealed.prefix(length)], db)
            }
        }
    }

    @Test func anotherClinicsKeyOpensNothingAndFindsNothing() throws {
        let (own, other) = (try connection(), try connection(.random()))
        let sealed = try own.read { try Data.fetchOne($0, sql: "SELECT sealed('01711223344', 'a', 'b')") }
        #expect(throws: DatabaseError.self) { try text("SELECT opened(?, 'a', 'b')", [sealed], other) }
        let index = "SELECT hex(blind_index('01711223344', 'a'))"
        try #expect(text(index, own) != text(index, other))
        try #expect(text(index, own) == text(index, connection()))
    }

    @Test func aBlindIndexIsItsColumns() throws {
        let db = try connection()
        try #expect(
            text("SELECT blind_index('1', 'patient.phone.tail') = blind_index('1', 'patient.national_id')", db)
                == "0")
        try #expect(text("SELECT length(blind_index('1', 'a'))", db) == "16")
        try #expect(text("SELECT blind_index('ab', 'c') = blind_index('b', 'ca')", db) == "0")
    }

    @Test func aLogTellsNothingOfAKey() {
        let key = ClinicKeys.Key.random()
        var dumped = ""
        dump(key, to: &dumped)
        for text in ["\(key)", String(reflecting: key), dumped, "\(Self.keys.data)"] {
            #expect(!text.contains("\(key.bytes[0]), \(key.bytes[1])") && !text.contains("bytes"), "\(text)")
        }
    }

    /// What was sealed years ago has to open.
    @Test func theFormIsFixed() throws {
        let key = try #require(ClinicKeys.Key(Array(0..<32)))
        let keys = try #require(ClinicKeys(data: [7: key], index: key, audit: key))
        let db = try connection(keys)
        let known = "SELECT opened(x'0107000102030405060708090A0B\(Self.knownText)', 'patient.phone', 'row')"
        try #expect(text("SELECT hex(blind_index('3344', 'patient.phone.tail'))", db) == Self.knownIndex)
        try #expect(text(known, db) == "01711223344")
    }

    // Made by another program: AES-256-GCM over 01 07, the column's length in 64 bits, column and row; Python's hmac.
    private static let knownText = "7733E12AF4D7F028BE75A34E04542F296D6C9D86D92CFF319FE4B5"
    private static let knownIndex = "163CF947E8D29DE7E90E1306D30EFD4E"
}
