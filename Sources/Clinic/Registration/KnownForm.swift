import HTML
import HTTP
import Vocabulary

/// Is it somebody known? Looked for, and attached in one tap.
enum KnownForm {
    static func html(_ parts: RegistrationParts, _ act: Act) -> HTML {
        let language = act.language
        return """
            \(parts.holders.patients.isEmpty ? .empty : cards(parts.base, parts.holders, isHolders: true, act))
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
            <button>\(RegistrationText.find[language])</button></div></form>
            \(parts.found.map { results(parts.base, $0, act) })
            </section>
            """
    }

    private static func results(_ base: String, _ found: KnownMatches, _ act: Act) -> HTML {
        guard !found.patients.isEmpty else {
            return "<p class=\"empty\">\(RegistrationText.nobodyFound[act.language])</p>"
        }
        return cards(base, found, isHolders: false, act)
    }

    private static func cards(_ base: String, _ found: KnownMatches, isHolders: Bool, _ act: Act) -> HTML {
        let cards: [HTML] = found.patients.map { patient in
            """
            <li><form method="post" action="\(base)/patient" data-once>\(Form.envelope(act))\
            <input type="hidden" name="patientId" value="\(patient.id.description)">\
            <input type="hidden" name="complete" value="false">\
            <button class="patient">\(isHolders ? choose(act.language) : .empty)\
            \(PatientCard.html(
                patient, relatives: found.relatives[patient.id] ?? [:], typed: found.text, act.language))</button></form></li>
            """
        }
        return "<ul class=\"patients\(isHolders ? " holders" : "")\">\(cards)</ul>"
    }

    private static func choose(_ language: Language) -> HTML {
        "<span class=\"choose\">\(RegistrationText.attachInstead[language])</span>"
    }
}
