import Clinic
import Foundation
import HTTP

extension Tablet {
    /// - Returns: the cookie of the new session.
    static func signIn(_ userName: String, _ secret: String, _ server: ServerAddress, _ tally: Tally) throws -> String {
        let ask = try Ask.command(.signIn, "/api/sessions", SignInBody(userName: userName, secret: secret))
        let response = try Tablet(server, session: nil, tally).send(ask)
        guard let cookie = response[header: "Set-Cookie"]?.split(separator: ";").first else {
            throw AskFailure.unreadable(.signIn, "no cookie")
        }
        return String(cookie)
    }

    func tokens(_ query: String = "") throws -> [IssuedToken] {
        try read(.get(.listTokens, "/api/tokens" + query), as: TokenListing.self).tokens
    }

    func void(_ token: IssuedToken, _ reason: String) throws {
        _ = try send(try .command(.voidToken, "/api/tokens/\(token.id)/void", ReasonBody(reason: reason)))
    }

    /// Looks for who says they were here before: by telephone, else by name.
    func find(_ arrival: Arrival) throws -> KnownPatient? {
        guard let text = arrival.phone ?? arrival.nameBangla ?? arrival.nameEnglish else { return nil }
        let found: PatientListing = try read(
            try .command(.findPatient, "/api/patients/search", SearchBody(q: text)))
        return found.patients.first { $0.isProbably(arrival) }
    }

    /// - Returns: nil when nobody waits.
    func callNext(_ stage: Stage, to room: String) throws -> LineEntry? {
        do {
            return try read(try .command(.next, "/api/queues/\(stage.rawValue)/next", RoomBody(room: room)))
        } catch AskFailure.conflict("nobody-waiting") {
            return nil
        }
    }

    /// Who waits, in the order they will be called.
    func line(of stage: Stage) throws -> [LineEntry] {
        try read(.get(.lookAtLine, "/api/queues/\(stage.rawValue)"), as: LineListing.self).waiting
    }

    /// Waits until the line is not as it was seen, a second at most.
    /// - Returns: nil when nothing changed.
    func watch(_ stage: Stage, knownTag: String?) throws -> (tag: String?, waiting: [LineEntry])? {
        let ask = Ask.get(.watchLine, "/api/queues/\(stage.rawValue)?wait=1", knownTag: knownTag)
        let response = try send(ask)
        if response.status == 304 { return nil }
        return (response[header: "ETag"], try decode(response, of: ask, as: LineListing.self).waiting)
    }

    func move(
        _ entry: LineEntry, _ action: Action, room: String? = nil, to stage: Stage? = nil
    ) throws -> MovedEntry {
        let body = TransitionBody(
            action: action.rawValue, version: entry.version, room: room, stage: stage?.rawValue)
        let target = "/api/queue-entries/\(entry.id)/transitions"
        return try read(try .command(RequestKind(action), target, body))
    }
}

extension RequestKind {
    fileprivate init(_ action: Action) {
        switch action {
        case .call: self = .call
        case .recall: self = .recall
        case .serve: self = .serve
        case .noShow: self = .noShow
        case .return: self = .return
        case .send: self = .send
        case .finish: self = .finish
        }
    }
}
