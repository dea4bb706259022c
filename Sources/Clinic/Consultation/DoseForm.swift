import HTML
import HTTP
import Vocabulary

/// How a chosen medicine is to be taken: the pattern, when, how long.
enum DoseForm {
    private static let commonDays = [3, 5, 7, 10, 14, 30]

    static func html(_ medicine: Medicine, _ encounter: ID<Encounter>, _ state: FormState, _ act: Act) -> HTML {
        let language = act.language
        return """
            <form class="dose" method="post" action="/consultation/encounters/\(encounter.description)/medication-requests" \
            data-line>\(Form.envelope(act))<input type="hidden" name="medicine" value="\(medicine.code)">
            <p class="dose-of"><b lang="en">\(medicine.generic.english) \(medicine.strength)</b> \
            <span lang="en">\(medicine.form)</span></p>
            \(pattern.html(state, language))
            \(chips("pattern", act.site.catalogue.dosage.patterns.map(\.description), language))
            \(Form.select("timing", ConsultationText.timing, timings(act), state, language))
            \(days.html(state, language))
            \(chips("days", commonDays.map(String.init), language))
            \(note.html(state, language))
            <p class="dose-actions"><button class="add">\(ConsultationText.add[language])</button>
            <button class="quiet" form="another-medicine">\(ConsultationText.another[language])</button></p>
            </form>
            <form id="another-medicine" method="post" action="/consultation/encounters/\(encounter.description)/search" \
            data-line>\(Form.envelope(act))<input type="hidden" name="section" value="medicines"></form>
            """
    }

    private static let pattern = Form.Field("pattern", ConsultationText.pattern).with {
        $0.hint = ConsultationText.patternHint
        $0.isOptional = false
    }
    private static let days = Form.Field("days", ConsultationText.days).with {
        $0.hint = ConsultationText.daysHint
        $0.inputMode = "numeric"
        $0.isOptional = false
    }
    private static let note = Form.Field("note", ConsultationText.lineNote)

    private static func timings(_ act: Act) -> [(value: String, text: Bilingual)] {
        [(value: "", text: ConsultationText.noTiming)]
            + act.site.catalogue.dosage.timings.map { (value: $0.code, text: $0.name) }
    }

    /// Values to be tapped instead of typed; script shows them.
    private static func chips(_ field: String, _ values: [String], _ language: Language) -> HTML {
        let buttons: [HTML] = values.map {
            """
            <button type="button" data-fill="\(field)" data-value="\($0)">\(language.digits($0))</button>
            """
        }
        return "<p class=\"chips\" hidden>\(buttons)</p>"
    }
}
