import HTML
import HTTP
import Vocabulary

/// One section of the draft: what is in it, and the box to find more. Script changes it by itself, so it holds all of
/// its forms.
enum SectionForm {
    static func html(
        _ section: Section, _ record: EncounterRecord, _ finding: CatalogueSearch?, _ state: FormState, _ act: Act
    ) -> HTML {
        let language = act.language
        let rows = rows(section, record, language)
        let mine = finding.flatMap { $0.section == section ? $0 : nil }
        let refused = Section(of: state.typed) == section ? state : .fresh
        return """
            <section class="panel" id="\(section.rawValue)"><h2>\(section.title[language])</h2>
            \(Form.summary(refused, language))
            \(rows.isEmpty ? "<p class=\"none\">\(section.empty[language])</p>" as HTML : lines(rows, section, record, act))
            \(mine?.medicine.map { DoseForm.html($0, record.encounter.id, refused, act) }
                ?? search(section, mine, record.encounter.id, act))
            </section>
            """
    }

    private static func lines(
        _ rows: [(id: String, text: HTML)], _ section: Section, _ record: EncounterRecord, _ act: Act
    ) -> HTML {
        let items: [HTML] = rows.map { row in
            """
            <li><span>\(row.text)</span><button class="quiet" name="id" value="\(row.id)">\
            \(ConsultationText.remove[act.language])</button></li>
            """
        }
        return """
            <form method="post" action="/consultation/encounters/\(record.encounter.id.description)/removals" data-line>\
            \(Form.envelope(act))<\(tag(section)) class="rows">\(items)</\(tag(section))></form>
            """
    }

    /// The lines of a prescription have numbers.
    private static func tag(_ section: Section) -> HTML { section == .medicines ? "ol" : "ul" }

    private static func search(_ section: Section, _ finding: CatalogueSearch?, _ encounter: ID<Encounter>, _ act: Act)
        -> HTML
    {
        let language = act.language
        let id = "q-" + section.rawValue
        return """
            <form class="find" method="post" action="/consultation/encounters/\(encounter.description)/search" \
            data-search="\(section.rawValue)" role="search">\(Form.envelope(act))\
            <input type="hidden" name="section" value="\(section.rawValue)">\
            <label for="\(id)">\(section.label[language])</label><div class="search-row">\
            <input id="\(id)" name="q" type="search" autocomplete="off" value="\(finding?.text ?? "")">\
            <button>\(StationText.search[language])</button></div></form>
            <div id="matches-\(section.rawValue)" aria-live="polite">\
            \(finding.map { MatchesForm.html($0, encounter, act) })</div>
            """
    }

    private static func rows(
        _ section: Section, _ record: EncounterRecord, _ language: Language
    ) -> [(id: String, text: HTML)] {
        switch section {
        case .complaints: record.complaints.map { ($0.id.description, RecordLine.html($0, language)) }
        case .diagnoses: record.conditions.map { ($0.id.description, RecordLine.html($0, language)) }
        case .medicines: record.medicationRequests.map { ($0.id.description, RecordLine.html($0, language)) }
        case .investigations: record.serviceRequests.map { ($0.id.description, RecordLine.html($0, language)) }
        }
    }
}
