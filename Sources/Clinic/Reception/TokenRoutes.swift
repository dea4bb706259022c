import GRDB
import HTTP
import Storage
import Vocabulary

enum TokenRoutes {
    static let desk = Callers.holding(.issueTokens)

    static func register(_ routes: inout Routes) {
        routes.command(.post, "/api/tokens", by: desk, about: .new(.token), "Issue a token") {
            (asked: TokenRequest, act, db) in
            let token = try Desk.issue(asked, act, db)
            return Created(token, at: "/api/tokens/" + token.id.description)
        }
        routes.query("/api/tokens", by: .staff.and(.clients(.queue)), about: .list, topic: .queue, "Today's tokens") {
            (asked: TokenFilter, act, db) in
            OK(TokenList(day: act.day, tokens: try Tokens.today(asked, act, db)))
        }
        routes.search(
            "/api/tokens/search", by: .staff.and(.clients(.queue)), about: .search,
            "Today's tokens by number, phone or name"
        ) {
            (asked: TokenSearch, act, db) in
            OK(TokenList(day: act.day, tokens: try Tokens.today(asked.filter, act, db)))
        }
        routes.query("/api/tokens/:token", by: .staff.and(.clients(.queue)), "One token") {
            (asked: TokenQuery, act, db) in
            OK(try Tokens.find(asked.token, act, db).shown(to: act))
        }
        routes.command(.put, "/api/tokens/:token/patient", by: desk, "Say whose token it is") {
            (asked: AttachRequest, act, db) in OK(try Desk.attach(asked, act, db))
        }
        routes.command(.post, "/api/tokens/:token/void", by: desk, "Void a token") {
            (asked: VoidRequest, act, db) in OK(try Desk.void(asked, act, db))
        }
        routes.command(.post, "/api/tokens/:token/slips", by: desk, "Print the slip again") {
            (asked: TokenQuery, act, db) in
            let token = try Desk.reprint(asked, act, db)
            return Created(token, at: "/reception/tokens/\(token.id)/slip")
        }
        routes.document(
            "/api/days/:day/tokens.csv", by: .holding(.exportDays).and(.clients(.reports)), about: .list, .csv,
            "A day's tokens as CSV"
        ) { (asked: DayQuery, _) in DayReport.tokens(asked.day) }
    }
}

struct TokenList: JSONObject {
    let day: Day
    let tokens: [Token]

    static let properties: [Property<TokenList>] = [
        .string("day", format: "date") { $0.day.description },
        .array("tokens") { $0.tokens },
    ]
}

extension Token: JSONObject {
    package static let properties: [Property<Token>] = [
        .id("id") { $0.id },
        .id("visitId") { $0.visit },
        .string("day", format: "date") { $0.day.description },
        .integer("serial") { $0.serial },
        .instant("issuedAt") { $0.issuedAt },
        .string("service") { $0.service },
        .string("priority", oneOf: Priority.allCases.map(\.rawValue)) { $0.priority.rawValue },
        .optionalString("complaint") { $0.complaint },
        .string("standing", oneOf: Standing.allCases.map(\.rawValue)) { $0.standing.rawValue },
        .optionalString("voidReason") { $0.voidReason },
        .optionalObject("patient") { $0.patient },
        .optionalString("stage", oneOf: Stage.allCases.map(\.rawValue)) { $0.stage?.rawValue },
        .optionalString("state", oneOf: EntryState.allCases.map(\.rawValue)) { $0.state?.rawValue },
        .optionalString("room") { $0.room },
        .optionalID("entryId") { $0.entry },
        .optionalInteger("entryVersion") { $0.entryVersion },
        .integer("copies") { $0.copies },
        .integer("peopleAhead") { $0.peopleAhead },
        .integer("waitMinutes") { $0.waitMinutes },
    ]
}
