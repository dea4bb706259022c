import GRDB
import HTML
import HTTP
import Vocabulary

/// The page of the setup link.
enum SetupPages {
    static func register(_ routes: inout Routes) {
        routes.query("/setup/:token", by: .anyone, "Set the clinic up") { (asked: SetupQuery, act, db) in
            try SetupLink.check(asked.token, act, db)
            return page(FormState(typed: ["token": asked.token], problem: nil), act)
        }
        routes.provenCommand(
            "/setup/:token", by: .anyone, "Make the first administrator", again: { state, act, _ in page(state, act) },
            prove: SetupLink.prepare
        ) { prepared, act, db in
            try SetupLink.make(prepared, act, db)
            return SeeOther("/sign-in")
        }
    }

    private static func page(_ state: FormState, _ act: Act) -> Page {
        let language = act.language
        let blank = FormState(typed: [:], problem: state.problem)
        let path = "/setup/" + state.value("token").percentEncodedForQuery
        return Page(
            StaffText.setup, frame: .plain, scripts: ["secrets.js"], styles: ["staff.css"], address: path,
            """
            <div class="station staff"><h1>\(StaffText.setup[language])</h1>\(Form.summary(state, language))
            <section class="panel"><p>\(StaffText.setupHint[language])</p>
            <form method="post" action="\(path)">\(Form.envelope(act))
            \([name, nameBangla, StaffForm.userName].map { $0.html(state, language) })
            \([password, again].map { $0.html(blank, language) })
            <button class="primary">\(StaffText.makeAdministrator[language])</button></form></section></div>
            """)
    }

    private static let name = Form.Field("name", StaffText.nameEnglish).with { $0.isOptional = false }
    private static let nameBangla = Form.Field("nameBangla", StaffText.nameBangla).with { $0.isOptional = false }
    private static let password = Form.Field("password", StaffText.password).with {
        $0.type = "password"
        $0.autocomplete = "new-password"
        $0.isOptional = false
    }
    private static let again = Form.Field("again", StaffText.secretAgain).with {
        $0.type = "password"
        $0.autocomplete = "new-password"
        $0.isOptional = false
    }
}
