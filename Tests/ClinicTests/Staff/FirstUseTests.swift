import Foundation
import GRDB
import HTTP
import Storage
import Testing
import Vocabulary

@testable import Clinic

/// L43: no default password, and what somebody else gave is changed at first use.
@Suite struct FirstUseTests {
    @Test func whatTheAdministratorGaveIsChangedBeforeAnythingElse() throws {
        try TestClinic.open { clinic in
            let id = clinic.add().json["id"]?.string ?? ""
            #expect(clinic.give("1234", to: id).badFields == ["secret"])
            #expect(clinic.give("7305", to: id).status == .noContent)
            let session = TestClinic.cookie(clinic.signIn("farzana", "7305"))
            let refused = clinic.send(.get, "/api/queues/consultation", as: .nobody, headers: session)
            #expect(refused.json["type"]?.string == "/problems/change-secret-first")
            let page = clinic.send(.get, "/queue/consultation", as: .nobody, headers: session)
            #expect(page[header: "Location"] == "/account")
            #expect(clinic.send(.get, "/account", as: .nobody, headers: session).status == .ok)
            let change = { (now: String, new: String, again: String) in
                clinic.send(
                    .post, "/api/account/secret", as: .nobody,
                    json: "{\"secret\":\"\(now)\",\"newSecret\":\"\(new)\",\"again\":\"\(again)\"}", headers: session)
            }
            #expect(change("7305", "7305", "7305").badFields == ["newSecret"])
            #expect(change("7305", "4829", "4820").badFields == ["again"])
            #expect(change("7305", "1111", "1111").badFields == ["newSecret"])
            #expect(change("0001", "4829", "4829").badFields == ["secret"])
            let changed = change("7305", "4829", "4829")
            #expect(changed.status == .created)
            let own = TestClinic.cookie(changed)
            #expect(clinic.send(.get, "/api/queues/consultation", as: .nobody, headers: own).status == .ok)
            #expect(
                clinic.send(.get, "/account", as: .nobody, headers: session).status == .seeOther, "the old one ended")
            #expect(clinic.signIn("farzana", "7305").status == .unprocessableContent)
        }
    }

    @Test func theSetupLinkMakesOneAdministratorOnce() throws {
        try TestClinic.open { clinic in
            try clinic.forgetStaff()
            let now = clinic.clock.now
            let first = try #require(try clinic.store.write { try SetupLink.make(at: now, $0) })
            let link = try #require(try clinic.store.write { try SetupLink.make(at: now, $0) })
            #expect(clinic.send(.get, first, as: .nobody).status == .notFound, "a newer one was printed")
            #expect(clinic.send(.get, link, as: .nobody).status == .ok)
            #expect(clinic.send(.get, "/setup/nonsense", as: .nobody).status == .notFound)
            let form = [
                "userName": "arif", "name": "Arif", "nameBangla": "আরিফ", "password": "rickshaw mango tin",
                "again": "rickshaw mango tin",
            ]
            for (field, value) in [("password", "4829"), ("password", "short"), ("again", "other"), ("userName", "A")] {
                let page = clinic.send(
                    .post, link, as: .nobody, form: form.merging([field: value]) { $1 })
                #expect(page.status == .unprocessableContent, "\(field)")
                #expect(!page.text.contains("rickshaw"))
            }
            #expect(clinic.send(.post, link, as: .nobody, form: form)[header: "Location"] == "/sign-in")
            #expect(clinic.send(.post, link, as: .nobody, form: form).status == .notFound)
            #expect(
                clinic.signIn("arif", "rickshaw mango tin").json["roles"]?.array?.compactMap(\.string) == [
                    "administrator"
                ])
            #expect(try clinic.store.write { try SetupLink.make(at: now, $0) } == nil)
        }
    }

    @Test func theSetupLinkIsGoodForAnHour() throws {
        try TestClinic.open { clinic in
            try clinic.forgetStaff()
            let now = clinic.clock.now
            let link = try #require(try clinic.store.write { try SetupLink.make(at: now, $0) })
            clinic.clock.advance(seconds: SetupLink.length)
            #expect(clinic.send(.get, link, as: .nobody).status == .notFound)
        }
    }
}

extension TestClinic {
    /// As the clinic is before anybody works there.
    fileprivate func forgetStaff() throws {
        try store.write { db in
            try db.execute(sql: "DROP TRIGGER staff_is_never_deleted")
            for table in ["session", "staff_role", "staff"] { try db.execute(sql: "DELETE FROM \(table)") }
        }
    }
}
