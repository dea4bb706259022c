import Foundation
import GRDB
import HTTP
import Storage
import Testing
import Vocabulary

@testable import Clinic

/// A manager with a phone.
struct PhoneOwner {
    static let name = "maliha"
    static let secret = "rickshaw mango tin"
    let clinic: TestClinic
    let session: [(String, String)]
    let totp: TOTP
    let recoveryCodes: [String]

    /// Adds a manager, who sets the second step up in the first half minute.
    init(_ clinic: TestClinic, _ role: Role = .manager, on device: [(String, String)] = []) throws {
        self.clinic = clinic
        try clinic.addQuickly(Self.name, role, kind: "password", secret: Self.secret)
        session = TestClinic.cookie(clinic.signIn(Self.name, Self.secret, device))
        let path = "/api/account/second-factor"
        let begun = clinic.send(
            .post, path, as: .nobody, json: "{\"secret\":\"\(Self.secret)\"}", headers: session)
        let phone = try #require(try PhoneOwner.factor(clinic)).totp
        #expect(begun.json["key"]?.string == phone.groups.joined(separator: " "))
        let code = try phone.code(at: TOTP.step(at: clinic.clock.now))
        let confirmed = clinic.send(
            .post, path + "/confirm", as: .nobody, json: "{\"code\":\"\(code)\"}", headers: session)
        recoveryCodes = confirmed.json["recoveryCodes"]?.array?.compactMap(\.string) ?? []
        totp = phone
        clinic.clock.advance(seconds: TOTP.period)
    }

    static func factor(_ clinic: TestClinic) throws -> SecondFactor? {
        try clinic.store.write { db in
            guard let staff = try StaffRegister.find(name, db) else { return nil }
            return try SecondFactor.find(of: staff.id, db)
        }
    }

    /// What the phone shows now.
    var code: String { get throws { try totp.code(at: TOTP.step(at: clinic.clock.now)) } }

    /// The first half of signing in.
    func giveSecret(_ headers: [(String, String)] = []) -> Response {
        clinic.signIn(Self.name, Self.secret, headers)
    }

    /// The second half, in the browser that has this cookie.
    func give(
        _ code: String, in field: String = "code", as name: String = PhoneOwner.name, _ cookies: [(String, String)]
    ) -> Response {
        clinic.send(
            .post, "/api/sessions/code", as: .nobody, json: "{\"userName\":\"\(name)\",\"\(field)\":\"\(code)\"}",
            headers: cookies)
    }

    func ask(_ path: String, _ cookies: [(String, String)]) -> Response {
        clinic.send(.get, path, as: .nobody, headers: cookies)
    }
}

extension Response {
    /// The word of a problem: "wrong-code".
    var slug: String? { json["type"]?.string.map { String($0.split(separator: "/").last ?? "") } }
}
