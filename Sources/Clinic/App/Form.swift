import HTML
import Vocabulary

/// Parts of forms, in the manner of the GOV.UK and NHS design systems: label, hint, error, input, summary on top.
package enum Form {
    /// What every form carries: the session's token and a key that makes a double tap one command.
    package static func envelope(_ act: Act) -> HTML {
        guard case .staff(let session) = act.actor else { return key(act) }
        return "<input type=\"hidden\" name=\"_csrf\" value=\"\(session.crossSiteToken)\">\(key(act))"
    }

    private static func key(_ act: Act) -> HTML {
        "<input type=\"hidden\" name=\"_key\" value=\"\(ID<Act>.new(at: act.at).description)\">"
    }

    /// What is wrong, on top, with links to the fields; focused when the page opens.
    package static func summary(_ state: FormState, _ language: Language) -> HTML? {
        guard let problem = state.problem else { return nil }
        let items: [HTML] = problem.fields.map {
            "<li><a href=\"#\($0.name)\">\($0.text[language])</a></li>"
        }
        return """
            <div class="error-summary" role="alert" tabindex="-1" autofocus id="error-summary">
            <h2>\(problem.title[language])</h2>
            \(items.isEmpty ? .empty : "<ul>\(items)</ul>" as HTML)
            </div>
            """
    }

    package struct Field: Sendable {
        package let name: String
        package let label: Bilingual
        package var hint: Bilingual?
        package var type = "text"
        package var inputMode = "text"
        package var autocomplete = "off"
        package var isOptional = true
        package var hasFocus = false
        /// Where two forms of a page have a field of the same name.
        package var id: String

        package init(_ name: String, _ label: Bilingual) {
            self.name = name
            self.label = label
            id = name
        }

        package func with(_ change: (inout Field) -> Void) -> Field {
            var field = self
            change(&field)
            return field
        }

        package func html(_ state: FormState, _ language: Language) -> HTML {
            let error = state.error(name)
            let described = [hint == nil ? nil : id + "-hint", error == nil ? nil : name + "-error"].compactMap(\.self)
            return """
                <div class="field\(error == nil ? .empty : " field-bad" as HTML)">
                <label for="\(id)">\(label[language])\(optionalMark(language))</label>
                \(hint.map { "<p class=\"hint\" id=\"\(id)-hint\">\($0[language])</p>" })
                \(Form.errorText(name, state, language))
                \(isSecret ? "<div class=\"secret\">" as HTML : .empty)\
                <input id="\(id)" name="\(name)" type="\(type)" inputmode="\(inputMode)" \
                autocomplete="\(autocomplete)" value="\(state.value(name))"\(HTML.flag("autofocus", hasFocus))\
                \(error == nil ? .empty : " aria-invalid=\"true\"" as HTML)\
                \(described.isEmpty ? .empty : " aria-describedby=\"\(described.joined(separator: " "))\"" as HTML)>\
                \(isSecret ? "\(Form.reveal(id, language))</div>" as HTML : .empty)\
                \(measures ? strength(language) : .empty)
                </div>
                """
        }

        private var isSecret: Bool { type == "password" }

        /// How long a secret is that somebody makes up; the one that is typed again is as long as the first.
        private var measures: Bool { isSecret && autocomplete == "new-password" && name != "again" }

        private func strength(_ language: Language) -> HTML {
            """
            <p class="strength hint" data-strength="\(id)" data-shortest="\(NewSecret.shortestPassword)" \
            data-short="\(AppText.tooShort[language])" data-enough="\(AppText.longEnough[language])" \
            data-strong="\(AppText.strong[language])" data-pin="\(AppText.isPIN[language])" role="status" hidden>\
            <progress max="16" aria-hidden="true"></progress> <span></span></p>
            """
        }

        private func optionalMark(_ language: Language) -> HTML? {
            isOptional ? " <span class=\"optional\">\(AppText.optional[language])</span>" : nil
        }
    }

    /// What shows the secret in a field, where there is script.
    static func reveal(_ id: String, _ language: Language) -> HTML {
        """
        <button type="button" data-reveal="\(id)" aria-controls="\(id)" aria-pressed="false" hidden>\
        \(AppText.reveal[language])</button>
        """
    }

    /// Text of several lines.
    package static func area(
        _ name: String, _ label: Bilingual, rows: Int = 3, value: String = "", _ state: FormState, _ language: Language
    ) -> HTML {
        wrapped(name, label, state, language) { attributes in
            "<textarea \(attributes) autocomplete=\"off\" rows=\"\(rows)\">\(state.typed[name] ?? value)</textarea>"
        }
    }

    /// One of many.
    package static func select(
        _ name: String, _ label: Bilingual, _ choices: [(value: String, text: Bilingual)], selected: String = "",
        _ state: FormState, _ language: Language
    ) -> HTML {
        let options: [HTML] = choices.map { choice in
            let isSelected = (state.typed[name] ?? selected) == choice.value
            return """
                <option value="\(choice.value)"\(HTML.flag("selected", isSelected))>\(choice.text[language])</option>
                """
        }
        return wrapped(name, label, state, language) { "<select \($0) autocomplete=\"off\">\(options)</select>" }
    }

    private static func wrapped(
        _ name: String, _ label: Bilingual, _ state: FormState, _ language: Language, _ control: (HTML) -> HTML
    ) -> HTML {
        let isBad = state.error(name) != nil
        let attributes: HTML = """
            id="\(name)" name="\(name)"\(isBad
            ? " aria-invalid=\"true\" aria-describedby=\"\(name)-error\"" as HTML : .empty)
            """
        return """
            <div class="field\(isBad ? " field-bad" : "")"><label for="\(name)">\(label[language])</label>
            \(errorText(name, state, language))\(control(attributes))</div>
            """
    }

    /// One of a few, as large tiles: radio buttons with their labels, with a picture before each word if there are.
    package static func choice(
        _ name: String, _ label: Bilingual, _ choices: [(value: String, text: Bilingual)], selected: String,
        pictures: String? = nil, _ state: FormState, _ language: Language
    ) -> HTML {
        let tiles: [HTML] = choices.map { choice in
            let isSelected = (state.typed[name] ?? selected) == choice.value
            return """
                <label class="tile"><input type="radio" name="\(name)" value="\(choice.value)"\
                \(HTML.flag("checked", isSelected))><span>\(pictures.map { picture($0, choice.value) })\
                \(choice.text[language])</span></label>
                """
        }
        return """
            <fieldset class="choice" id="\(name)"><legend>\(label[language])</legend>
            \(errorText(name, state, language))<div class="tiles">\(tiles)</div></fieldset>
            """
    }

    private static func picture(_ file: String, _ name: String) -> HTML {
        "<svg aria-hidden=\"true\"><use href=\"\(file)#\(name)\"/></svg>"
    }

    static func errorText(_ name: String, _ state: FormState, _ language: Language) -> HTML? {
        state.error(name).map { "<p class=\"error\" id=\"\(name)-error\">\($0[language])</p>" }
    }
}
