import GRDB
import HTML
import HTTP
import Vocabulary

/// Bringing a table in: choose it, look at what it would do, do it.
enum StaffImportPages {
    static func register(_ routes: inout Routes) {
        let keepers = StaffRoutes.keepers
        routes.query("/staff/import", by: keepers, "Bring in a table of the staff") { (_: NoInput, act, _) in
            choice(nil, act)
        }
        routes.search("/staff/import", by: keepers, "See what a table would do") { (asked: TableUpload, act, db) in
            let text = try asked.text()
            do { return preview(try StaffImport.preview(text, act, db), text, act) } catch let problem as Problem {
                return choice(problem, act)
            }
        }
        routes.form("/staff/import/done", by: keepers, "Bring the table in") { state, act, _ in
            choice(state.problem, act)
        } _: { (asked: TableRequest, act, db) in
            _ = try StaffImport.run(asked.csv, act, db)
            return SeeOther("/staff")
        }
    }

    private static func choice(_ problem: Problem?, _ act: Act) -> Page {
        let language = act.language
        let state = FormState(typed: [:], problem: problem)
        return Page(
            StaffText.importTable, scripts: ["keys.js"], styles: ["staff.css"],
            status: problem?.kind.status ?? .ok, address: "/staff/import",
            """
            <div class="station staff"><h1>\(StaffText.importTable[language])</h1>\(Form.summary(state, language))
            <section class="panel"><p>\(StaffText.importHint[language])</p><p><code>\(StaffTable.columns.joined(separator: ", "))</code></p>
            <form method="post" action="/staff/import" enctype="multipart/form-data">\(Form.envelope(act))
            <div class="staff-row" id="csv"><input type="file" name="table" accept=".csv,text/csv" \
            aria-label="\(StaffText.importTable[language])" required><button>\(StaffText.seeFirst[language])</button></div></form></section>
            <div class="act"><a class="button" href="/staff" data-back>\(StaffText.backToList[language])</a></div></div>
            """)
    }

    private static func preview(_ effects: [StaffImport.Effect], _ text: String, _ act: Act) -> Page {
        let language = act.language
        let isNothing = effects.allSatisfy { $0.kind == .unchanged }
        return Page(
            StaffText.importTable, scripts: ["keys.js", "forms.js"], styles: ["staff.css"], address: "/staff/import",
            """
            <div class="station staff"><h1>\(StaffText.importTable[language])</h1>
            <section class="panel"><h2>\(StaffText.wouldDo[language])</h2>
            <ol class="rows">\(effects.filter { $0.kind != .unchanged }.map { row($0, language) })</ol>
            \(isNothing ? "<p class=\"empty\">\(StaffText.nothingDiffers[language])</p>" as HTML : .empty)</section>
            <form method="post" action="/staff/import/done" data-once>\(Form.envelope(act))
            <textarea name="csv" hidden autocomplete="off">\(text)</textarea>
            <div class="act"><a class="button" href="/staff/import" data-back>\(StaffText.another[language])</a>
            \(isNothing ? .empty : "<button class=\"primary\">\(StaffText.doImport[language])</button>")</div></form></div>
            """)
    }

    private static func row(_ effect: StaffImport.Effect, _ language: Language) -> HTML {
        let name = effect.line.details.name[language]
        let what = effect.kind == .added ? StaffText.added[language] : effect.columns.joined(separator: ", ")
        return """
            <li><span><b>\(name)</b><small>\(effect.line.userName) · \(StaffText.line(effect.line.number)[language])</small></span>\
            <span>\(what)</span></li>
            """
    }
}

/// A table as a file.
struct TableUpload: Input {
    let file: Upload

    init?(_ fields: inout Fields) {
        let rule = UploadRule([.csv, Self.spreadsheet, .text], largest: 256 * 1024)
        guard let file = fields.required("table", rule) else { return nil }
        self.file = file
    }

    /// - Throws: 422 for what is not UTF-8.
    func text() throws -> String {
        guard let text = String(validating: try file.content.bytes(), as: UTF8.self) else {
            throw Problem.invalid([
                Problem.Field("csv", Bilingual("Save the table as CSV in UTF-8", "তালিকাটি UTF-8 CSV হিসেবে সংরক্ষণ করুন"))
            ])
        }
        return text
    }

    /// What Windows calls a file of this kind.
    private static let spreadsheet = ContentType("application/vnd.ms-excel", isCompressible: true)
}
