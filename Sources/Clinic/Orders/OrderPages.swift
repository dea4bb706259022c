import GRDB
import HTML
import HTTP
import Storage
import Vocabulary

/// The tests of one visit: what was asked, what is found, and what may be added.
enum OrderPages {
    static func register(_ routes: inout Routes) {
        let staff = Stage.orders.callers
        routes.query("/orders/visits/:visit", by: staff, "The tests of a visit") { (asked: VisitQuery, act, db) in
            try page(asked.visit, .fresh, act, db)
        }
        routes.form("/orders/visits/:visit/requests", by: staff, "Add a test", again: again) {
            (asked: WalkInRequest, act, db) in
            _ = try VisitOrders.add(asked, act, db)
            return place(asked.visit)
        }
        routes.form("/orders/visits/:visit/completion", by: staff, "Let the person go on", again: again) {
            (asked: VisitQuery, act, db) in
            SeeOther(Stage.orders.board(try VisitOrders.complete(asked.visit, act, db).room))
        }
        registerResults(&routes)
    }

    private static func registerResults(_ routes: inout Routes) {
        let staff = Stage.orders.callers
        routes.form("/orders/:order/results", by: staff, "Write down results", again: again) {
            (asked: ResultsForm, act, db) in
            try Results.record(asked.entries, for: asked.order, act, db)
            return try place(asked.order, db)
        }
        routes.form("/orders/results/:result/amendments", by: staff, "Amend a result", again: again) {
            (asked: AmendmentForm, act, db) in
            place(
                try Results.amend(asked.result, .typed(asked.value), field: "value", asked.reason, act, db).visit)
        }
        routes.form("/orders/:order/report", by: staff, "Verify results", again: again) {
            (asked: VerificationRequest, act, db) in
            try DiagnosticReports.verify(asked, act, db)
            return try place(asked.order, db)
        }
        routes.form("/orders/:order/revocation", by: staff, "Revoke a test", again: again) {
            (asked: RevocationRequest, act, db) in
            try ServiceRequests.revoke(asked.order, asked.reason, act, db)
            return try place(asked.order, db)
        }
    }

    private static func place(_ order: ID<ServiceRequest>, _ db: Database) throws -> SeeOther {
        place(try ServiceRequests.find(order, db).visit)
    }

    private static func place(_ visit: ID<Visit>) -> SeeOther { SeeOther(Stage.orders.page(of: visit)) }

    /// The page once more: of the visit that was said, or of the one whose order or result it was about.
    private static func again(_ state: FormState, _ act: Act, _ db: Database) throws -> Page {
        if let visit = ID<Visit>(state.value("visit")) { return try page(visit, state, act, db) }
        if let order = ID<ServiceRequest>(state.value("order")) {
            return try page(try ServiceRequests.find(order, db).visit, state, act, db)
        }
        guard let result = ID<OrderResult>(state.value("result")) else { throw state.problem ?? .noSuchResult }
        let order = try Results.find(result, db).request
        return try page(try ServiceRequests.find(order, db).visit, state, act, db)
    }

    private static func page(
        _ visit: ID<Visit>, _ state: FormState, _ act: Act, _ db: Database
    ) throws -> Page {
        let token = try Tokens.find(of: visit, act, db)
        try TreatmentRelation.require(of: visit, act, db)
        let orders = try Orders.all(of: visit, act, db)
        return Page(
            OrderText.title(token), scripts: ["orders.js"], styles: ["orders.css"],
            address: Stage.orders.page(of: visit), html(token, orders, state, act))
    }

    private static func html(_ token: Token, _ orders: [Order], _ state: FormState, _ act: Act) -> HTML {
        let language = act.language
        let sorted = Dictionary(grouping: orders) { place(of: $0, act) }.sorted { $0.key < $1.key }.flatMap(\.value)
        let panels: [HTML] = sorted.enumerated().map {
            OrderForm.html($1, of: token.patient, isFirst: $0 == 0, state, act)
        }
        return """
            <div class="station">
            <h1 class="unseen">\(OrderText.title(token)[language])</h1>
            \(VisitCard.html(token, act))
            \(Form.summary(state, language))
            \(orders.isEmpty ? "<p class=\"empty\">\(OrderText.noTests[language])</p>" as HTML : .empty)
            \(panels)
            \(canAdd(token, act) ? AddTestForm.html(token, orders, act) : .empty)
            \(token.patient == nil ? "<p class=\"notice\">\(OrderText.nobody[language])</p>" as HTML : .empty)
            \(way(token, orders, act))
            </div>
            """
    }

    /// One's own work first, then what others have to do, then what is done.
    private static func place(of order: Order, _ act: Act) -> Int {
        order.state.isOpen ? order.request.category.callers.admits(act.actor) ? 0 : 1 : 2
    }

    private static func canAdd(_ token: Token, _ act: Act) -> Bool {
        token.patient != nil && token.isOpen(act)
    }

    /// The way on, for who is being served here; else the way back.
    private static func way(_ token: Token, _ orders: [Order], _ act: Act) -> HTML {
        let language = act.language
        let isIdle = !orders.contains { place(of: $0, act) == 0 }
        let back: HTML = """
            <a class="button\(token.isServed(at: .orders) || !isIdle ? "" : " primary")" href="/orders" data-back>\
            \(OrderText.toList[language])</a>
            """
        guard token.isServed(at: .orders) else { return "<div class=\"act\">\(back)</div>" }
        let isDone = !orders.isEmpty && isIdle
        return """
            <form class="act" method="post" action="\(Stage.orders.page(of: token.visit))/completion" data-once>\
            \(Form.envelope(act))\(back)<button\(isDone ? " class=\"primary\"" as HTML : .empty)>\
            \(OrderText.goOn[language])</button></form>
            """
    }
}
