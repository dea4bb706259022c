import Clinic
import HTTP
import Testing
import Vocabulary

/// Visits as consultations meet them.
extension TestClinic {
    /// Somebody sits before the doctor: registered, called into room 3, being served.
    func sitsBeforeTheDoctor(service: String = "general", patient: String? = nil) throws -> String {
        let who = patient.map { #""patientId":"\#($0)""# } ?? #""name":"রহিমা বেগম","sex":"female","age":34"#
        let token = send(.post, "/api/tokens", json: #"{"service":"\#(service)",\#(who)}"#).json
        let sent = move(token["entryId"]?.string ?? "", "send", 1, stage: "consultation")
        let entry = try #require(sent.json["next"]?["id"]?.string)
        move(entry, "call", 1, room: "doctor-1", as: .doctor)
        move(entry, "serve", 2, as: .doctor)
        return try #require(token["visitId"]?.string)
    }

    func begin(_ visit: String, as role: Role = .doctor) throws -> String {
        let answer = send(.post, "/api/visits/\(visit)/encounters", as: .role(role), json: "{}")
        return try #require(answer.json["id"]?.string, "\(answer.text)")
    }

    func encounter(_ id: String) -> JSONValue { send(.get, "/api/encounters/\(id)", as: .role(.doctor)).json }

    @discardableResult
    func write(
        _ what: String, _ json: String, in encounter: String, as role: Role = .doctor, key: String? = nil
    ) -> Response {
        let method: HTTP.Method = what == "note" ? .put : .post
        return send(method, "/api/encounters/\(encounter)/\(what)", as: .role(role), json: json, key: key)
    }

    func sign(_ encounter: String, as role: Role = .doctor) -> Response {
        let version = self.encounter(encounter)["version"]?.integer ?? 0
        return write("signature", #"{"version":\#(version)}"#, in: encounter, as: role)
    }

    /// A whole consultation, signed.
    func consult(service: String = "general", patient: String? = nil) throws -> (encounter: String, visit: String) {
        let visit = try sitsBeforeTheDoctor(service: service, patient: patient)
        let id = try begin(visit)
        write("conditions", #"{"code":"DX001"}"#, in: id)
        #expect(sign(id).status == .ok)
        return (id, visit)
    }
}
