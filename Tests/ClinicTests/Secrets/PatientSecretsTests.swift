import Foundation
import GRDB
import HTTP
import Storage
import Testing
import Vocabulary

@testable import Clinic

/// Patients' numbers in a clinic's own database.
@Suite struct PatientSecretsTests {
    private static let numbers = ["01711223344", "1234567890", "19901234567890123", "01899887766"]
    private static let known = #"""
        ,"phone":"01711223344","nationalId":"1234567890","birthRegistrationNumber":"19901234567890123"
        """#

    /// The database, its log and the log's index, as they lie on the disk.
    private static func bytes(at path: String) throws -> Data {
        try ["", "-wal", "-shm"].reduce(into: Data()) { all, end in
            guard FileManager.default.fileExists(atPath: path + end) else { return }
            all += try Data(contentsOf: URL(fileURLWithPath: path + end))
        }
    }

    /// What of these lies in the file in the clear, also as hexadecimal digits.
    private static func leaked(_ texts: [String], at path: String) throws -> [String] {
        let bytes = try bytes(at: path)
        return texts.filter { text in
            let hexadecimal = text.utf8.map { String($0, radix: 16) }.joined()
            return [text, hexadecimal, hexadecimal.uppercased()].contains { bytes.range(of: Data($0.utf8)) != nil }
        }
    }

    private static func withFile(_ body: (String) throws -> Void) throws {
        let path = NSTemporaryDirectory() + "aalo-\(UUID().uuidString).sqlite"
        defer { for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) } }
        try body(path)
    }

    @Test func noNumberLiesInTheFileInTheClear() throws {
        try Self.withFile { path in
            try TestClinic.open(at: path) { clinic in
                clinic.send(
                    .post, "/api/tokens",
                    json: #"{"service":"general","name":"Karim Uddin","sex":"male","phone":"01711223344"}"#,
                    key: "first-tap-of-the-desk")
                let visit = clinic.visit()
                let answer = clinic.register(
                    visit, #"{"name":"Rahima Begum","sex":"female","complete":false\#(Self.known)}"#,
                    key: "first-registration")
                #expect(answer.json["nationalId"]?.string == "1234567890")
                let corrected = clinic.register(
                    visit, #"{"name":"Rahima Begum","sex":"female","phone":"01899887766","version":1}"#,
                    key: "a-correction")
                #expect(corrected.json["phone"]?.string == "01899887766")
                try #expect(Self.leaked(Self.numbers, at: path) == [], "while the log holds what was written")
                try #expect(Self.leaked(["Rahima Begum"], at: path) == ["Rahima Begum"], "what is looked for is found")
            }
            try #expect(Self.leaked(Self.numbers, at: path) == [], "and when it is in the file")
        }
    }

    @Test func aRetryGetsTheFirstAnswerOutOfItsSeal() throws {
        try TestClinic.open { clinic in
            let visit = clinic.visit()
            let json = #"{"name":"Rahima","sex":"female"\#(Self.known)}"#
            let first = clinic.register(visit, json, key: "the-same-key")
            let again = clinic.register(visit, json, key: "the-same-key")
            #expect(first.status == .ok && again.text == first.text)
            #expect(again[header: "Idempotency-Replayed"] == "true")
            let other = clinic.register(visit, #"{"name":"Karim","sex":"male"}"#, key: "the-same-key")
            #expect(other.status == .unprocessableContent)
        }
    }

    @Test(arguments: [
        ("3344", ["Karim", "Rahima"]), ("৩৩৪৪", ["Karim", "Rahima"]), ("23344", ["Karim", "Rahima"]), ("13344", []),
        ("01711223344", ["Rahima"]), ("০১৭১১-২২৩৩৪৪", ["Rahima"]), ("+880 1711 223344", ["Rahima"]),
        ("1711223344", ["Rahima"]), ("344", []), ("11223344", ["Karim", "Rahima"]), ("7766", []),
        ("1234567890", ["Rahima"]), ("১২৩৪৫ ৬৭৮৯০", ["Rahima"]), ("19901234567890123", ["Rahima"]),
    ])
    func peopleAreFoundByTheEndOfTheirPhoneAndByTheirNumbers(_ text: String, _ expected: [String]) throws {
        try TestClinic.open { clinic in
            _ = clinic.patient(Self.known, name: "Rahima")
            _ = clinic.patient(#","phone":"01911223344","healthId":"98111122225""#, name: "Karim")
            let found = clinic.send(.post, "/api/patients/search", json: #"{"q":"\#(text)"}"#)
            let names = found.json["patients"]?.array?.compactMap { $0["nameEnglish"]?.string } ?? []
            #expect(names.sorted() == expected)
        }
    }

    @Test func aTokenIsFoundByTheWholePhone() throws {
        try TestClinic.open { clinic in
            _ = clinic.receive(#""name":"Rahima","sex":"female","phone":"01711223344""#)
            _ = clinic.receive(#""name":"Karim","sex":"male","phone":"01911223344""#)
            let page = clinic.send(.post, "/reception/tokens/search", form: ["q": "০১৭১১২২৩৩৪৪"]).text
            #expect(page.contains("Rahima") && !page.contains("Karim"))
        }
    }

    @Test func aNumberStillBelongsToOnePerson() throws {
        try TestClinic.open { clinic in
            let first = clinic.patient(Self.known)
            for number in [#","nationalId":"1234567890""#, #","birthRegistrationNumber":"19901234567890123""#] {
                let second = clinic.patient(number, name: "Karim")
                #expect(second.answer.status == .conflict)
                #expect(second.answer.text.contains(first.id))
            }
        }
    }

    /// Somebody with the file and without the keys puts one patient's phone in another's row.
    @Test func aSealedNumberMovedToAnotherPatientDoesNotOpen() throws {
        try TestClinic.open { clinic in
            let (one, two) = (
                clinic.patient(Self.known).id, clinic.patient(#","phone":"01899887766""#, name: "Karim").id
            )
            try clinic.store.write { db in
                try db.execute(
                    sql: """
                        UPDATE patient SET phone_sealed = (SELECT phone_sealed FROM patient WHERE id = ?) WHERE id = ?
                        """, arguments: [two, one])
            }
            #expect(clinic.send(.get, "/api/patients/\(one)").status == .internalServerError)
            #expect(clinic.send(.get, "/api/patients/\(two)").status == .ok)
        }
    }

    @Test func aCorrectionKeepsWhatWasKnownSealed() throws {
        try TestClinic.open { clinic in
            let visit = clinic.visit()
            clinic.register(visit, #"{"name":"Rahima","sex":"female","complete":false\#(Self.known)}"#)
            clinic.register(visit, #"{"name":"Rahima Begum","sex":"female","version":1}"#)
            let kept = try clinic.store.write { db in
                try GRDB.Row.fetchOne(
                    db,
                    sql: """
                        SELECT before,
                            opened(phone_sealed, 'patient_revision.phone', patient_id || '/' || version) AS phone,
                            opened(national_id_sealed, 'patient_revision.national_id', patient_id || '/' || version)
                                AS national_id
                        FROM patient_revision
                        """
                ).map { ($0["before"] as String, $0["phone"] as String, $0["national_id"] as String) }
            }
            let revision = try #require(kept)
            #expect(
                revision.0.contains("Rahima") && !revision.0.contains("0171") && !revision.0.contains("national_id"))
            #expect(revision.1 == "01711223344" && revision.2 == "1234567890")
            for change in ["before = '{}'", "phone_sealed = NULL", "version = 7"] {
                #expect(throws: (any Error).self) {
                    try clinic.store.write { try $0.execute(sql: "UPDATE patient_revision SET \(change)") }
                }
            }
        }
    }
}

/// A database of the time before numbers were sealed.
extension PatientSecretsTests {
    @Test func whatWasWrittenBeforeIsSealedAndNothingOfItStays() throws {
        try Self.withFile { path in
            let migrations = try Migration.load(from: TestClinic.root.appending(path: "Migrations"))
            let before = try #require(migrations.firstIndex { $0.name == "0016_secrets.sql" })
            try Self.write(Array(migrations.prefix(min(11, before))), at: path)
            try #expect(Self.leaked(Self.numbers, at: path) == Self.numbers)
            var options = StoreOptions()
            options.prepare = { try SecretFunctions.register(TestClinic.keys, on: $0) }
            let store = try Store(path: path, topics: Topic.all, options: options)
            try store.migrate(migrations)
            try store.beforeStart { db in
                try #expect(SecretResidue.isThere(db))
                try SecretResidue.remove(db)
                try #expect(!SecretResidue.isThere(db))
            }
            store.stop()
            try #expect(Self.leaked(Self.numbers, at: path) == [])
            try TestClinic.open(at: path) { clinic in
                let id = "01a1fd42-eb7a-7f7a-a550-5053d45d018c"
                let patient = clinic.send(.get, "/api/patients/\(id)").json
                #expect(patient["phone"]?.string == "01711223344")
                #expect(patient["nationalId"]?.string == "1234567890")
                #expect(patient["birthRegistrationNumber"]?.string == "19901234567890123")
                let found = clinic.send(.post, "/api/patients/search", json: #"{"q":"৩৩৪৪"}"#)
                #expect(found.json["patients"]?.array?.count == 1)
                let taken = clinic.patient(#","nationalId":"1234567890""#, name: "Karim").answer
                #expect(taken.status == .conflict)
                let old = try clinic.store.write { db in
                    try String.fetchOne(
                        db,
                        sql: """
                            SELECT opened(phone_sealed, 'patient_revision.phone', patient_id || '/' || version)
                            FROM patient_revision
                            """)
                }
                #expect(old == "01899887766")
                let body = try clinic.store.write { db in
                    try Data.fetchOne(
                        db,
                        sql: "SELECT opened_bytes(body, 'idempotency.body', actor || ' ' || key) FROM idempotency")
                }
                #expect(body == Data(#"{"phone":"01711223344"}"#.utf8))
            }
        }
    }

    private static func write(_ migrations: [Migration], at path: String) throws {
        let store = try Store(path: path)
        try store.migrate(migrations)
        try store.beforeStart { db in
            try db.execute(
                sql: """
                    INSERT INTO staff (id, user_name, name_en, name_bn, created_at)
                    VALUES ('01a1fd42-eb7a-7f7a-a550-5053d45d0001', 'old', 'Old', 'পুরোনো', 1);
                    INSERT INTO patient (id, name_en, sex, phone, national_id, birth_registration_number, search,
                        registered_at, registered_by)
                    VALUES ('01a1fd42-eb7a-7f7a-a550-5053d45d018c', 'Rahima', 'female', '01711223344', '1234567890',
                        '19901234567890123', 'rahima', 1, '01a1fd42-eb7a-7f7a-a550-5053d45d0001'),
                        ('01a1fd42-eb7a-7f7a-a550-5053d45d018d', 'Karim', 'male', NULL, NULL, NULL, 'karim', 1,
                        '01a1fd42-eb7a-7f7a-a550-5053d45d0001');
                    INSERT INTO patient_revision (patient_id, version, before, at, staff_id)
                    VALUES ('01a1fd42-eb7a-7f7a-a550-5053d45d018c', 1,
                        '{"name_en":"Rahela","phone":"01899887766","national_id":null}', 1,
                        '01a1fd42-eb7a-7f7a-a550-5053d45d0001');
                    INSERT INTO idempotency (actor, key, fingerprint, status, body, at)
                    VALUES ('someone', 'a-key-of-old', 'abc', 200, CAST('{"phone":"01711223344"}' AS BLOB), 1);
                    """)
        }
        store.stop()
    }
}
