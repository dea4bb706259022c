import HTML
import HTTP
import Vocabulary

/// Whose token is it? Somebody known, looked for, or somebody new, written down.
enum AttachForm {
    /// - Parameter base: the address of the token's page.
    static func html(_ base: String, _ found: PatientMatches?, _ state: FormState, _ act: Act) -> HTML {
        let language = act.language
        let isOpen = found != nil || state.problem != nil && state.error("reason") == nil
        return """
            <details\(HTML.flag("open", isOpen))><summary>\(ReceptionText.attachTitle[language])</summary>
            <form class="search" method="post" action="\(base)/search" role="search">\(Form.envelope(act))\
            <label for="q">\(ReceptionText.searchLabel[language])</label><div class="search-row">\
            <input id="q" name="q" type="search" autocomplete="off" value="\(found?.text ?? "")">\
            <button>\(StationText.search[language])</button></div></form>
            \(found.map { results(base, $0, act) })
            <form method="post" action="\(base)/patient" data-once>\(Form.envelope(act))
            \(NewTokenForm.identity(state, language))
            <button class="primary">\(StationText.save[language])</button></form></details>
            """
    }

    private static func results(_ base: String, _ found: PatientMatches, _ act: Act) -> HTML {
        guard !found.patients.isEmpty else {
            return "<p class=\"empty\">\(PatientText.nobodyFound[act.language])</p>"
        }
        return PatientChoiceForm.html(found, action: base + "/patient", act)
    }
}
