import GRDB
import HTML
import HTTP
import Vocabulary

/// The register as a list, and adding somebody to it.
enum StaffPages {
    static func register(_ routes: inout Routes) {
        routes.query("/staff", by: StaffRoutes.readers, "The staff") { (_: NoInput, act, db) in
            page(try StaffRecords.all(act, db), act)
        }
        routes.query("/staff/new", by: StaffRoutes.keepers, "Add somebody to the staff") { (_: NoInput, act, _) in
            addition(FormState(typed: ["activeFrom": act.day.description], problem: nil), act)
        }
        routes.form("/staff", by: StaffRoutes.keepers, "Add somebody to the staff") { state, act, _ in
            addition(state, act)
        } _: { (asked: StaffAdditionAnswer, act, db) in
            SeeOther("/staff/\(try StaffRecords.add(asked.addition, act, db).staff.id)?saved=1")
        }
    }

    private static func page(_ members: [StaffMember], _ act: Act) -> Page {
        let language = act.language
        let here = members.filter { $0.isActive(on: act.day) }
        let onDuty = here.filter { $0.isOnDuty(at: act.at) }
        return Page(
            StaffText.title, scripts: ["keys.js"], styles: ["staff.css"],
            """
            <div class="station staff">
            <div class="staff-head"><h1>\(StaffText.title[language])</h1>\(actions(act))</div>
            \(locked(here.filter { $0.lockedAt != nil }, language))
            <section class="panel"><h2>\(StaffText.onDutyNow[language])</h2>
            \(onDuty.isEmpty ? empty(StaffText.nobodyOnDuty, language) : list(onDuty, act))</section>
            <section class="panel"><h2>\(StaffText.everybody[language]) (\(language.digits(here.count)))</h2>
            \(here.isEmpty ? empty(StaffText.nobodyYet, language) : list(here, act))</section>
            \(gone(members.filter { !$0.isActive(on: act.day) }, act))
            </div>
            """)
    }

    private static func actions(_ act: Act) -> HTML {
        guard StaffRoutes.keepers.admits(act.actor) else { return .empty }
        let language = act.language
        return """
            <p class="staff-actions"><a class="button" href="/api/staff/export.csv" download>\(StaffText.export[language])</a>
            <a class="button" href="/staff/import">\(StaffText.importTable[language])</a>
            <a class="button primary" href="/staff/new">\(StaffText.add[language])</a></p>
            """
    }

    private static func locked(_ members: [StaffMember], _ language: Language) -> HTML {
        guard !members.isEmpty else { return .empty }
        let links: [HTML] = members.map {
            "<li><a href=\"/staff/\($0.staff.id.description)\">\($0.staff.name[language])</a></li>"
        }
        return """
            <section class="notice" role="status"><p>\(StaffText.lockedPeople[language])</p><ul>\(links)</ul></section>
            """
    }

    private static func gone(_ members: [StaffMember], _ act: Act) -> HTML {
        guard !members.isEmpty else { return .empty }
        return """
            <details class="panel"><summary>\(StaffText.notHere[act.language]) (\(act.language.digits(members.count)))</summary>
            \(list(members, act))</details>
            """
    }

    private static func list(_ members: [StaffMember], _ act: Act) -> HTML {
        "<ul class=\"staff-list\">\(members.map { StaffRow.html($0, act) })</ul>"
    }

    private static func empty(_ text: Bilingual, _ language: Language) -> HTML {
        "<p class=\"empty\">\(text[language])</p>"
    }

    private static func addition(_ state: FormState, _ act: Act) -> Page {
        let language = act.language
        return Page(
            StaffText.add, scripts: ["keys.js", "forms.js"], styles: ["staff.css"], address: "/staff/new",
            """
            <div class="station staff"><h1>\(StaffText.add[language])</h1>
            \(Form.summary(state, language))
            <form method="post" action="/staff" data-once>\(Form.envelope(act))
            <section class="panel">\(StaffForm.userName.html(state, language))
            \(StaffForm.details(state, act))</section>
            <div class="act"><a class="button" href="/staff" data-back>\(StaffText.backToList[language])</a>
            <button class="primary">\(StaffText.add[language])</button></div></form></div>
            """)
    }
}

/// What the form posts.
struct StaffAdditionAnswer: Input {
    let addition: StaffAddition

    init?(_ fields: inout Fields) {
        guard let addition = StaffAddition(&fields, fromForm: true) else { return nil }
        self.addition = addition
    }
}
