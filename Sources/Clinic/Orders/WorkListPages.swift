import GRDB
import HTML
import HTTP
import Storage
import Vocabulary

/// The tests that wait for somebody, by person, the oldest first; it changes by itself.
enum WorkListPages {
    static func register(_ routes: inout Routes) {
        routes.query("/orders", by: Stage.orders.callers, about: .list, "The tests that wait") {
            (asked: WorkListPageQuery, act, db) in
            try page(asked.scope ?? mine(act), act, db)
        }
        routes.query(
            "/orders/list", by: Stage.orders.callers, about: .list, topic: .orders, "The part of the list that changes"
        ) {
            (asked: WorkListPageQuery, act, db) in
            Fragment(list(try Orders.workList(asked.scope?.category, act, db), act))
        }
    }

    /// Where somebody's own work is; all of it for who does both.
    private static func mine(_ act: Act) -> WorkListScope {
        let mine = OrderCategory.allCases.filter { $0.callers.admits(act.actor) }
        return mine.count == 1 ? WorkListScope(mine[0]) : .all
    }

    private static func page(_ scope: WorkListScope, _ act: Act, _ db: Database) throws -> Page {
        let language = act.language
        let scopes: [HTML] = WorkListScope.allCases.map { other in
            """
            <a href="/orders?category=\(other.rawValue)"\
            \(other == scope ? " aria-current=\"true\"" as HTML : .empty)>\(other.name[language])</a>
            """
        }
        return Page(
            OrderText.workList, scripts: ["orders.js"], styles: ["orders.css"],
            """
            <div class="board">
            <div class="board-head"><h1>\(OrderText.workList[language])</h1>
            <nav class="rooms" aria-label="\(OrderText.which[language])">\(scopes)</nav></div>
            <div id="work" data-source="/orders/list?category=\(scope.rawValue)" aria-live="polite">\
            \(list(try Orders.workList(scope.category, act, db), act))</div>
            </div>
            """)
    }

    private static func list(_ orders: [Order], _ act: Act) -> HTML {
        guard !orders.isEmpty else { return "<p class=\"empty\">\(OrderText.nothingToDo[act.language])</p>" }
        return "<ol class=\"tokens work\">\(byVisit(orders).map { line($0, act) })</ol>"
    }

    /// The orders of each person together, in the order of their oldest.
    private static func byVisit(_ orders: [Order]) -> [[Order]] {
        let visits = Dictionary(grouping: orders, by: \.request.visit)
        var seen: Set<ID<Visit>> = []
        return orders.compactMap { seen.insert($0.request.visit).inserted ? visits[$0.request.visit] : nil }
    }

    private static func line(_ orders: [Order], _ act: Act) -> HTML {
        let (language, first) = (act.language, orders[0])
        let at = first.request.requestedAt
        let tests: [HTML] = orders.map { order in
            """
            <span class="test">\(order.request.name[language])\
            \(order.state == .waiting ? .empty : " <em>\(OrderText.state(order)[language])</em>" as HTML)</span>
            """
        }
        return """
            <li class="token" data-entry="\(first.request.visit.description)">\
            <a href="\(Stage.orders.page(of: first.request.visit))">\
            <span class="number">\(language.digits(first.serial))</span>\
            <span class="who"><b>\(first.patientName(language) ?? "")</b><span class="tests">\(tests)</span></span>\
            <span class="wait">\(first.day == act.day ? .empty : "<b>\(first.day.words(language))</b> " as HTML)\
            \(BoardLine.moment(at, QueueText.plain, language))</span></a></li>
            """
    }
}

/// Which part of the work is looked at.
enum WorkListScope: String, CaseIterable {
    case all, laboratory, imaging

    init(_ category: OrderCategory) { self = category == .laboratory ? .laboratory : .imaging }

    var category: OrderCategory? { OrderCategory(rawValue: rawValue) }
    var name: Bilingual { category?.name ?? OrderText.all }
}

/// What the page of the list was opened with.
struct WorkListPageQuery: Input {
    let scope: WorkListScope?

    init?(_ fields: inout Fields) { scope = fields.optional("category", Rule.choice(WorkListScope.self)) }
}
