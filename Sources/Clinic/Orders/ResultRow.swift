import HTML
import HTTP
import Vocabulary

/// What was found, part by part: the value, whether it is high or low in words, what it was before.
enum ResultRow {
    static func list(_ order: Order, isMine: Bool, _ state: FormState, _ act: Act) -> HTML? {
        guard !order.results.isEmpty else { return nil }
        let places = order.components.enumerated().reduce(into: [:]) { $0[$1.element.code] = $1.offset }
        let sorted = order.current.sorted { (places[$0.component] ?? .max) < (places[$1.component] ?? .max) }
        let rows: [HTML] = sorted.map { result in
            let component = order.components.first { $0.code == result.component }
            let mine = state.value("result") == result.id.description ? state : .fresh
            return row(result, component, order.results, isMine: isMine, mine, act)
        }
        return "<ul class=\"results\">\(rows)</ul>"
    }

    private static func row(
        _ result: OrderResult, _ component: PanelComponent?, _ all: [OrderResult], isMine: Bool, _ state: FormState,
        _ act: Act
    ) -> HTML {
        let language = act.language
        let isReport = result.finding.isReport
        // Where nothing is verified yet, the order says so once for all of it.
        let isNoted = result.verifiedAt == nil && all.contains { $0.verifiedAt != nil }
        return """
            <li class="result\(isReport ? " result-report" : "")" data-result="\(result.id.description)">\
            <span class="result-name">\(result.name[language])</span>\
            <span class="result-value"><b>\(words(result.finding, component, language))</b>\
            \(flag(result.finding.interpretation, language))\
            \(isNoted ? " <small>\(OrderText.notVerified[language])</small>" as HTML : .empty)</span>\
            <span class="range">\(range(result.finding, component, language))</span>\
            \(isMine && component != nil ? amendment(result, component, state, act) : .empty)\
            \(history(result, component, all, language))</li>
            """
    }

    /// High and low are said in words, not by a colour.
    static func flag(_ interpretation: Interpretation?, _ language: Language) -> HTML? {
        guard let interpretation, interpretation != .normal else { return nil }
        let shape = interpretation == .high ? "▲" : interpretation == .low ? "▼" : "●"
        return """
             <span class="flag">\(shape) \(interpretation.name[language]) (\(interpretation.rawValue))</span>
            """
    }

    static func words(_ finding: Finding, _ component: PanelComponent?, _ language: Language) -> String {
        if let value = finding.value {
            return language.digits(value) + " " + OrderText.unit(finding.unit ?? "")
        }
        return spoken(finding.text ?? "", component, language)
    }

    private static func range(_ finding: Finding, _ component: PanelComponent?, _ language: Language) -> String {
        if finding.value == nil { return finding.low.map { spoken($0, component, language) } ?? "" }
        return OrderText.range(finding.low, finding.high)?[language] ?? ""
    }

    /// A coded word in the reader's language; it is kept in English.
    private static func spoken(_ text: String, _ component: PanelComponent?, _ language: Language) -> String {
        component?.choices.first { $0.name.english == text }?.name[language] ?? text
    }

    private static func amendment(
        _ result: OrderResult, _ component: PanelComponent?, _ state: FormState, _ act: Act
    ) -> HTML? {
        guard let component else { return nil }
        let (language, owner) = (act.language, result.id.description)
        let id = ComponentForm.id("value", owner, state)
        let value = state.typed["value"] ?? current(result.finding, component)
        let rows = result.finding.isReport ? 6 : 1
        return """
            <details class="amend"\(HTML.flag("open", state.problem != nil))>\
            <summary>\(OrderText.amend[language])</summary>
            <form method="post" action="/orders/results/\(owner)/amendments" data-once>\(Form.envelope(act))
            <div class="field\(state.error("value") == nil ? "" : " field-bad")"><label for="\(id)">\
            \(OrderText.newValue[language])</label>\(Form.errorText("value", state, language))\
            \(ComponentForm.control(component, "value", id: id, value, rows: rows, state, language))</div>
            \(ComponentForm.reason(OrderText.amendReason, owner, state, language))
            <button>\(OrderText.amended[language])</button></form></details>
            """
    }

    /// What stands, as its box takes it.
    private static func current(_ finding: Finding, _ component: PanelComponent) -> String {
        let coded = component.choices.first { $0.name.english == finding.text }?.code
        return finding.value ?? coded ?? finding.text ?? ""
    }

    /// What it took the place of, the latest first, and why.
    private static func history(
        _ result: OrderResult, _ component: PanelComponent?, _ all: [OrderResult], _ language: Language
    ) -> [HTML] {
        guard let before = all.first(where: { $0.id == result.amends }) else { return [] }
        let line: HTML = """
            <small class="before">\(OrderText.before[language]): <s>\(words(before.finding, component, language))</s> \
            — \(result.reason ?? "")</small>
            """
        return [line] + history(before, component, all, language)
    }
}

extension Finding {
    /// Whether it is more than a word or two.
    fileprivate var isReport: Bool { text.map { $0.count > 60 || $0.contains("\n") } ?? false }
}
