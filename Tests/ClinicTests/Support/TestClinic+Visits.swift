import Clinic
import HTTP
import Vocabulary

/// Somebody on their way through a test's clinic.
struct TestVisit {
    let id: String
    let patient: String
    let entry: String
    let token: String
}

extension TestClinic {
    /// 20:00 at the clinic, from where a session lasts until the next day.
    static let evening = morning.adding(seconds: 10 * 3600)
    static let overnight = 8 * 3600

    static let woman = #""name":"Rahima","sex":"female","birthDate":"1996-03-01""#
    static let man = #""name":"Karim","sex":"male","birthDate":"1980-03-01""#

    /// Issues a token to somebody new.
    /// - Parameter identity: members of a JSON object; empty for a token of nobody.
    func receive(_ identity: String = TestClinic.woman, service: String = "general") -> TestVisit {
        let members = identity.isEmpty ? "" : "," + identity
        let json = send(.post, "/api/tokens", json: #"{"service":"\#(service)"\#(members)}"#).json
        return TestVisit(
            id: json["visitId"]?.string ?? "", patient: json["patient"]?["id"]?.string ?? "",
            entry: json["entryId"]?.string ?? "", token: json["id"]?.string ?? "")
    }

    /// Takes somebody from registration into the screening room.
    func bringToScreening(_ visit: TestVisit) {
        move(visit.entry, "call", 1, room: "counter-1")
        move(visit.entry, "serve", 2)
        let next = move(visit.entry, "finish", 3).json["next"]?["id"]?.string ?? ""
        move(next, "call", 1, room: "screening-1", as: .paramedic)
        move(next, "serve", 2, as: .paramedic)
    }

    /// Where a visit stands: "consultation waiting".
    func place(of visit: TestVisit) -> String {
        let token = send(.get, "/api/tokens/" + visit.token).json
        return (token["stage"]?.string ?? "-") + " " + (token["state"]?.string ?? "-")
    }

    @discardableResult
    func measure(
        _ visit: TestVisit, _ members: String, as role: Role = .paramedic, key: String? = nil
    ) -> Response {
        send(.post, "/api/visits/\(visit.id)/observations", as: .role(role), json: "{\(members)}", key: key)
    }
}

extension Response {
    /// The observation of a code in an answer that lists some.
    func observation(_ code: String) -> JSONValue? {
        json["observations"]?.array?.last { $0["code"]?.string == code }
    }
}

extension JSONValue {
    /// A number as it was written.
    var number: String? {
        if case .number(let text) = kind { text } else { nil }
    }

    var isNull: Bool {
        if case .null = kind { true } else { false }
    }
}
