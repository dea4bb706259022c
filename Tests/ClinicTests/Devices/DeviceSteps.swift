import Clinic
import HTTP
import Storage
import Vocabulary

extension TestClinic {
    typealias Header = (String, String)

    /// Adds a device as the administrator does.
    /// - Returns: its id, and the code it registers by.
    func addDevice(_ kind: Device.Kind, name: String = "Device of a test") -> (id: String, code: String) {
        let json = send(
            .post, "/api/devices", as: .role(.administrator), json: #"{"name":"\#(name)","kind":"\#(kind.rawValue)"}"#
        ).json
        return (json["id"]?.string ?? "", json["code"]?.string ?? "")
    }

    func register(code: String, from address: String = "192.0.2.7") -> Response {
        send(
            Request(
                .post, "/api/devices/registration", headers: [("Content-Type", "application/json")],
                body: Array(#"{"code":"\#(code)"}"#.utf8), remoteAddress: address))
    }

    /// A registered device.
    /// - Returns: its id, and the cookie it sends.
    func registerDevice(_ kind: Device.Kind, name: String = "Device of a test") -> (id: String, cookie: Header) {
        let added = addDevice(kind, name: name)
        return (added.id, ("Cookie", register(code: added.code).cookie(Credentials.deviceCookie) ?? ""))
    }

    /// Lets a program read.
    /// - Returns: its id, and the header it sends.
    func addClient(_ scopes: String, name: String = "Program of a test") -> (id: String, token: Header) {
        let json = send(
            .post, "/api/clients", as: .role(.administrator),
            json: #"{"name":"\#(name)","scopes":"\#(scopes)","lastDay":"2026-12-21"}"#
        ).json
        return (json["id"]?.string ?? "", ("Authorization", "Bearer " + (json["token"]?.string ?? "")))
    }

    /// Signs a doctor in on a device.
    /// - Returns: the cookie of the session.
    func signIn(on device: Header) throws -> Header {
        let new = try NewStaff(
            userName: "farzana", name: Bilingual("Dr. Farzana", "ডা. ফারজানা"), roles: [.doctor], secret: "2468")
        try store.write { db in _ = try StaffRegister.add(new, at: TestClinic.morning, db) }
        let answer = send(
            .post, "/api/sessions", as: .nobody, json: #"{"userName":"farzana","secret":"2468"}"#, headers: [device])
        return ("Cookie", answer.cookie(Credentials.sessionCookie) ?? "")
    }
}

extension Response {
    /// The cookie of this name as the client sends it back.
    func cookie(_ name: String) -> String? {
        let set = fields.filter { $0.name.lowercased() == "set-cookie" }.map { String($0.value.prefix { $0 != ";" }) }
        return set.first { $0.hasPrefix(name + "=") }
    }
}
