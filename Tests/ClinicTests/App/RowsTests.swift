import GRDB
import Storage
import Testing
import Vocabulary

@testable import Clinic

@Suite struct RowsTests {
    private func answer<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) throws -> Value {
        var answer: Value?
        try TestClinic.open { answer = try $0.store.write(body) }
        return try #require(answer)
    }

    @Test func whatRunWritesMakesANewVersionOfItsTopicEachTime() throws {
        try TestClinic.open { clinic in
            let before = clinic.store.topics.version(of: .access)
            for number in UInt64(1)...3 {
                try clinic.store.write { try $0.run("UPDATE device SET name = ?", ["Display \(number + 1)"]) }
                #expect(clinic.store.topics.version(of: .access) == before + number)
            }
            _ = try clinic.store.write { try $0.list("SELECT name FROM device") { $0[0] as String } }
            #expect(clinic.store.topics.version(of: .access) == before + 3)
        }
    }

    @Test func whatWritesIsNotReadAsAQuery() throws {
        #expect(throws: DatabaseError.self) {
            try answer { try $0.first("UPDATE device SET name = 'x' RETURNING name") { $0[0] as String } }
        }
    }

    @Test func everyKindOfValueComesBackAsItWasBound() throws {
        let (id, day, at) = (ID<Staff>.new(at: TestClinic.morning), Day(TestClinic.morning), TestClinic.morning)
        let name = "রহিমা \"Begum\" খাতুন"
        let isSame = try answer { db in
            try db.first(
                "SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?", [id, day, at, name, 7, "", nil as String?, true, "waiting"]
            ) { row in
                let isFirstHalf = try row.id(0) == id && row.day(1) == day && row.instant(2) == at && row[3] == name
                let isNull = row.hasNull(atIndex: 6) && row[6] as String? == nil && row.optionalInstant(6) == nil
                let noID: ID<Staff>? = try row.optionalID(6)
                let state: EntryState = try row.word(8)
                return isFirstHalf && row[4] == 7 && row[5] as String? == "" && isNull && noID == nil && row[7]
                    && state == .waiting
            }
        }
        #expect(isSame == true)
    }

    @Test func whatIsTooLongForTheStackIsBoundAsWell() throws {
        let (text, bytes) = (String(repeating: "খ", count: 1_000), [UInt8](repeating: 7, count: 3_000))
        let isSame = try answer { db in
            try db.first("SELECT ?, ?, ?", [text, bytes, [] as [UInt8]]) { row in
                row[0] == text && row[1] == bytes && !row.hasNull(atIndex: 2) && row[2] == [] as [UInt8]
            }
        }
        #expect(isSame == true)
    }

    @Test(arguments: ["", "x", "01a1fd42-eb7a-7f7a-a550-5053d45d018", "Waiting", "waiting ", "2026-02-30"])
    func whatTheRulesForbidIsFoundWhenItIsRead(_ text: String) throws {
        #expect(throws: CorruptValue.self) {
            try answer { db in try db.first("SELECT ?", [text]) { try $0.word(0) as EntryState } }
        }
        #expect(throws: CorruptValue.self) {
            try answer { db in try db.first("SELECT ?", [text]) { try $0.id(0) as ID<Staff> } }
        }
        #expect(throws: CorruptValue.self) {
            try answer { db in try db.first("SELECT ?", [text]) { try $0.day(0) } }
        }
    }

    @Test func aStatementMayBeUsedAgainWhileItsRowsAreRead() throws {
        let sums = try answer { db in
            let sql = "WITH numbers (n) AS (VALUES (1), (2), (3)) SELECT n FROM numbers WHERE n <= ?"
            return try db.list(sql, [3]) { row in
                try db.list(sql, [row[0] as Int]) { $0[0] as Int }.reduce(0, +)
            }
        }
        #expect(sums == [1, 3, 6])
    }

    @Test func anArgumentTooFewOrTooManyIsRefused() throws {
        for arguments: [(any Bindable)?] in [[], [1, 2]] {
            let error = #expect(throws: DatabaseError.self) {
                nonisolated(unsafe) let arguments = arguments  // only read
                return try answer { db in try db.first("SELECT ?", arguments) { $0[0] as Int } }
            }
            #expect(error?.resultCode == .SQLITE_MISUSE)
        }
    }

    @Test func aBrokenConstraintIsSQLitesOwnError() throws {
        let error = #expect(throws: DatabaseError.self) {
            try answer { try $0.run("INSERT INTO staff_role (staff_id, role) VALUES (?, ?)", ["nobody", "doctor"]) }
        }
        #expect(error?.extendedResultCode == .SQLITE_CONSTRAINT_FOREIGNKEY)
    }

    @Test func nothingIsReadOnceTheTransactionIsGone() throws {
        #expect(throws: StoreError.self) {
            try answer { db in
                try? db.execute(sql: "ROLLBACK")
                return try db.first("SELECT 1") { $0[0] as Int }
            }
        }
    }
}
