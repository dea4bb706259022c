import HTML
import HTTP
import Vocabulary

/// The box of one component: a number with its unit, one of a few words, or a text.
enum ComponentForm {
    static func html(
        _ component: PanelComponent, of patient: Patient?, _ order: Order, _ state: FormState, _ language: Language
    ) -> HTML {
        let name = ResultsForm.prefix + component.code
        let id = id(name, order.request.id.description, state)
        let isReport = component.type == .text && order.components.count == 1
        return """
            <div class="finding\(isReport ? " finding-report" : "")\(state.error(name) == nil ? "" : " field-bad")">\
            <label for="\(id)">\(component.name[language])</label>
            <div class="finding-said">\(Form.errorText(name, state, language))\
            \(control(component, name, id: id, state.value(name), rows: isReport ? 6 : 1, state, language))</div>
            <span class="range">\(range(component, patient, language))</span></div>
            """
    }

    /// - Parameter value: what stands in it.
    static func control(
        _ component: PanelComponent, _ name: String, id: String, _ value: String, rows: Int, _ state: FormState,
        _ language: Language
    ) -> HTML {
        let attributes: HTML = """
            id="\(id)" name="\(name)"\(state.error(name) == nil
            ? .empty : " aria-invalid=\"true\" aria-describedby=\"\(name)-error\"" as HTML)
            """
        switch component.type {
        case .quantity:
            return """
                <span class="with-unit"><input \(attributes) inputmode="decimal" autocomplete="off" \
                value="\(value)"><span class="unit">\(OrderText.unit(component.unit ?? ""))</span></span>
                """
        case .coded:
            return "<select \(attributes) autocomplete=\"off\">\(options(component, value, language))</select>"
        case .text where rows > 1:
            return "<textarea \(attributes) autocomplete=\"off\" rows=\"\(rows)\">\(value)</textarea>"
        case .text:
            return "<input \(attributes) autocomplete=\"off\" value=\"\(value)\">"
        }
    }

    /// Why something is amended or revoked.
    /// - Parameter owner: what it is about, for an identifier of its own on a page with many.
    static func reason(_ label: Bilingual, _ owner: String, _ state: FormState, _ language: Language) -> HTML {
        let id = id("reason", owner, state)
        return """
            <div class="field\(state.error("reason") == nil ? "" : " field-bad")">\
            <label for="\(id)">\(label[language])</label>\(Form.errorText("reason", state, language))\
            <input id="\(id)" name="reason" autocomplete="off" value="\(state.value("reason"))"></div>
            """
    }

    /// A form that came back has the plain names, which the summary on top links to; the others have their owner's too.
    static func id(_ name: String, _ owner: String, _ state: FormState) -> String {
        state.problem == nil ? owner + "-" + name : name
    }

    private static func options(_ component: PanelComponent, _ value: String, _ language: Language) -> HTML {
        let options: [HTML] = component.choices.map { choice in
            """
            <option value="\(choice.code)"\(HTML.flag("selected", choice.code == value))>\
            \(choice.name[language])</option>
            """
        }
        return "<option value=\"\">\(OrderText.choose[language])</option>\(options)"
    }

    private static func range(_ component: PanelComponent, _ patient: Patient?, _ language: Language) -> String {
        guard let interval = patient.flatMap(component.interval(of:)) else { return "" }
        if component.type == .coded { return interval.low.flatMap(component.choice)?.name[language] ?? "" }
        return OrderText.range(interval.low, interval.high)?[language] ?? ""
    }
}
