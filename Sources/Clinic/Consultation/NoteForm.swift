import HTML
import HTTP
import Vocabulary

/// What is written in free words. Its fields stand between the sections, so each says by `form` where it belongs.
enum NoteForm {
    static let id = "draft"
    private static let commonDays = [3, 7, 14, 30]

    /// The form itself, without its fields.
    static func envelope(_ encounter: Encounter, _ state: FormState, _ act: Act) -> HTML {
        let language = act.language
        return """
            <form id="\(id)" method="post" action="/consultation/encounters/\(encounter.id.description)/note" \
            data-kept="\(ConsultationText.kept[language])" data-not-kept="\(ConsultationText.notKept[language])"\
            \(HTML.flag("data-held-back", state.problem != nil))>\
            \(Form.envelope(act))<input type="hidden" name="version" value="\(encounter.version)"></form>
            """
    }

    static func findings(_ encounter: Encounter, _ state: FormState, _ act: Act) -> HTML {
        """
        <section class="panel">
        \(area("history", ConsultationText.history, encounter.history, state, act.language))
        \(area("examination", ConsultationText.examination, encounter.examination, state, act.language))
        </section>
        """
    }

    static func advice(_ encounter: Encounter, _ state: FormState, _ act: Act) -> HTML {
        let language = act.language
        let sentences: [HTML] = act.site.catalogue.dosage.advice.map {
            "<button type=\"button\" data-append=\"advice\" data-value=\"\($0.bangla)\">\($0[language])</button>"
        }
        return """
            <section class="panel">
            \(area("advice", ConsultationText.advice, encounter.advice, state, language))
            <details class="sentences" hidden><summary>\(Bilingual("Ready sentences", "তৈরি বাক্য")[language])</summary>\
            <p class="chips">\(sentences)</p></details>
            \(followUp(encounter, state, act))
            </section>
            """
    }

    private static func followUp(_ encounter: Encounter, _ state: FormState, _ act: Act) -> HTML {
        let language = act.language
        let days: [HTML] = commonDays.map { count in
            """
            <button type="button" data-fill="followUpOn" data-value="\(act.day.adding(days: count).description)">\
            \(ConsultationText.inDays(count)[language])</button>
            """
        }
        let isBad = state.error("followUpOn") != nil
        return """
            <div class="field\(isBad ? " field-bad" : "")"><label for="followUpOn">\(ConsultationText.followUp[language]) \
            <span class="optional">\(AppText.optional[language])</span></label>\
            \(Form.errorText("followUpOn", state, language))
            <input id="followUpOn" name="followUpOn" type="date" autocomplete="off" form="\(id)" min="\(act.day.description)" \
            value="\(state.typed["followUpOn"] ?? encounter.followUp?.description ?? "")"></div>
            <p class="chips" hidden>\(days)</p>
            """
    }

    private static func area(
        _ name: String, _ label: Bilingual, _ value: String?, _ state: FormState, _ language: Language
    ) -> HTML {
        let isBad = state.error(name) != nil
        return """
            <div class="field\(isBad ? " field-bad" : "")"><label for="\(name)">\(label[language])</label>
            \(Form.errorText(name, state, language))
            <textarea id="\(name)" name="\(name)" rows="3" autocomplete="off" form="\(id)">\(state.typed[name] ?? value ?? "")</textarea></div>
            """
    }
}
