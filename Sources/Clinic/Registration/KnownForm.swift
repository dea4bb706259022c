import HTML
import HTTP
import Vocabulary

/// Is it somebody known? Looked for, and attached in one tap.
enum KnownForm {
    static func html(_ parts: RegistrationParts, _ act: Act) -> HTML {
        let language = act.language
        return """
            \(parts.holders.patients.isEmpty ? .empty : holders(parts.base, parts.holders, act))
            \(parts.state.record == nil ? search(parts, act) : """
            <details\(HTML.flag("open", parts.found != nil))><summary>\(RegistrationText.someoneElse[language])</summary>
            \(search(parts, act))</details>
            """ as HTML)
            """
    }

    private static func search(_ parts: RegistrationParts, _ act: Act) -> HTML {
        let language = act.language
        return """
            <section class="panel known">
            <form class="search" method="post" action="\(parts.base)/search" role="search">\(Form.envelope(act))\
            <label for="q">\(RegistrationText.search[language])</label><div class="search-row">\
            <input id="q" name="q" type="search" autocomplete="off" value="\(parts.found?.text ?? "")">\
            <button>\(StationText.search[language])</button></div></form>
            \(parts.found.map { results(parts.base, $0, act) })
            </section>
            """
    }

    private static func results(_ base: String, _ found: PatientMatches, _ act: Act) -> HTML {
        guard !found.patients.isEmpty else {
            return "<p class=\"empty\">\(PatientText.nobodyFound[act.language])</p>"
        }
        return cards(base, found, lead: nil, act)
    }

    private static func cards(_ base: String, _ found: PatientMatches, lead: HTML?, _ act: Act) -> HTML {
        let stay: HTML = "<input type=\"hidden\" name=\"complete\" value=\"false\">"
        return PatientChoiceForm.html(found, action: base + "/patient", extra: stay, lead: lead, act)
    }

    /// Who already has a number that was typed.
    private static func holders(_ base: String, _ found: PatientMatches, _ act: Act) -> HTML {
        let choose: HTML = "<span class=\"choose\">\(RegistrationText.attachInstead[act.language])</span>"
        return "<div class=\"holders\">\(cards(base, found, lead: choose, act))</div>"
    }
}
