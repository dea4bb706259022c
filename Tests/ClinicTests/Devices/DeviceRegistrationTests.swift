import Foundation
import GRDB
import HTTP
import Storage
import Testing
import Vocabulary

@testable import Clinic

/// A device comes to its key by a code that is good once and for ten minutes.
@Suite struct DeviceRegistrationTests {
    @Test func aTabletGetsItsKeyByItsCodeAndNobodySignsInByIt() throws {
        try TestClinic.open { clinic in
            let tablet = clinic.addDevice(.tablet, name: "Counter 1")
            let page = clinic.send(.post, "/devices/register", as: .nobody, form: ["code": tablet.code.lowercased()])
            #expect(page.status == .seeOther)
            #expect(page[header: "Location"] == "/sign-in")
            let cookie = try #require(page.fields.first { $0.value.hasPrefix("aalo_device=") }?.value)
            #expect(cookie.hasSuffix("Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax"))
            let key = ("Cookie", String(cookie.prefix { $0 != ";" }))
            #expect(clinic.send(.get, "/api/tokens", as: .nobody, headers: [key]).status == .unauthorized)
            #expect(
                clinic.send(.get, "/reception", as: .nobody, headers: [key])[header: "Location"]
                    == "/sign-in?next=%2Freception")
            let device = clinic.send(.get, "/api/devices/" + tablet.id, as: .role(.administrator)).json
            #expect(device["state"]?.string == "registered")
        }
    }

    @Test func aProgramThatRegistersADeviceIsToldWhereItIs() throws {
        try TestClinic.open { clinic in
            let kiosk = clinic.addDevice(.kiosk, name: "Door")
            let made = clinic.send(
                .post, "/api/devices/registration", as: .nobody, json: #"{"code":"\#(kiosk.code)"}"#)
            #expect(made.status == .created)
            #expect(made[header: "Location"] == "/api/devices/" + kiosk.id)
        }
    }

    @Test func aScreenThatRegisteredIsAScreen() throws {
        try TestClinic.open { clinic in
            let screen = clinic.addDevice(.display)
            let page = clinic.send(.post, "/devices/register", as: .nobody, form: ["code": screen.code])
            #expect(page[header: "Location"] == "/display")
            let key = ("Cookie", try #require(page.cookie(Credentials.deviceCookie)))
            #expect(clinic.send(.get, "/display", as: .nobody, headers: [key]).status == .ok)
            #expect(clinic.send(.get, "/api/display", as: .nobody, headers: [key]).status == .ok)
        }
    }

    /// Whoever sets up a device may have signed in on it: from now on it is a device.
    @Test func whoeverSetUpADeviceIsSignedOutOnIt() throws {
        try TestClinic.open { clinic in
            let code = clinic.addDevice(.tablet).code
            let answer = clinic.send(.post, "/devices/register", as: .role(.manager), form: ["code": code])
            #expect(answer.fields.contains { $0.value.hasPrefix("aalo_session=; Path=/; Max-Age=0") })
            #expect(clinic.send(.get, "/api/tokens", as: .role(.manager)).status == .unauthorized)
        }
    }

    @Test func aCodeIsGoodOnce() throws {
        try TestClinic.open { clinic in
            let code = clinic.addDevice(.tablet).code
            #expect(clinic.register(code: code).status == .created)
            let again = clinic.register(code: code)
            #expect(again.status == .unprocessableContent)
            #expect(again.badFields == ["code"])
            #expect(again.cookie(Credentials.deviceCookie) == nil)
        }
    }

    /// Both were proven before either was written.
    @Test func oneOfTwoDevicesWithTheSameCodeGetsAKey() throws {
        try TestClinic.open { clinic in
            let code = try #require(DeviceCode(clinic.addDevice(.tablet).code))
            let act = Act(actor: .nobody, at: clinic.clock.now, language: .english, site: clinic.app.site)
            _ = try clinic.store.write { db in try DeviceRegistration.register(code, act, db) }
            #expect(throws: Problem.wrongDeviceCode) {
                _ = try clinic.store.write { db in try DeviceRegistration.register(code, act, db) }
            }
        }
    }

    @Test(arguments: [(599, Status.created), (600, .unprocessableContent)])
    func aCodeIsGoodForTenMinutes(_ seconds: Int, _ status: Status) throws {
        try TestClinic.open { clinic in
            let code = clinic.addDevice(.tablet).code
            clinic.clock.advance(seconds: seconds)
            #expect(clinic.register(code: code).status == status)
        }
    }

    @Test func aNewCodeTakesThePlaceOfTheOldOneAndItsKeyThatOfTheOldKey() throws {
        try TestClinic.open { clinic in
            let screen = clinic.registerDevice(.display)
            let (old, new) = (newCode(clinic, screen.id), newCode(clinic, screen.id))
            #expect(clinic.register(code: old).status == .unprocessableContent)
            #expect(clinic.send(.get, "/api/display", as: .nobody, headers: [screen.cookie]).status == .ok)
            #expect(clinic.register(code: new).status == .created)
            #expect(clinic.send(.get, "/api/display", as: .nobody, headers: [screen.cookie]).status == .unauthorized)
        }
    }

    private func newCode(_ clinic: TestClinic, _ device: String) -> String {
        clinic.send(.post, "/api/devices/\(device)/code", as: .role(.administrator), json: "{}").json["code"]?.string
            ?? ""
    }

    @Test func whoGuessesWaitsAndNobodyElseDoes() throws {
        try TestClinic.open { clinic in
            let code = clinic.addDevice(.tablet).code
            for _ in 0..<5 { #expect(clinic.register(code: "22222222").status == .unprocessableContent) }
            let refused = clinic.register(code: code)
            #expect(refused.status == .tooManyRequests, "also with the right one")
            #expect(refused[header: "Retry-After"] == "1")
            #expect(refused.badFields == ["code"])
            #expect(clinic.register(code: "33333333", from: "192.0.2.8").status == .unprocessableContent)
            clinic.clock.advance(seconds: 1)
            #expect(clinic.register(code: code).status == .created)
        }
    }

    @Test(arguments: ["7k3mq9tx", " 7K3M Q9TX ", "7K3M-Q9TX", "৭K৩M-Q৯TX"])
    func aCodeMayBeTypedInMoreWaysThanOne(_ typed: String) {
        #expect(DeviceCode(typed)?.text == "7K3MQ9TX")
    }

    @Test func lettersThatLookLikeDigitsAreDigits() { #expect(DeviceCode("oOiI-lL23")?.text == "00111123") }

    @Test(arguments: ["", "7K3MQ9T", "7K3MQ9TXX", "7K3MQ9TU", "7K3M_Q9TX", "কখগঘঙচছজ"])
    func whatIsNoCodeIsAsWrongAsAnother(_ typed: String) throws {
        #expect(DeviceCode(typed) == nil)
        guard !typed.isEmpty else { return }
        try TestClinic.open { clinic in
            #expect(clinic.register(code: typed).json["type"]?.string == "/problems/wrong-device-code")
        }
    }

    /// What the file has cannot be typed or sent by whoever reads it.
    @Test func neitherCodeNorKeyNorTokenIsInTheDatabase() throws {
        try TestClinic.open { clinic in
            let code =
                clinic.send(
                    .post, "/api/devices", as: .role(.administrator), json: #"{"name":"A","kind":"tablet"}"#,
                    key: "key-of-a-device"
                ).json["code"]?.string ?? ""
            let key = clinic.register(code: code).cookie(Credentials.deviceCookie)?.dropFirst(12) ?? ""
            let token =
                clinic.send(
                    .post, "/api/clients", as: .role(.administrator),
                    json: #"{"name":"B","scopes":"queue","lastDay":"2026-12-21"}"#, key: "key-of-a-client"
                ).json["token"]?.string ?? ""
            let secrets = [code, code.replacing("-", with: ""), String(key), token]
            #expect(secrets.map(\.count) == [9, 8, 64, 69])
            let everything = try clinic.store.write { db in try Self.everything(db) }
            for secret in secrets { #expect(!everything.contains(secret)) }
        }
    }

    private static func everything(_ db: Database) throws -> String {
        let tables = try String.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'")
        return try tables.flatMap { table in
            try GRDB.Row.fetchAll(db, sql: "SELECT * FROM \(table)").flatMap { row in
                row.databaseValues.map { value in
                    Data.fromDatabaseValue(value).map { String(decoding: $0, as: UTF8.self) } ?? value.description
                }
            }
        }.joined(separator: "\n")
    }

    @Test func aSecondTapIsToldThatTheCodeWasShown() throws {
        try TestClinic.open { clinic in
            func add() -> Response {
                clinic.send(
                    .post, "/api/devices", as: .role(.administrator), json: #"{"name":"A","kind":"tablet"}"#,
                    key: "same-tap-twice")
            }
            #expect(add().status == .created)
            let again = add()
            #expect(again.status == .conflict)
            #expect(again.json["type"]?.string == "/problems/shown-once")
            try #expect(clinic.count("SELECT count(*) FROM device WHERE kind = 'tablet'") == 1)
        }
    }

    @Test(arguments: [
        (#"{"name":"","kind":"tablet"}"#, ["name"]), (#"{"name":"A","kind":"fridge"}"#, ["kind"]),
        (#"{"name":"A","kind":"tablet","room":"roof"}"#, ["room"]),
        (#"{"name":"Display 1","kind":"tablet"}"#, ["name"]),
    ])
    func whatIsWrongOfANewDeviceIsSaid(_ json: String, _ fields: [String]) throws {
        try TestClinic.open { clinic in
            #expect(clinic.send(.post, "/api/devices", as: .role(.administrator), json: json).badFields == fields)
        }
    }

    @Test func theFormComesBackWithWhatWasTypedAndTheCodeIsOnThePage() throws {
        try TestClinic.open { clinic in
            let form = ["name": "Display 1", "kind": "kiosk", "room": "counter-1"]
            let refused = clinic.send(.post, "/devices", as: .role(.administrator), form: form)
            #expect(refused.status == .conflict)
            #expect(refused.text.contains("value=\"Display 1\""))
            #expect(refused.text.contains("value=\"kiosk\" checked"))
            let shown = clinic.send(
                .post, "/devices", as: .role(.administrator), form: ["name": "Stand", "kind": "kiosk", "room": ""])
            #expect(shown.status == .ok)
            #expect(shown[header: "Cache-Control"] == "no-store")
            #expect(shown.text.contains(/<p class="code">[0-9A-Z]{4}-[0-9A-Z]{4}<\/p>/))
            #expect(shown.text.contains("<svg class=\"qr\""))
        }
    }
}
