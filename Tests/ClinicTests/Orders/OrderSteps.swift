import Clinic
import Foundation
import GRDB
import HTTP
import Storage
import Vocabulary

/// Someone who came for tests, and what is done with them.
struct Tested {
    let visit: String
    let patient: String
    let token: String
    let entry: String
}

extension TestClinic {
    func arrive(
        service: String = "laboratory", identity: String = #""name":"Rahima","sex":"female","age":34"#
    ) -> Tested {
        let token = send(
            .post, "/api/tokens", json: #"{"service":"\#(service)"\#(identity.isEmpty ? "" : ",")\#(identity)}"#
        )
        .json
        return Tested(
            visit: token["visitId"]?.string ?? "", patient: token["patient"]?["id"]?.string ?? "",
            token: token["id"]?.string ?? "", entry: token["entryId"]?.string ?? "")
    }

    /// Orders one test and says its id.
    func order(_ code: String, _ person: Tested, as role: Role = .laboratory) -> String {
        let answer = send(
            .post, "/api/visits/\(person.visit)/orders", as: .role(role), json: #"{"code":"\#(code)"}"#)
        return answer.json["id"]?.string ?? ""
    }

    @discardableResult
    func record(
        _ order: String, _ component: String, value: String, as role: Role = .laboratory, key: String? = nil
    ) -> Response {
        send(
            .post, "/api/orders/\(order)/results", as: .role(role),
            json: #"{"component":"\#(component)","value":\#(value)}"#, key: key)
    }

    @discardableResult
    func record(
        _ order: String, _ component: String, text: String, as role: Role = .laboratory
    ) -> Response {
        send(
            .post, "/api/orders/\(order)/results", as: .role(role),
            json: #"{"component":"\#(component)","text":"\#(text)"}"#)
    }

    @discardableResult
    func verify(_ order: String, as role: Role = .laboratory) -> Response {
        send(.post, "/api/orders/\(order)/report", as: .role(role), json: "{}")
    }

    @discardableResult
    func revoke(_ order: String, as role: Role = .laboratory) -> Response {
        send(
            .post, "/api/orders/\(order)/revocation", as: .role(role), json: #"{"reason":"haemolysed sample"}"#)
    }

    /// Moves someone from registration to where their tests are done.
    func serveAtOrders(_ person: Tested) {
        let moved = move(person.entry, "send", 1, stage: "orders").json
        let entry = moved["next"]?["id"]?.string ?? ""
        move(entry, "call", 1, room: "laboratory-1", as: .laboratory)
        move(entry, "serve", 2, as: .laboratory)
    }

    /// An order of the doctor's in an encounter that is signed, or in one that is not.
    func prescribed(_ code: String, _ person: Tested, isSigned: Bool) throws -> String {
        let (encounter, order, now) = (
            ID<Encounter>.new(at: clock.now), ID<ServiceRequest>.new(at: clock.now), clock.now
        )
        try store.write { db in
            let doctor = try String.fetchOne(db, sql: "SELECT id FROM staff WHERE user_name = 'doctor'")
            try db.execute(
                sql: """
                    INSERT INTO encounter (id, visit_id, patient_id, practitioner_id, status, started_at, ended_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    encounter, person.visit, person.patient, doctor, isSigned ? "finished" : "in-progress", now,
                    isSigned ? now : nil,
                ])
            try db.execute(
                sql: """
                    INSERT INTO service_request (id, visit_id, patient_id, encounter_id, code, name_en, name_bn,
                        category, status, requested_at, requested_by)
                    VALUES (?, ?, ?, ?, ?, 'Test', 'পরীক্ষা', 'haematology', ?, ?, ?)
                    """,
                arguments: [
                    order, person.visit, person.patient, encounter, code, isSigned ? "active" : "draft", now, doctor,
                ])
        }
        return order.description
    }
}

extension JSONValue {
    /// The standing result of a component.
    func result(_ component: String) -> JSONValue? {
        self["results"]?.array?.last { $0["component"]?.string == component && $0["status"]?.string != "superseded" }
    }
}
