import GRDB
import HTTP
import Storage
import Vocabulary

enum ClientRoutes {
    static func register(_ routes: inout Routes) {
        let callers = DeviceRoutes.callers
        routes.query("/api/clients", by: callers, "The programs that may read here") { (_: NoInput, act, db) in
            OK(ClientList(clients: try ClientRecord.all(db).map { UsedClient($0, act) }))
        }
        routes.query("/api/clients/:client", by: callers, "One program") { (asked: ClientQuery, act, db) in
            OK(UsedClient(try ClientRecord.find(asked.client, db), act))
        }
        routes.command(.post, "/api/clients", by: callers, "Let a program read; answers with its token, once") {
            (asked: ClientRequest, act, db) in
            let issued = try ClientRegister.add(asked.client(act), by: act.staff(), at: act.at, db)
            return ShownOnce(Created(issued, at: "/api/clients/\(issued.client.id)"))
        }
        routes.command(.put, "/api/clients/:client", by: callers, "Name a program anew") {
            (asked: ClientChange, act, db) in OK(UsedClient(try ClientRegister.rename(asked, act, db), act))
        }
        routes.command(.post, "/api/clients/:client/revoke", by: callers, "Revoke a program: its token opens nothing") {
            (asked: ClientQuery, act, db) in
            OK(UsedClient(try ClientRegister.revoke(asked.client, by: act.staff(), at: act.at, db), act))
        }
    }
}

extension ClientToken: JSONObject {
    package static let properties: [Property<ClientToken>] = [
        .id("id") { $0.client.id },
        .string("name") { $0.client.name },
        .strings("scopes") { $0.client.scopes.map(\.rawValue).sorted() },
        .instant("expiresAt") { $0.client.expiresAt },
        .string("token") { $0.token },
    ]
}

/// A program, with when it last asked.
struct UsedClient: JSONObject {
    let record: ClientRecord
    let state: ClientRecord.State
    let lastUsed: Instant?

    init(_ record: ClientRecord, _ act: Act) {
        (self.record, state, lastUsed) = (record, record.state(at: act.at), record.lastUsed(act))
    }

    static let properties: [Property<UsedClient>] = [
        .id("id") { $0.record.client.id },
        .string("name") { $0.record.client.name },
        .strings("scopes") { $0.record.client.scopes.map(\.rawValue).sorted() },
        .string("state", oneOf: ClientRecord.State.allCases.map(\.rawValue)) { $0.state.rawValue },
        .instant("createdAt") { $0.record.createdAt },
        .instant("expiresAt") { $0.record.client.expiresAt },
        .optionalInstant("revokedAt") { $0.record.revokedAt },
        .optionalInstant("lastUsedAt") { $0.lastUsed },
    ]
}

struct ClientList: JSONObject {
    let clients: [UsedClient]

    static let properties: [Property<ClientList>] = [.array("clients") { $0.clients }]
}
