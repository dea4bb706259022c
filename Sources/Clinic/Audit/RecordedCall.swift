import GRDB
import HTTP
import Vocabulary

// What of a call goes into the audit log, in the one place where all calls pass.

extension Call {
    /// The command, which when it has succeeded is recorded in the same transaction: once, for a replay runs nothing.
    func recorded(_ operation: @escaping Operation) -> Operation {
        if route.subject.manner == .unrecorded { return operation }
        return { act, db in
            try app.audit.log.recording(at: act.at, db) {
                try operation(act, db)
            } as: {
                event(answer: $0)
            }
        }
    }

    /// A query that was answered.
    func hear() {
        if route.isQuery, isLook { app.audit.hear(event(), at: act.at) }
    }

    /// Whether something of a patient was seen that is not known yet.
    private var isLook: Bool {
        switch route.subject.manner {
        case .unrecorded: false
        case .one: route.subject.entity != nil
        case .many: entityID(nil) != nil || app.audit.isNew(to: act.actor, route.number, at: act.at)
        case .found, .signIn: true
        }
    }

    /// Refusals for want of permission, and those who were not let in.
    func hear(_ error: any Error) {
        guard let problem = error as? Problem else { return }
        guard problem.kind == .forbidden || route.subject.manner == .signIn else { return }
        app.audit.hear(event(.refused), at: act.at)
    }

    private func event(_ outcome: AuditEvent.Outcome = .success, answer: Response? = nil) -> AuditEvent {
        var event = AuditEvent(
            action: route.action(app.making), route: route.label, outcome: outcome, agent: AuditAgent(act.actor),
            address: act.address)
        event.entityID = entityID(answer)
        // A list that shows one of them when it is asked to was not.
        if route.subject.manner != .many || event.entityID != nil { event.entity = route.subject.entity }
        event.signsIn = route.subject.manner == .signIn
        if let disclosure = act.disclosure { (event.shown, event.patients) = (disclosure.count, disclosure.few) }
        return event
    }

    private func entityID(_ answer: Response?) -> String? {
        guard let entity = route.subject.entity else { return nil }
        switch route.subject.place {
        case .field: return subject.flatMap(entity.id)
        case .location:
            return answer?[header: "Location"].flatMap(Self.lastSegment).flatMap(entity.id)
        case nil: return nil
        }
    }
}

extension Call {
    /// "12" of "/api/tokens/12?issued=1".
    private static func lastSegment(of location: String) -> String? {
        let path = location.utf8.prefix { $0 != UInt8(ascii: "?") }
        guard let slash = path.lastIndex(of: UInt8(ascii: "/")) else { return nil }
        return String(path[path.index(after: slash)...])
    }
}

extension Route {
    /// Whether it shows and changes nothing.
    var isQuery: Bool {
        switch work {
        case .constant, .query, .report, .document: true
        case .command, .provenCommand: false
        }
    }

    /// - Parameter making: the numbers of the routes that make something new.
    func action(_ making: Set<Int32>) -> AuditAction {
        if isQuery { return .read }
        switch method {
        case .put: return .update
        case .delete: return .delete
        default: return making.contains(number) && subject.manner != .signIn ? .create : .execute
        }
    }

    /// The numbers of those that make something new: a form answers like any other, and does what the REST route of its
    /// name does.
    static func making(_ routes: [Route]) -> Set<Int32> {
        let patterns = Set(routes.filter { $0.answer.status == .created }.map(\.pattern))
        let making = routes.filter { route in
            let names = [route.pattern, "/api" + route.pattern, "/api" + route.pattern.withoutFirstSegment]
            return route.method == .post && names.contains(where: patterns.contains)
        }
        return Set(making.map(\.number))
    }
}

extension String {
    /// "/visits/:visit" of "/billing/visits/:visit".
    fileprivate var withoutFirstSegment: String {
        dropFirst().firstIndex(of: "/").map { String(self[$0...]) } ?? self
    }
}
