import HTML
import Vocabulary

/// The left of the page: what was measured today, what was decided before, what the tests said.
enum KnownCard {
    static func html(_ measured: [Measurement], _ summary: PatientSummary?, _ act: Act) -> HTML {
        """
        <section class="known" aria-label="\(ConsultationText.known[act.language])">
        \(Self.measured(measured, act))
        \(summary.map { "\(past($0.encounters, act))\(tests($0.tests, act))" as HTML })
        </section>
        """
    }

    private static func measured(_ values: [Measurement], _ act: Act) -> HTML {
        let language = act.language
        let rows: [HTML] = Vitals.lines(values, act.site.catalogue).map { line in
            """
            <dt>\(line.name[language])</dt><dd><b>\(language.digits(line.value))</b> \(line.unit[language]) \
            \(line.band.map { chip($0, language) })</dd>
            """
        }
        return panel(
            ConsultationText.measured, rows.isEmpty ? nil : "<dl class=\"facts\">\(rows)</dl>",
            ConsultationText.notMeasured, language)
    }

    private static func chip(_ band: VitalThreshold, _ language: Language) -> HTML {
        "<span class=\"colour colour-\(band.colour.rawValue)\">\(band.label[language])</span>"
    }

    private static func past(_ records: [EncounterRecord], _ act: Act) -> HTML {
        let rows: [HTML] = records.enumerated().map { index, record in past(record, isOpen: index == 0, act) }
        return panel(
            ConsultationText.past, rows.isEmpty ? nil : "\(rows)", ConsultationText.noPast, act.language)
    }

    private static func past(_ record: EncounterRecord, isOpen: Bool, _ act: Act) -> HTML {
        let language = act.language
        let words = (record.conditions.map(\.name) + record.complaints.map(\.name)).prefix(3).map { $0[language] }
        let lines: [HTML] = record.medicationRequests.map { "<li>\(RecordLine.html($0, language))</li>" }
        return """
            <details class="past"\(HTML.flag("open", isOpen))>\
            <summary>\(Day(record.encounter.startedAt).words(language)) <b>\(words.joined(separator: ", "))</b></summary>
            <small>\(record.practitioner.name[language])</small>
            \(record.encounter.examination.map { "<p>\($0)</p>" as HTML })
            <ol class="plain">\(lines)</ol>
            <a href="/consultation/encounters/\(record.encounter.id.description)/prescription?again=1">\
            \(ConsultationText.prescription[language])</a></details>
            """
    }

    private static func tests(_ tests: [RequestedTest], _ act: Act) -> HTML {
        let language = act.language
        let rows: [HTML] = tests.map { test in
            """
            <dt>\(test.request.name[language])<small>\(Day(test.request.requestedAt).words(language))</small></dt>\
            <dd>\(test.results.isEmpty ? "<span class=\"hint\">\(ConsultationText.waitsForResult[language])</span>" as HTML
            : "\(test.results.map { result($0, of: test.request.code, act) })")</dd>
            """
        }
        return panel(
            ConsultationText.results, rows.isEmpty ? nil : "<dl class=\"facts facts-tests\">\(rows)</dl>",
            ConsultationText.noResults, language)
    }

    private static func result(_ result: OrderResult, of code: String, _ act: Act) -> HTML {
        let language = act.language
        let component = act.site.catalogue.components[code].first { $0.code == result.component }
        return """
            <div>\(result.name[language]): <b>\(ResultRow.words(result.finding, component, language))</b>\
            \(ResultRow.flag(result.finding.interpretation, language))\
            \(result.verifiedAt == nil ? " <small>\(OrderText.notVerified[language])</small>" as HTML : .empty)</div>
            """
    }

    private static func panel(_ title: Bilingual, _ body: HTML?, _ empty: Bilingual, _ language: Language) -> HTML {
        """
        <section class="panel"><h2>\(title[language])</h2>\
        \(body ?? "<p class=\"none\">\(empty[language])</p>" as HTML)</section>
        """
    }
}
