import GRDB
import HTML
import HTTP
import Vocabulary

/// Who saw or changed something of one patient: on the screen, and on A4 for the patient who asks.
enum AccessHistoryPages {
    private static let rows = 1_000

    static func register(_ routes: inout Routes) {
        routes.report("/audit/patients/:patient", by: AuditRoutes.callers, "Who saw a patient's record") {
            (asked: AccessQuery, act, db) in try page(asked, act, db)
        }
        routes.report("/audit/patients/:patient/paper", by: AuditRoutes.callers, "The same on A4") {
            (asked: AccessQuery, act, db) in try paper(asked, act, db)
        }
    }

    private static func page(_ asked: AccessQuery, _ act: Act, _ db: Database) throws -> Page {
        let patient = try Patients.find(asked.patient, act, db)
        let (language, address) = (act.language, "/audit/patients/\(asked.patient)")
        let query = asked.filter.with { ($0.patient, $0.from) = (nil, asked.from) }.query
        return Page(
            AuditText.history, scripts: ["keys.js"], styles: ["audit.css"], address: address + query,
            """
            <div class="station station-wide audit"><h1>\(AuditText.history[language])</h1>
            <section class="panel"><p>\(PatientCard.html(patient, language))</p>
            <p class="hint">\(AuditText.historyHint[language])</p></section>
            \(try table(asked, act, db))
            <div class="act"><a class="button" href="/audit?patient=\(asked.patient.description)">\
            \(AuditText.inLog[language])</a>\
            <a class="button primary" href="\(address)/paper\(query)" target="_blank">\(AuditText.print[language])</a></div></div>
            """)
    }

    private static func paper(_ asked: AccessQuery, _ act: Act, _ db: Database) throws -> Page {
        let patient = try Patients.find(asked.patient, act, db)
        let language = act.language
        return Page(
            AuditText.history, frame: .paper, scripts: ["print.js"], styles: ["audit-paper.css"],
            """
            <header><b>\(act.site.configuration.clinicName[language])</b>\
            <span>\(AuditText.printedOn[language]): \(AuditText.moment(act.at, language))</span></header>
            <h1>\(AuditText.history[language])</h1>
            <p>\(PatientCard.html(patient, language))</p>
            \(try table(asked, act, db))
            """)
    }

    private static func table(_ asked: AccessQuery, _ act: Act, _ db: Database) throws -> HTML {
        let (found, language) = (try AuditPage(asked.filter, rows: rows, act, db), act.language)
        if found.records.isEmpty { return "<p class=\"empty\">\(AuditText.noHistory[language])</p>" }
        let lines = found.records.map {
            AuditLine.html($0, found.changes[$0.sequence] ?? [], hasPatient: false, language)
        }
        return """
            \(found.next == nil ? .empty : "<p class=\"notice\">\(AuditText.more(rows)[language])</p>" as HTML)
            <section class="panel"><table class="figures">\(AuditLine.head(hasPatient: false, language))\
            <tbody>\(lines)</tbody></table></section>
            """
    }
}
