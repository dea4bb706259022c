import Foundation
import GRDB
import HTTP
import Storage
import Testing
import Vocabulary

@testable import Clinic

@Suite struct StaffRegisterTests {
    @Test func theAdministratorAddsSomebodyWithAllThatIsKnownOfThem() throws {
        try TestClinic.open { clinic in
            let added = clinic.add()
            #expect(added.status == .created, "\(added.text)")
            let place = try #require(added[header: "Location"])
            let found = clinic.send(.get, place, as: .role(.manager)).json
            #expect(found["registrationNumber"]?.string == "A-1")
            #expect(found["providerId"]?.string == "HRM-7")
            #expect(found["rooms"]?.array?.compactMap(\.string) == ["doctor-1"])
            #expect(found["secrets"]?.array?.isEmpty == true)
        }
    }

    @Test(arguments: [
        (#""name":"F","nameBangla":"ফ","roles":[]"#, ["roles"]),
        (#""name":"F","nameBangla":"ফ","roles":["king"]"#, ["roles"]),
        (#""name":"F","nameBangla":"ফ","roles":["doctor"],"rooms":["attic"]"#, ["rooms"]),
        (#""name":"","roles":["doctor"]"#, ["name", "nameBangla"]),
        (
            #""name":"F","nameBangla":"ফ","roles":["doctor"],"activeFrom":"2026-11-21","activeTo":"2026-11-20""#,
            ["activeTo"]
        ),
        (#""name":"F","nameBangla":"ফ","roles":"doctor","activeFrom":"2026-02-30""#, ["activeFrom"]),
    ])
    func whatCannotBeIsNamed(_ particulars: String, _ bad: [String]) throws {
        try TestClinic.open { clinic in
            let answer = clinic.add("farzana", particulars)
            #expect(answer.status == .unprocessableContent)
            #expect(answer.badFields == bad)
        }
    }

    @Test func numbersAndNamesAreOnePersons() throws {
        try TestClinic.open { clinic in
            #expect(clinic.add().status == .created)
            #expect(clinic.add().json["type"]?.string == "/problems/user-name-taken")
            #expect(clinic.add("sadia").json["type"]?.string == "/problems/registration-number-taken")
            let other = TestClinic.particulars.replacing("A-1", with: "A-2")
            #expect(clinic.add("sadia", other).json["type"]?.string == "/problems/provider-id-taken")
        }
    }

    @Test func aCorrectionKeepsWhatWasWrittenBeforeAndSaysWho() throws {
        try TestClinic.open { clinic in
            let id = clinic.add().json["id"]?.string ?? ""
            let correction = "{\"version\":1," + TestClinic.particulars.replacing("MBBS", with: "MBBS, FCPS") + "}"
            let put = { clinic.send(.put, "/api/staff/\(id)", as: .role(.administrator), json: correction) }
            #expect(put().json["version"]?.integer == 2)
            let stale = put()
            #expect(stale.status == .conflict)
            #expect(stale.json["version"]?.integer == 2)
            let history = clinic.send(.get, "/api/staff/\(id)/revisions", as: .role(.manager)).json
            let first = try #require(history["revisions"]?.array?.first)
            #expect(first["before"]?.string?.contains("\"qualification\":\"MBBS\"") == true)
            #expect(first["changedBy"]?.string != nil)
            for sql in ["UPDATE staff_revision SET before = '{}'", "DELETE FROM staff_revision", "DELETE FROM staff"] {
                #expect(throws: (any Error).self, "\(sql)") {
                    try clinic.store.write { db in try db.execute(sql: sql) }
                }
            }
        }
    }

    @Test func whoLeavesIsOutAtOnceAndMayComeBack() throws {
        try TestClinic.open { clinic in
            try clinic.addQuickly("farzana")
            let session = TestClinic.cookie(clinic.signIn("farzana", "4829"))
            let ask = { clinic.send(.get, "/api/staff/on-duty", as: .nobody, headers: session).status }
            #expect(ask() == .ok)
            let id = try clinic.id(of: "farzana")
            let end = clinic.send(.post, "/api/staff/\(id)/end", as: .role(.administrator), json: "{}")
            #expect(end.json["activeTo"]?.string == "2026-11-21")
            #expect(ask() == .unauthorized)
            #expect(clinic.signIn("farzana", "4829").status == .unprocessableContent)
            #expect(!clinic.send(.get, "/sign-in", as: .nobody).text.contains("value=\"farzana\""))
            clinic.send(.post, "/api/staff/\(id)/reinstate", as: .role(.administrator), json: "{}")
            #expect(clinic.signIn("farzana", "4829").status == .created)
        }
    }

    @Test func nobodySignsInAfterTheirLastDayNorStaysSignedIn() throws {
        try TestClinic.open { clinic in
            try clinic.addQuickly("farzana")
            try clinic.store.write { db in
                try db.execute(sql: "UPDATE staff SET active_to = '2026-11-21' WHERE user_name = 'farzana'")
            }
            // Fourteen hours are left of the day, the session would last twelve.
            clinic.clock.advance(seconds: 10 * 3_600)
            let session = TestClinic.cookie(clinic.signIn("farzana", "4829"))
            let ask = { clinic.send(.get, "/api/staff/on-duty", as: .nobody, headers: session).status }
            #expect(ask() == .ok)
            clinic.clock.advance(seconds: 4 * 3_600)
            #expect(ask() == .unauthorized)
            #expect(clinic.signIn("farzana", "4829").status == .unprocessableContent)
        }
    }

    @Test func somebodyIsLeftWhoCanUndoIt() throws {
        try TestClinic.open { clinic in
            let id = try clinic.id(of: "administrator")
            let answer = clinic.send(.post, "/api/staff/\(id)/end", as: .role(.administrator), json: "{}")
            #expect(answer.json["type"]?.string == "/problems/last-administrator")
            #expect(clinic.send(.get, "/staff", as: .role(.administrator)).status == .ok)
        }
    }

    @Test func theRosterSaysWhoIsOnDuty() throws {
        try TestClinic.open { clinic in
            let id = clinic.add().json["id"]?.string ?? ""
            let shift = { (json: String) in
                clinic.send(.post, "/api/staff/\(id)/shifts", as: .role(.administrator), json: json)
            }
            #expect(shift(#"{"weekday":"saturday","from":"9:00","to":"10:30","room":"doctor-1"}"#).status == .created)
            #expect(shift(#"{"weekday":"saturday","from":"10:00","to":"11:00"}"#).badFields == ["from"])
            #expect(shift(#"{"weekday":"saturday","from":"12:00","to":"12:00"}"#).badFields == ["to"])
            #expect(shift(#"{"weekday":"saturday","from":"25:00","to":"26:00"}"#).badFields == ["from", "to"])
            #expect(shift(#"{"weekday":"saturday","from":"12:00","to":"13:00","room":"attic"}"#).badFields == ["room"])
            let onDuty = { clinic.send(.get, "/api/staff/on-duty").json["onDuty"]?.array ?? [] }
            #expect(onDuty().first?["room"]?.string == "doctor-1")
            clinic.clock.advance(seconds: 30 * 60)
            #expect(onDuty().isEmpty, "a shift ends before its last minute")
            let nextWeek = TestClinic.morning.adding(seconds: 7 * 86_400)
            let then = try clinic.store.write { try Roster.onDuty(at: nextWeek, $0).count }
            #expect(then == 1, "every week")
        }
    }

    @Test func theFormComesBackWithWhatWasTyped() throws {
        try TestClinic.open { clinic in
            let page = clinic.send(
                .post, "/staff", as: .role(.administrator),
                form: ["userName": "Farzana!", "name": "Farzana", "nameBangla": "ফারজানা", "role-doctor": "true"])
            #expect(page.status == .unprocessableContent)
            #expect(page.text.contains("value=\"Farzana!\""))
            #expect(page.text.contains(#"name="role-doctor" value="true" checked"#))
            let good = clinic.send(
                .post, "/staff", as: .role(.administrator),
                form: ["userName": "farzana", "name": "Farzana", "nameBangla": "ফারজানা", "role-doctor": "true"])
            #expect(good.status == .seeOther)
            let person = clinic.send(.get, good[header: "Location"] ?? "", as: .role(.administrator))
            #expect(person.text.contains("ফারজানা"))
            #expect(clinic.send(.get, "/staff", as: .role(.manager)).text.contains("farzana"))
        }
    }
}

extension TestClinic {
    func id(of user: String) throws -> String {
        try store.write { db in try StaffRegister.find(user, db)?.id.description ?? "" }
    }
}
