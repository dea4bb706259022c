import GRDB
import HTML
import HTTP
import Vocabulary

/// The way to a record that is not somebody's to read, and what the manager sees of those who went it.
enum BreakGlassPages {
    static func register(_ routes: inout Routes) {
        routes.query("/break-glass/:patient", by: BreakGlassRoutes.callers, "Say why a record must be opened") {
            (asked: RecordAsked, act, db) in
            try page(asked.patient, FormState(typed: ["next": asked.next], problem: nil), act, db)
        }
        routes.form("/break-glass/:patient", by: BreakGlassRoutes.callers, "Open a record", again: again) {
            (asked: BreakGlassRequest, act, db) in
            _ = try BreakGlass.open(asked, act, db)
            return SeeOther(asked.next)
        }
        routes.query("/break-glass", by: .holding(.readAudit), about: .list, "Records that were opened with a reason") {
            (_: NoInput, act, db) in list(try BreakGlass.latest(db), act)
        }
    }

    private static func again(_ state: FormState, _ act: Act, _ db: Database) throws -> Page {
        guard let patient = ID<Patient>(state.value("patient")) else { throw state.problem ?? .notFound }
        return try page(patient, state, act, db)
    }

    private static func page(
        _ patient: ID<Patient>, _ state: FormState, _ act: Act, _ db: Database
    ) throws -> Page {
        let language = act.language
        let person = try Patients.find(patient, act, db)
        let address = "/break-glass/\(patient)"
        return Page(
            AccessText.title, address: address,
            """
            <div class="station"><h1>\(AccessText.title[language])</h1>
            \(Form.summary(state, language))
            <section class="panel"><p class="visit-who">\(PatientCard.html(person, language))</p>
            <p>\(AccessText.explanation[language])</p>
            <form method="post" action="\(address)" data-once>\(Form.envelope(act))
            <input type="hidden" name="next" value="\(state.value("next").isEmpty ? "/" : state.value("next"))">
            \(Form.area("reason", AccessText.reason, state, language))
            <p class="choices"><button class="danger">\(AccessText.open[language])</button>
            <a class="button" href="/">\(AppText.goBack[language])</a></p></form></section></div>
            """)
    }

    private static func list(_ openings: [BreakGlass], _ act: Act) -> Page {
        let language = act.language
        let isNamed = Callers.holding(.identifyPatients).admits(act.actor)
        let rows: [HTML] = openings.map {
            """
            <tr><td>\(Day($0.at).words(language)) \(language.digits($0.at.wallClock))</td><td>\($0.staff[language])</td>
            <td>\(isNamed ? "\($0.patientName[language])<br>" as HTML : .empty)\
            <a href="/audit/patients/\($0.patient.description)">\(AccessText.patient[language])</a></td>
            <td>\($0.reason)</td></tr>
            """
        }
        return Page(
            AccessText.openings,
            """
            <div class="station"><h1>\(AccessText.openings[language])</h1>
            \(openings.isEmpty ? "<p class=\"empty\">\(AccessText.none[language])</p>" : table(rows, language))</div>
            """)
    }

    private static func table(_ rows: [HTML], _ language: Language) -> HTML {
        """
        <section class="panel"><table class="figures"><thead><tr><th>\(AccessText.when[language])</th><th>\(AccessText.who[language])</th>
        <th>\(AccessText.whose[language])</th><th>\(AccessText.reason[language])</th></tr></thead>
        <tbody>\(rows)</tbody></table></section>
        """
    }
}

/// The record that was asked for, and the page it was asked on.
struct RecordAsked: Input {
    let patient: ID<Patient>
    let next: String

    init?(_ fields: inout Fields) {
        next = fields.optional("next", Rule.localPath) ?? "/"
        guard let patient = fields.required("patient", Rule.id(of: Patient.self)) else { return nil }
        self.patient = patient
    }
}
