import Foundation
import GRDB
import HTTP
import Storage
import Testing
import Vocabulary

@testable import Clinic

/// One of everything that a path can name, each somebody else's: a patient who was here yesterday and is in nobody's
/// treatment now, another's draft, another's session, another device; and those who ask for them.
struct StrangeObjects {
    /// By the parameter of the path.
    private var ids: [String: String] = [:]
    /// Another practitioner's, left open yesterday.
    private var draft = ""
    /// Somebody of the same day, whose record is opened with a reason.
    private var opened = ""
    private(set) var strangers: [Stranger] = []
    /// What no refusal may tell.
    let secrets = ["Rahima", "রহিমা", "01711223344", "1711223344", "Hypertension", "উচ্চ রক্তচাপ", "Salma"]

    init(_ clinic: TestClinic) throws {
        try leaveYesterday(clinic)
        clinic.clock.advance(seconds: TestClinic.overnight)
        try addRegister(clinic)
        strangers = try Self.strangers(clinic)
    }

    func request(_ route: Route, _ stranger: Stranger) -> Request {
        var headers = [stranger.header].compactMap(\.self)
        let target = target(of: route)
        guard route.method != .get else { return Request(.get, target, headers: headers) }
        var body = Bodies.json[route.label] ?? "{}"
        headers.append(("Content-Type", route.isREST ? "application/json" : "application/x-www-form-urlencoded"))
        if !route.isREST {
            body = "_csrf=form-token&" + (Bodies.form[route.label] ?? "")
        }
        body = body.replacingOccurrences(of: "PATIENT", with: ids["patient"] ?? "")
        return Request(route.method, target, headers: headers, body: Array(body.utf8))
    }

    private func target(of route: Route) -> String {
        route.pattern.split(separator: "/", omittingEmptySubsequences: false).map { segment in
            guard segment.hasPrefix(":") else { return String(segment) }
            return id(String(segment.dropFirst()), route)
        }.joined(separator: "/")
    }

    private func id(_ name: String, _ route: Route) -> String {
        switch name {
        case "stage": "registration"
        case "encounter" where route.method != .get || route.pattern.hasSuffix("/signature"): draft
        case "patient" where route.pattern.contains("break-glass"): opened
        case "token" where route.pattern.hasPrefix("/setup"): String(repeating: "0", count: 64)
        default: ids[name] ?? "01a1fd42-eb7a-7f7a-a550-5053d45d018c"
        }
    }
}

extension StrangeObjects {
    /// Yesterday evening, by those who work in the evening.
    private mutating func leaveYesterday(_ clinic: TestClinic) throws {
        let visit = clinic.receive(TestClinic.woman + #","phone":"01711223344""#)
        clinic.move(visit.entry, "call", 1, room: "counter-1")
        clinic.measure(visit, #""weight":61.5"#)
        let (encounter, seen) = try clinic.consult(patient: visit.patient)
        let tested = clinic.arrive(identity: #""patientId":"\#(visit.patient)""#)
        let order = clinic.order("LAB-HB", tested)
        let result = clinic.record(order, "718-7", value: "12.5").json.result("718-7")?["id"]?.string
        clinic.send(.post, "/api/orders/\(order)/report", as: .role(.laboratory), json: "{}")
        let invoice = clinic.send(.post, "/api/visits/\(seen)/invoices", as: .role(.cashier), json: "{}").json
        opened = clinic.receive(TestClinic.man).patient
        draft = try clinic.begin(try clinic.sitsBeforeTheDoctor())
        clinic.write("conditions", #"{"code":"DX001","confidential":true}"#, in: draft)
        ids = [
            "patient": visit.patient, "visit": seen, "token": visit.token, "entry": visit.entry,
            "encounter": encounter, "order": order, "result": try #require(result),
            "invoice": try #require(invoice["id"]?.string), "sequence": "1",
        ]
        for table in ["observation", "announcement"] {
            ids[table] = try clinic.store.write { db in try String.fetchOne(db, sql: "SELECT id FROM \(table)") }
        }
    }

    /// Somebody who works here, with a shift and a signature; a screen; a program.
    private mutating func addRegister(_ clinic: TestClinic) throws {
        ids["device"] = clinic.addDevice(.display, name: "Display of another room").id
        ids["client"] = clinic.addClient("reports", name: "Another program").id
        let (staff, shift, signature) = (ID<Staff>.new(at: clinic.clock.now), Self.newID(clinic), Self.newID(clinic))
        try clinic.store.write { db in
            try db.execute(
                sql: """
                    INSERT INTO staff (id, user_name, name_en, name_bn, created_at)
                    VALUES (?, 'salma', 'Salma', 'সালমা', 1)
                    """, arguments: [staff])
            try db.execute(sql: "INSERT INTO staff_role VALUES (?, 'doctor')", arguments: [staff])
            try db.execute(
                sql: "INSERT INTO staff_shift VALUES (?, ?, 1, '09:00', '17:00', NULL)", arguments: [shift, staff])
            try db.execute(
                sql: """
                    INSERT INTO staff_signature (id, staff_id, media_type, width, height, content, added_at)
                    VALUES (?, ?, 'image/png', 1, 1, x'89', 1)
                    """, arguments: [signature, staff])
        }
        ids.merge(["staff": staff.description, "shift": shift, "signature": signature]) { _, new in new }
    }

    private static func newID(_ clinic: TestClinic) -> String { ID<Shift>.new(at: clinic.clock.now).description }

    private static func strangers(_ clinic: TestClinic) throws -> [Stranger] {
        let scopes = Set(Scope.allCases.map { "client:" + $0.rawValue })
        let devices: [Stranger] = [Device.Kind.display, .kiosk, .tablet].map { kind in
            Stranger(
                name: kind.rawValue, group: kind.rawValue, permissions: [kind.rawValue + "-device"],
                header: clinic.registerDevice(kind, name: "A " + kind.rawValue).cookie)
        }
        let programs = [
            Stranger(
                name: "client", group: "client", permissions: scopes,
                header: clinic.addClient(Scope.allCases.map(\.rawValue).joined(separator: " "), name: "All").token),
            Stranger(
                name: "client-without", group: "client", permissions: ["client:metrics"],
                header: clinic.addClient("metrics", name: "None").token),
        ]
        return [Stranger(name: "nobody", group: "nobody", permissions: [], header: nil)] + devices + programs
            + (try Role.allCases.map { try member(of: $0, clinic) })
    }

    /// Somebody of this role who has never seen any of them.
    private static func member(of role: Role, _ clinic: TestClinic) throws -> Stranger {
        let (id, now, token) = (ID<Staff>.new(at: clinic.clock.now), clinic.clock.now, "stranger-" + role.rawValue)
        try clinic.store.write { db in
            try db.execute(
                sql: "INSERT INTO staff (id, user_name, name_en, name_bn, created_at) VALUES (?, ?, 'Other', 'অন্য', ?)",
                arguments: [id, token, now])
            try db.execute(sql: "INSERT INTO staff_role VALUES (?, ?)", arguments: [id, role.rawValue])
            try db.execute(
                sql: """
                    INSERT INTO session (token_hash, staff_id, cross_site_token, started_at, expires_at)
                    VALUES (?, ?, 'form-token', ?, ?)
                    """, arguments: [Secret.hash(token), id, now, now.adding(seconds: Session.length)])
        }
        return Stranger(
            name: role.rawValue, group: "staff", permissions: [role.rawValue, "staff"],
            header: ("Cookie", "aalo_session=" + token))
    }
}

/// What is said to those routes that want something to be said: enough that whose it is decides.
private enum Bodies {
    private static let reason = #"{"reason":"Her husband rang: she bleeds"}"#
    private static let line = "id=01a1fd42-eb7a-7f7a-a550-5053d45d018c"

    static let json: [String: String] = [
        "POST /api/encounters/:encounter/complaints": #"{"text":"Fever"}"#,
        "POST /api/encounters/:encounter/conditions": #"{"code":"DX002"}"#,
        "POST /api/encounters/:encounter/medication-requests": #"{"medicine":"MED001","pattern":"1+0+1"}"#,
        "POST /api/encounters/:encounter/removals": #"{"id":"01a1fd42-eb7a-7f7a-a550-5053d45d018c"}"#,
        "POST /api/encounters/:encounter/service-requests": #"{"code":"LAB-CBC"}"#,
        "POST /api/encounters/:encounter/signature": #"{"version":2}"#,
        "PUT /api/encounters/:encounter/note": #"{"version":2,"history":"long"}"#,
        "POST /api/invoices/:invoice/payments": #"{"amount":100,"tendered":100}"#,
        "POST /api/observations/:observation/amendments": #"{"value":62.5,"reason":"misread"}"#,
        "POST /api/orders/:order/results": #"{"component":"718-7","value":11.5}"#,
        "POST /api/orders/:order/revocation": #"{"reason":"not needed"}"#,
        "POST /api/results/:result/amendments": #"{"value":11.5,"reason":"misread"}"#,
        "POST /api/patients/:patient/break-glass": reason,
        "POST /api/queue-entries/:entry/transitions": #"{"action":"recall","version":2}"#,
        "POST /api/staff/:staff/secret": #"{"secret":"a long new password"}"#,
        "POST /api/staff/:staff/shifts": #"{"weekday":"monday","from":"18:00","to":"19:00"}"#,
        "POST /api/tokens/:token/void": #"{"reason":"by mistake"}"#,
        "PUT /api/tokens/:token/patient": #"{"patientId":"PATIENT"}"#,
        "PUT /api/visits/:visit/patient": #"{"patientId":"PATIENT"}"#,
        "PUT /api/visits/:visit/registration": #"{"name":"Rahima","sex":"female","birthDate":"1996-03-01"}"#,
        "POST /api/visits/:visit/observations": #"{"weight":61.5}"#,
        "POST /api/visits/:visit/orders": #"{"code":"LAB-CBC"}"#,
        "PUT /api/clients/:client": #"{"name":"Renamed"}"#,
        "PUT /api/devices/:device": #"{"name":"Renamed"}"#,
    ]

    static let form: [String: String] = [
        "POST /break-glass/:patient": "reason=Her%20husband%20rang&next=/",
        "POST /consultation/encounters/:encounter/complaints": "text=Fever",
        "POST /consultation/encounters/:encounter/conditions": "code=DX002",
        "POST /consultation/encounters/:encounter/matches": "section=diagnoses&q=fever",
        "POST /consultation/encounters/:encounter/search": "section=diagnoses&q=fever",
        "POST /consultation/encounters/:encounter/medication-requests": "medicine=MED001&pattern=1%2B0%2B1",
        "POST /consultation/encounters/:encounter/note": "version=2&history=long",
        "POST /consultation/encounters/:encounter/removals": line,
        "POST /consultation/encounters/:encounter/service-requests": "code=LAB-CBC",
        "POST /consultation/encounters/:encounter/signature": "version=2",
        "POST /billing/invoices/:invoice/payments": "tendered=10",
        "POST /orders/:order/results": "value-718-7=11.5",
        "POST /orders/:order/revocation": "reason=not%20needed",
        "POST /orders/results/:result/amendments": "value=11.5&reason=misread",
        "POST /orders/visits/:visit/requests": "code=LAB-CBC",
        "POST /reception/tokens/:token/patient": "patientId=PATIENT",
        "POST /reception/tokens/:token/search": "q=Rahima",
        "POST /reception/tokens/:token/void": "reason=by%20mistake",
        "POST /registration/visits/:visit/patient": "patientId=PATIENT",
        "POST /registration/visits/:visit/search": "q=Rahima",
        "POST /screening/observations/:observation/amendments": "value=62.5&reason=misread",
        "POST /screening/visits/:visit/observations": "weight=61.5",
        "POST /clients/:client": "name=Renamed",
        "POST /devices/:device": "name=Renamed",
        "POST /staff/:staff/secret": "secret=a%20long%20new%20password",
        "POST /staff/:staff/shifts": "weekday=monday&from=19:00&to=20:00",
    ]
}
