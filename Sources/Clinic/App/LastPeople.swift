import HTTP
import Vocabulary

/// Who signed in on a browser last, so that the sign-in page shows them first. Only an order: it proves nothing.
struct LastPeople {
    static let cookieName = "aalo_people"
    private static let most = 8
    private static let separator: Character = "_"
    private let userNames: [String]

    init(_ act: Act) {
        userNames = act.lastPeople.split(separator: Self.separator).prefix(Self.most).map(String.init)
    }

    private init(userNames: [String]) { self.userNames = userNames }

    /// Read for the sign-in alone.
    static func said(by request: Request, to route: Route) -> String {
        guard route.pattern == "/sign-in" || route.asksForCode else { return "" }
        return String((request.openCookie(cookieName) ?? "").prefix(400))
    }

    func adding(_ userName: String) -> LastPeople {
        LastPeople(userNames: Array(([userName] + userNames.filter { $0 != userName }).prefix(Self.most)))
    }

    var cookie: Cookie {
        let known = userNames.filter(NewStaff.isUserName)
        return Cookie(Self.cookieName, known.joined(separator: String(Self.separator)), maxAge: 365 * 86_400)
    }

    /// These before the others, which stay in their order.
    func first(_ staff: [Staff]) -> [Staff] {
        let last = userNames.compactMap { name in staff.first { $0.userName == name } }
        return last + staff.filter { person in !last.contains { $0.id == person.id } }
    }
}
