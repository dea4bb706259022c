import Foundation
import GRDB
import HTTP
import Storage
import Vocabulary

@testable import Clinic

/// What tests of the register do again and again.
extension TestClinic {
    static let particulars = """
        "name":"Farzana Islam","nameBangla":"ফারজানা ইসলাম","roles":["doctor"],"registrationNumber":"A-1",
        "qualification":"MBBS","providerId":"HRM-7","rooms":["doctor-1"]
        """

    func add(_ user: String = "farzana", _ particulars: String = TestClinic.particulars) -> Response {
        send(.post, "/api/staff", as: .role(.administrator), json: "{\"userName\":\"\(user)\",\(particulars)}")
    }

    func give(_ secret: String, to id: String) -> Response {
        send(.post, "/api/staff/\(id)/secret", as: .role(.administrator), json: "{\"secret\":\"\(secret)\"}")
    }

    func signIn(_ user: String, _ secret: String, _ headers: [(String, String)] = []) -> Response {
        send(
            .post, "/api/sessions", as: .nobody, json: "{\"userName\":\"\(user)\",\"secret\":\"\(secret)\"}",
            headers: headers)
    }

    /// The cookie of a session, as a browser sends it back.
    static func cookie(_ answer: Response) -> [(String, String)] {
        [("Cookie", String((answer[header: "Set-Cookie"] ?? "").prefix { $0 != ";" }))]
    }

    /// Somebody whose PIN costs the machine next to nothing.
    func addQuickly(_ user: String, _ role: Role = .doctor, kind: String = "pin", secret: String = "4829") throws {
        let (now, hash) = (clock.now, try PasswordHash(of: secret, logN: 10).description)
        try store.write { db in
            let id = ID<Staff>.new(at: now)
            try db.execute(
                sql: "INSERT INTO staff (id, user_name, name_en, name_bn, created_at) VALUES (?, ?, 'T', 'ট', ?)",
                arguments: [id, user, now])
            try db.execute(sql: "INSERT INTO staff_role VALUES (?, ?)", arguments: [id, role.rawValue])
            try db.execute(
                sql: "INSERT INTO staff_credential (staff_id, kind, hash, set_at) VALUES (?, ?, ?, ?)",
                arguments: [id, kind, hash, now])
        }
    }
}
