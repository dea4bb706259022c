import HTML
import HTTP
import Vocabulary

/// What a search in a section found: each match is a button that puts it in.
enum MatchesForm {
    private struct Match {
        let code: String
        let name: String
        let detail: String
    }

    static func html(_ finding: CatalogueSearch, _ encounter: ID<Encounter>, _ act: Act) -> HTML {
        let matches = matches(finding, act)
        let rows: [HTML] = matches.map { match in
            """
            <li><button class="match" name="\(fieldName(finding.section))" value="\(match.code)">\
            <b>\(match.name)</b><small>\(match.detail)</small></button></li>
            """
        }
        return """
            <form class="matches" method="post" action="\(action(finding.section, encounter))" data-line>\
            <button hidden disabled></button>\(Form.envelope(act))
            \(extras(finding, act))
            \(matches.isEmpty ? "<p class=\"empty\">\(ConsultationText.nothingFound[act.language])</p>" as HTML
            : "<ul class=\"match-list\">\(rows)</ul>")
            \(ownWords(finding, act))
            </form>
            """
    }

    /// A medicine is chosen first, and its dose then.
    private static func action(_ section: Section, _ encounter: ID<Encounter>) -> String {
        "/consultation/encounters/\(encounter)/" + (section == .medicines ? "search" : section.path)
    }

    private static func fieldName(_ section: Section) -> String { section == .medicines ? "medicine" : "code" }

    private static func extras(_ finding: CatalogueSearch, _ act: Act) -> HTML {
        let language = act.language
        switch finding.section {
        case .complaints:
            return box("complaint-days", "days", ConsultationText.sinceDays, "numeric", language)
        case .diagnoses:
            let choices = Condition.Verification.allCases.map { (value: $0.rawValue, text: $0.name) }
            let kind = Form.choice(
                "verification", ConsultationText.verification, choices, selected: "provisional", .fresh, language)
            return """
                \(kind)<label class="tick"><input type="checkbox" name="confidential" value="true">\
                <span>\(AccessText.keepConfidential[language])</span></label>
                """
        case .medicines:
            return """
                <input type="hidden" name="section" value="medicines"><input type="hidden" name="q" value="\(finding.text)">
                """
        case .investigations:
            return box("test-note", "note", ConsultationText.testNote, "text", language)
        }
    }

    private static func box(
        _ id: String, _ name: String, _ label: Bilingual, _ mode: String, _ language: Language
    ) -> HTML {
        """
        <div class="field field-beside"><label for="\(id)">\(label[language]) \
        <span class="optional">\(AppText.optional[language])</span></label>\
        <input id="\(id)" name="\(name)" inputmode="\(mode)" autocomplete="off"></div>
        """
    }

    private static func ownWords(_ finding: CatalogueSearch, _ act: Act) -> HTML? {
        guard finding.section == .complaints, !finding.text.isEmpty else { return nil }
        return """
            <button class="own-words" name="text" value="\(finding.text)">“\(finding.text)” · \
            \(ConsultationText.ownWords[act.language])</button>
            """
    }

    private static func matches(_ finding: CatalogueSearch, _ act: Act) -> [Match] {
        let (catalogue, language) = (act.site.catalogue, act.language)
        switch finding.section {
        case .complaints:
            return catalogue.complaints.search(finding.text).map {
                Match(code: $0.code, name: $0.name[language], detail: $0.name[language.other])
            }
        case .diagnoses:
            return catalogue.diagnoses.search(finding.text).map {
                Match(
                    code: $0.code, name: $0.name[language],
                    detail: "\($0.name[language.other]) · ICD-11\u{a0}\($0.icd11) · ICD-10\u{a0}\($0.icd10)")
            }
        case .medicines:
            return catalogue.medicines.search(finding.text).map {
                Match(
                    code: $0.code, name: "\($0.generic.english) \($0.strength)",
                    detail: "\($0.form) · \($0.generic.bangla)")
            }
        case .investigations:
            return catalogue.investigations.search(finding.text).map {
                Match(code: $0.code, name: $0.name[language], detail: $0.name[language.other])
            }
        }
    }
}
