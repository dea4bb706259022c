import GRDB
import HTML
import HTTP
import Vocabulary

/// The manager's look into the log. Looking is recorded as well.
enum AuditPages {
    static func register(_ routes: inout Routes) {
        routes.report("/audit", by: AuditRoutes.callers, about: .audit, "Who did and saw what") {
            (asked: AuditFilter, act, db) in try page(asked, act, db)
        }
    }

    private static func page(_ filter: AuditFilter, _ act: Act, _ db: Database) throws -> Page {
        let found = try AuditPage(filter, act, db)
        let patient = try filter.patient.map { try Patients.find($0, act, db) }
        let language = act.language
        return Page(
            AuditText.title, scripts: ["keys.js"], styles: ["audit.css"],
            """
            <div class="station station-wide audit"><h1>\(AuditText.title[language])</h1>
            \(form(filter, patient, try StaffRegister.everybody(db), act))
            \(found.records.isEmpty ? "<p class=\"empty\">\(AuditText.nothing[language])</p>" as HTML
            : table(found, language))
            \(ways(filter, found, language))</div>
            """)
    }

    private static func table(_ page: AuditPage, _ language: Language) -> HTML {
        """
        <section class="panel"><table class="figures">\(AuditLine.head(hasPatient: true, language))
        <tbody>\(page.records.map { record in
            AuditLine.html(record, page.changes[record.sequence] ?? [], hasPatient: true, language)
        })</tbody></table></section>
        """
    }

    private static func form(_ filter: AuditFilter, _ patient: Patient?, _ staff: [Staff], _ act: Act) -> HTML {
        let (language, state) = (act.language, FormState.fresh)
        let people = [(value: "", text: AuditText.everybody)] + staff.map { (value: $0.id.description, text: $0.name) }
        let actions =
            [(value: "", text: AuditText.everything)]
            + AuditAction.allCases.map { (value: $0.rawValue, text: AuditText.name($0)) }
        return """
            <form class="panel audit-filter" method="get" action="/audit">
            \(day("from", AuditText.from, filter.from ?? filter.to ?? act.day, language))
            \(day("to", AuditText.to, filter.to ?? act.day, language))
            \(Form.select("person", AuditText.person, people, selected: filter.person?.description ?? "", state, language))
            \(Form.select("action", AuditText.action, actions, selected: filter.action?.rawValue ?? "", state, language))
            <div class="field"><label for="route">\(AuditText.route[language])</label>\
            <p class="hint" id="route-hint">\(AuditText.routeHint[language])</p>\
            <input id="route" name="route" maxlength="100" autocomplete="off" aria-describedby="route-hint" \
            value="\(filter.route ?? "")"></div>
            \(patient.map { only($0, filter, language) })
            <div class="field"><button class="primary">\(AuditText.show[language])</button></div></form>
            """
    }

    private static func day(_ name: String, _ label: Bilingual, _ day: Day, _ language: Language) -> HTML {
        """
        <div class="field"><label for="\(name)">\(label[language])</label>\
        <input id="\(name)" name="\(name)" type="date" autocomplete="off" value="\(day.description)"></div>
        """
    }

    private static func only(_ patient: Patient, _ filter: AuditFilter, _ language: Language) -> HTML {
        """
        <div class="field"><p>\(AuditText.onlyPatient[language]): <b>\(patient.name(language))</b> · \
        <a href="/audit\(filter.with { ($0.patient, $0.before) = (nil, nil) }.query)">\
        \(AuditText.allPatients[language])</a></p>\
        <input type="hidden" name="patient" value="\(patient.id.description)"></div>
        """
    }

    private static func ways(_ filter: AuditFilter, _ page: AuditPage, _ language: Language) -> HTML {
        let first = filter.with { $0.before = nil }.query
        let older: HTML? = page.next.map { next in
            "<a class=\"button primary\" href=\"/audit\(filter.with { $0.before = next }.query)\">\(AuditText.older[language])</a>"
        }
        let newest: HTML? = filter.before.map { _ in
            "<a class=\"button\" href=\"/audit\(first)\">\(AuditText.newest[language])</a>"
        }
        return """
            <div class="act"><a class="button" href="/api/audit/events.csv\(first)" download>\
            \(AuditText.asTable[language])</a>\(newest)\(older)</div>
            """
    }
}
