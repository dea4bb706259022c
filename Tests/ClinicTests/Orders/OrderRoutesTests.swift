import Clinic
import Foundation
import HTTP
import Testing
import Vocabulary

@Suite struct OrderRoutesTests {
    /// L20: what is asked for is charged, once, in the transaction that asks for it.
    @Test func aTestForSomeoneWhoCameForItIsOrderedAndCharged() throws {
        try TestClinic.open { clinic in
            let person = clinic.arrive()
            let body = #"{"code":"LAB-CBC","note":"fasting"}"#
            let path = "/api/visits/\(person.visit)/orders"
            let first = clinic.send(.post, path, as: .role(.laboratory), json: body, key: "order-000001")
            let again = clinic.send(.post, path, as: .role(.laboratory), json: body, key: "order-000001")
            #expect(first.status == .created)
            #expect(first.text == again.text)
            #expect(first.json["status"]?.string == "active")
            #expect(first.json["state"]?.string == "waiting")
            #expect(first.json["category"]?.string == "laboratory")
            #expect(first.json["note"]?.string == "fasting")
            #expect(first.json["components"]?.array?.count == 13)
            let other = clinic.send(.post, path, as: .role(.laboratory), json: body)
            #expect(other.status == .conflict)
            #expect(other.json["type"]?.string == "/problems/already-ordered")
            try #expect(clinic.count("SELECT count(*) FROM charge WHERE source = 'order'") == 1)
            try #expect(clinic.count("SELECT standard_rate FROM charge WHERE source = 'order'") == 300_00)
        }
    }

    @Test(arguments: [
        (#"{"code":"LAB-NOTHING"}"#, "code"), (#"{"code":""}"#, "code"), (#"{"code":7}"#, "code"), ("{}", "code"),
        (#"{"code":"\#(String(repeating: "x", count: 41))"}"#, "code"),
        (#"{"code":"LAB-CBC","note":"\#(String(repeating: "র", count: 201))"}"#, "note"),
        (#"{"code":"LAB-CBC","note":"\u0007"}"#, "note"), (#"{"code":"LAB-CBC","price":1}"#, "price"),
    ])
    func aTestThatCannotBeOrderedIsRefused(_ json: String, _ field: String) throws {
        try TestClinic.open { clinic in
            let person = clinic.arrive()
            let answer = clinic.send(
                .post, "/api/visits/\(person.visit)/orders", as: .role(.laboratory), json: json)
            #expect(answer.status == .unprocessableContent)
            #expect(answer.badFields == [field], "\(answer.text)")
            try #expect(clinic.count("SELECT count(*) FROM service_request") == 0)
            try #expect(clinic.count("SELECT count(*) FROM charge") == 0)
        }
    }

    @Test func nobodysVisitAndAVisitThatIsOverGetNoTest() throws {
        try TestClinic.open { clinic in
            let nameless = clinic.arrive(identity: "")
            let path = "/api/visits/\(nameless.visit)/orders"
            let answer = clinic.send(.post, path, as: .role(.laboratory), json: #"{"code":"LAB-CBC"}"#)
            #expect(answer.json["type"]?.string == "/problems/visit-without-patient")
            let void = clinic.arrive()
            clinic.send(.post, "/api/tokens/\(void.token)/void", json: #"{"reason":"mistake"}"#)
            let closed = clinic.send(
                .post, "/api/visits/\(void.visit)/orders", as: .role(.laboratory), json: #"{"code":"LAB-CBC"}"#)
            #expect(closed.json["type"]?.string == "/problems/token-closed")
            let unknown = clinic.send(
                .post, "/api/visits/01a1fd42-eb7a-7f7a-a550-5053d45d018c/orders", as: .role(.laboratory),
                json: #"{"code":"LAB-CBC"}"#)
            #expect(unknown.status == .notFound)
        }
    }

    @Test func theWorkListHasWhatWaitsTheOldestFirst() throws {
        try TestClinic.open { clinic in
            let (one, two) = (clinic.arrive(), clinic.arrive())
            let cbc = clinic.order("LAB-CBC", one)
            clinic.clock.advance(seconds: 60)
            let scan = clinic.order("USG-ABD", two, as: .sonographer)
            clinic.clock.advance(seconds: 60)
            let esr = clinic.order("LAB-ESR", one)
            func list(_ query: String = "") -> [String] {
                clinic.send(.get, "/api/orders" + query, as: .role(.laboratory)).json["orders"]?.array?
                    .compactMap { $0["id"]?.string } ?? []
            }
            #expect(list() == [cbc, scan, esr])
            #expect(list("?category=imaging") == [scan])
            #expect(list("?category=laboratory") == [cbc, esr])
            clinic.record(esr, "4537-7", value: "12")
            #expect(list() == [cbc, scan, esr], "a result that nobody verified still waits")
            clinic.verify(esr)
            clinic.revoke(cbc)
            #expect(list() == [scan])
            clinic.send(.post, "/api/tokens/\(two.token)/void", json: #"{"reason":"mistake"}"#)
            #expect(list() == [])
        }
    }

    /// A culture takes three days: the list does not forget it, and verifying it moves nobody.
    @Test func yesterdaysTestIsStillOnTheListAndMayBeVerified() throws {
        let clock = TestClock(TestClinic.morning.adding(seconds: 9 * 3600))
        try TestClinic.open(clock: clock) { clinic in
            let person = clinic.arrive()
            clinic.serveAtOrders(person)
            let order = clinic.order("LAB-UCS", person)
            clock.advance(seconds: 6 * 3600)
            #expect(clinic.send(.get, "/api/tokens").json["day"]?.string == "2026-11-22")
            #expect(clinic.send(.get, "/api/orders", as: .role(.laboratory)).json["orders"]?.array?.count == 1)
            clinic.record(order, "LAB-UCS", text: "No growth")
            #expect(clinic.verify(order).status == .ok)
        }
    }

    @Test func aRevokedTestTakesNoResultAndItsChargeIsCancelled() throws {
        try TestClinic.open { clinic in
            let order = clinic.order("LAB-CBC", clinic.arrive())
            let revoked = clinic.revoke(order)
            #expect(revoked.status == .ok)
            #expect(revoked.json["status"]?.string == "revoked")
            #expect(revoked.json["reason"]?.string == "haemolysed sample")
            let result = clinic.record(order, "718-7", value: "12.5")
            #expect(result.status == .conflict)
            #expect(result.json["state"]?.string == "revoked")
            #expect(result.json["title"]?.string == "Complete blood count (CBC) was revoked: haemolysed sample")
            let bangla = clinic.send(
                .post, "/api/orders/\(order)/results", as: .role(.laboratory),
                json: #"{"component":"718-7","value":1}"#, headers: [("Accept-Language", "bn")])
            #expect(
                bangla.json["title"]?.string == "সিবিসি (রক্তের সম্পূর্ণ গণনা) বাতিল করা হয়েছে: haemolysed sample")
            #expect(result.json["stateEnglish"]?.string == "Revoked")
            #expect(result.json["stateBangla"]?.string == "বাতিল")
            #expect(clinic.verify(order).status == .conflict)
            #expect(clinic.revoke(order).status == .conflict)
            try #expect(clinic.count("SELECT count(*) FROM result") == 0)
            try #expect(
                clinic.count("SELECT count(*) FROM charge WHERE reason = 'haemolysed sample' AND cancelled_at > 0") == 1
            )
        }
    }

    @Test func aTestMayBeOrderedAgainAfterItWasRevoked() throws {
        try TestClinic.open { clinic in
            let person = clinic.arrive()
            clinic.revoke(clinic.order("LAB-CBC", person))
            #expect(!clinic.order("LAB-CBC", person).isEmpty)
            try #expect(clinic.count("SELECT count(*) FROM charge WHERE cancelled_at IS NULL") == 1)
        }
    }

    @Test func withTheLastTestVerifiedThePersonGoesOn() throws {
        try TestClinic.open { clinic in
            let person = clinic.arrive()
            clinic.serveAtOrders(person)
            let (one, two) = (clinic.order("LAB-HB", person), clinic.order("LAB-ESR", person))
            clinic.record(one, "718-7", value: "12.5")
            clinic.record(two, "4537-7", value: "12")
            clinic.verify(one)
            #expect(clinic.send(.get, "/api/tokens/\(person.token)").json["stage"]?.string == "orders")
            clinic.verify(two)
            #expect(clinic.send(.get, "/api/tokens/\(person.token)").json["stage"]?.string == "billing")
        }
    }

    @Test func aPersonMayGoOnWhileTheResultIsAwaited() throws {
        try TestClinic.open { clinic in
            let person = clinic.arrive()
            clinic.serveAtOrders(person)
            let order = clinic.order("LAB-HB", person)
            let path = "/api/visits/\(person.visit)/orders/completion"
            let gone = clinic.send(.post, path, as: .role(.laboratory), json: "{}", key: "go-on-0001")
            let again = clinic.send(.post, path, as: .role(.laboratory), json: "{}", key: "go-on-0001")
            #expect(gone.text == again.text)
            #expect(gone.json["moved"]?.bool == true)
            #expect(gone.json["stage"]?.string == "billing")
            #expect(gone.json["openOrders"]?.integer == 1)
            #expect(clinic.send(.post, path, as: .role(.laboratory), json: "{}").json["moved"]?.bool == false)
            #expect(clinic.record(order, "718-7", value: "12.5").status == .created)
            #expect(clinic.verify(order).status == .ok)
            #expect(clinic.send(.get, "/api/tokens/\(person.token)").json["stage"]?.string == "billing")
        }
    }
}
