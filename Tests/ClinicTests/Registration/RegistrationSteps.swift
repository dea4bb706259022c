import Clinic
import HTTP
import Vocabulary

/// What the tests of registration do again and again.
extension TestClinic {
    /// A visit whose token is served at counter 1.
    func visit(_ identity: String = "", isServed: Bool = true) -> String {
        let token = send(.post, "/api/tokens", json: #"{"service":"general"\#(identity)}"#).json
        let entry = token["entryId"]?.string ?? ""
        if isServed {
            move(entry, "call", 1, room: "counter-1")
            move(entry, "serve", 2)
        }
        return token["visitId"]?.string ?? ""
    }

    @discardableResult
    func register(_ visit: String, _ json: String, as role: Role = .receptionist, key: String? = nil) -> Response {
        send(.put, "/api/visits/\(visit)/registration", as: .role(role), json: json, key: key)
    }

    /// Registers someone new who has only a name, and these fields.
    func patient(_ fields: String = "", name: String = "Rahima Begum") -> (id: String, answer: Response) {
        let answer = register(visit(), #"{"name":"\#(name)","sex":"female"\#(fields)}"#)
        return (answer.json["id"]?.string ?? "", answer)
    }

    func page(_ visit: String) -> String { send(.get, "/registration/visits/\(visit)").text }
}
