import GRDB
import HTTP
import Storage
import Vocabulary

enum DeviceRoutes {
    static let callers = Callers.holding(.manageDevices)

    static func register(_ routes: inout Routes) {
        routes.query("/api/devices", by: callers, "The clinic's devices, and who is signed in where") {
            (_: NoInput, act, db) in OK(try DeviceList.now(act, db))
        }
        routes.query("/api/devices/:device", by: callers, "One device") { (asked: DeviceQuery, act, db) in
            OK(SeenDevice(try DeviceRecord.find(asked.device, at: act.at, db), act))
        }
        routes.command(.post, "/api/devices", by: callers, "Add a device; answers with the code it registers by") {
            (asked: DeviceRequest, act, db) in
            let issued = try DeviceRegister.add(asked.device(act), by: act.staff(), at: act.at, db)
            return ShownOnce(Created(issued, at: "/api/devices/\(issued.device.id)"))
        }
        routes.command(.post, "/api/devices/:device/code", by: callers, "A new code for a device") {
            (asked: DeviceQuery, act, db) in
            ShownOnce(OK(try DeviceRegister.newCode(for: asked.device, by: act.staff(), at: act.at, db)))
        }
        routes.command(.put, "/api/devices/:device", by: callers, "Name a device anew, or say where it stands") {
            (asked: DeviceChange, act, db) in OK(SeenDevice(try DeviceRegister.change(asked, act, db), act))
        }
        routes.command(.post, "/api/devices/:device/revoke", by: callers, "Revoke a device: its key opens nothing") {
            (asked: DeviceQuery, act, db) in
            OK(SeenDevice(try DeviceRegister.revoke(asked.device, by: act.staff(), at: act.at, db), act))
        }
        routes.provenCommand(
            "/api/devices/registration", by: .anyone, "A device gives its code and gets its key, in a cookie",
            prove: DeviceRegistration.prove
        ) { code, act, db in DeviceRegistered(new: try DeviceRegistration.register(code, act, db)) }
    }
}

/// 201 with which device it is; the key is in the cookie only.
struct DeviceRegistered: Answer {
    let new: NewKey

    static var description: AnswerDescription { AnswerDescription(.created, .json, NewKey.schema) }

    func response(for act: Act) -> Response {
        var response = Response.forPrograms(new.encoded, status: .created)
        response.set("Location", "/api/devices/\(new.device.id)")
        for cookie in new.cookies { response.add("Set-Cookie", cookie.field(isSecure: act.site.isSecure)) }
        response.cacheControl = "no-store"
        return response
    }
}

extension NewKey: JSONObject {
    static let properties: [Property<NewKey>] = [
        .id("id") { $0.device.id },
        .string("name") { $0.device.name },
        .string("kind", oneOf: Device.Kind.allCases.map(\.rawValue)) { $0.device.kind.rawValue },
    ]

    /// The key, and the end of the session of whoever set the device up: from now on it is this device.
    var cookies: [Cookie] {
        [
            Cookie(Credentials.deviceCookie, key, maxAge: Device.cookieAge),
            Cookie(Credentials.sessionCookie, "", maxAge: 0),
        ]
    }
}

extension IssuedCode: JSONObject {
    package static let properties: [Property<IssuedCode>] = [
        .id("id") { $0.device.id },
        .string("name") { $0.device.name },
        .string("kind", oneOf: Device.Kind.allCases.map(\.rawValue)) { $0.device.kind.rawValue },
        .string("code") { $0.code.shown },
        .instant("codeExpiresAt") { $0.expiresAt },
    ]
}

/// A device, with when it was last heard of.
struct SeenDevice: JSONObject {
    let record: DeviceRecord
    let lastSeen: Instant?

    init(_ record: DeviceRecord, _ act: Act) {
        (self.record, lastSeen) = (record, record.lastSeen(act))
    }

    static let properties: [Property<SeenDevice>] = [
        .id("id") { $0.record.device.id },
        .string("name") { $0.record.device.name },
        .string("kind", oneOf: Device.Kind.allCases.map(\.rawValue)) { $0.record.device.kind.rawValue },
        .optionalString("room") { $0.record.room },
        .string("state", oneOf: DeviceRecord.State.allCases.map(\.rawValue)) { $0.record.state.rawValue },
        .instant("createdAt") { $0.record.createdAt },
        .optionalInstant("registeredAt") { $0.record.registeredAt },
        .optionalInstant("revokedAt") { $0.record.revokedAt },
        .optionalInstant("lastSeenAt") { $0.lastSeen },
        .array("sessions") { $0.record.sessions },
    ]
}

extension OpenSession: JSONObject {
    package static let properties: [Property<OpenSession>] = [
        .id("staffId") { $0.staff },
        .bilingual("name") { $0.name },
        .instant("startedAt") { $0.startedAt },
        .optionalID("deviceId") { $0.device },
    ]
}

struct DeviceList: JSONObject {
    let devices: [SeenDevice]
    /// Of whoever signed in on a browser that the clinic does not know.
    let sessionsElsewhere: [OpenSession]

    static func now(_ act: Act, _ db: Database) throws -> DeviceList {
        DeviceList(
            devices: try DeviceRecord.all(at: act.at, db).map { SeenDevice($0, act) },
            sessionsElsewhere: try OpenSession.all(at: act.at, db).filter { $0.device == nil })
    }

    static let properties: [Property<DeviceList>] = [
        .array("devices") { $0.devices },
        .array("sessionsElsewhere") { $0.sessionsElsewhere },
    ]
}
