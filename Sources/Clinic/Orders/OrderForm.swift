import HTML
import HTTP
import Vocabulary

/// One order on the page of its visit: what stands, what is to be written down, verified or revoked.
enum OrderForm {
    /// - Parameter isFirst: whether it is what comes next, whose button is the page's primary one.
    static func html(_ order: Order, of patient: Patient?, isFirst: Bool, _ state: FormState, _ act: Act) -> HTML {
        let (language, request) = (act.language, order.request)
        let isMine = request.category.callers.admits(act.actor)
        let mine = state.value("order") == request.id.description ? state : .fresh
        return """
            <section class="panel order order-\(order.state.rawValue)" data-order="\(request.id.description)">
            <div class="order-head"><h2>\(request.name[language])</h2>
            <p class="order-state">\(OrderText.state(order)[language])</p></div>
            <p class="hint">\(OrderText.orderedBy[language]) \(order.requester[language]), \
            \(BoardLine.moment(request.requestedAt, QueueText.ago, language))\(request.note.map { " · <b>\($0)</b>" as HTML })</p>
            \(ResultRow.list(order, isMine: isMine && order.state != .revoked, state, act))
            \(isMine ? work(order, of: patient, isFirst: isFirst, mine, act) : others(order, language))
            </section>
            """
    }

    private static func others(_ order: Order, _ language: Language) -> HTML {
        order.state.isOpen ? "<p class=\"hint\">\(OrderText.othersWork[language])</p>" : .empty
    }

    private static func work(
        _ order: Order, of patient: Patient?, isFirst: Bool, _ state: FormState, _ act: Act
    ) -> HTML {
        let canEnter = order.request.status == .active && !order.missing.isEmpty
        let canVerify = order.state == .entered || order.state == .amended
        return """
            \(canEnter ? entry(order, of: patient, isPrimary: isFirst, state, act) : .empty)
            \(canVerify ? verification(order, isPrimary: isFirst && !canEnter, act) : .empty)
            \(order.request.status == .active ? revocation(order, state, act) : .empty)
            """
    }

    /// All parts that have no result yet, at once.
    private static func entry(
        _ order: Order, of patient: Patient?, isPrimary: Bool, _ state: FormState, _ act: Act
    ) -> HTML {
        let language = act.language
        let boxes: [HTML] = order.missing.map { component in
            ComponentForm.html(component, of: patient, order, state, language)
        }
        let isEmpty = state.error("results") != nil
        return """
            <form class="entry" method="post" action="/orders/\(order.request.id.description)/results" data-once>\
            \(Form.envelope(act))
            \(isEmpty ? "<div id=\"results\">\(Form.errorText("results", state, language))</div>" as HTML : .empty)
            \(boxes)
            <div class="order-act"><button\(primary(isPrimary))>\(OrderText.save[language])</button></div></form>
            """
    }

    private static func verification(_ order: Order, isPrimary: Bool, _ act: Act) -> HTML {
        let language = act.language
        let word = order.state == .amended ? OrderText.verifyAgain : OrderText.verify
        let missing: HTML =
            order.missing.isEmpty || order.request.status != .active
            ? .empty : "<b>\(OrderText.missing(order.missing.count)[language])</b> "
        return """
            <form class="order-act" method="post" action="/orders/\(order.request.id.description)/report" data-once>\
            \(Form.envelope(act))<input type="hidden" name="seen" value="\(order.results.count)">\
            <p class="hint">\(missing)\(OrderText.verifyHint[language])</p>\
            <button\(primary(isPrimary))>\(word[language])</button></form>
            """
    }

    private static func revocation(_ order: Order, _ state: FormState, _ act: Act) -> HTML {
        let language = act.language
        let hasFailed = state.error("reason") != nil
        return """
            <details class="revoke"\(HTML.flag("open", hasFailed))><summary>\(OrderText.revoke[language])</summary>
            <form method="post" action="/orders/\(order.request.id.description)/revocation" data-once>\
            \(Form.envelope(act))\(ComponentForm.reason(
                OrderText.revokeReason, order.request.id.description, state, language))\
            <p class="hint">\(OrderText.revokeHint[language])</p>
            <button class="danger">\(OrderText.revoke[language])</button></form></details>
            """
    }

    private static func primary(_ isPrimary: Bool) -> HTML { isPrimary ? " class=\"primary\"" : .empty }
}
