import HTML
import Vocabulary

/// A whole consultation to be read at a glance.
enum ReviewCard {
    static func html(_ record: EncounterRecord, _ language: Language) -> HTML {
        let encounter = record.encounter
        return """
            <dl class="facts review">
            \(fact(Section.complaints.title, record.complaints.map { RecordLine.html($0, language) }, language))
            \(words(ConsultationText.history, encounter.history, language))
            \(words(ConsultationText.examination, encounter.examination, language))
            \(fact(Section.diagnoses.title, record.conditions.map { RecordLine.html($0, language) }, language))
            \(fact(Section.medicines.title, record.medicationRequests.map { RecordLine.html($0, language) }, language))
            \(fact(
                Section.investigations.title, record.serviceRequests.map { RecordLine.html($0, language) }, language))
            \(words(ConsultationText.advice, encounter.advice, language))
            \(words(ConsultationText.followUp, encounter.followUp?.words(language), language))
            </dl>
            """
    }

    private static func fact(_ title: Bilingual, _ lines: [HTML], _ language: Language) -> HTML {
        let rows: [HTML] = lines.map { "<div>\($0)</div>" }
        return "<dt>\(title[language])</dt><dd>\(rows.isEmpty ? ["\(ConsultationText.nothing[language])"] : rows)</dd>"
    }

    private static func words(_ title: Bilingual, _ text: String?, _ language: Language) -> HTML? {
        text.map { "<dt>\(title[language])</dt><dd class=\"prose\">\($0)</dd>" }
    }
}
