import HTML
import HTTP
import Vocabulary

/// The right half of the desk: service tiles, who it is if known, priority, and the one large button.
enum NewTokenForm {
    static func html(_ chosen: Patient?, _ state: FormState, _ act: Act) -> HTML {
        let language = act.language
        let services = act.site.configuration.services.map { (value: $0.code, text: $0.name) }
        let pictures = act.site.assets.url("services.svg")
        let priorities = Priority.allCases.reversed().map { (value: $0.rawValue, text: $0.name) }
        return """
            <form class="new-token" method="post" action="/reception/tokens" data-once>
            \(Form.envelope(act))
            \(Form.summary(state, language))
            <h1>\(ReceptionText.newToken[language])</h1>
            \(chosen.map { known($0, language) })
            \(Form.choice(
                "service", ReceptionText.service, services, selected: services[0].value, pictures: pictures, state,
                language))
            \(Form.choice("priority", ReceptionText.priority, priorities, selected: "ordinary", state, language))
            \(chosen == nil ? identity(state, language) : .empty)
            \(Form.Field("complaint", ReceptionText.complaint).html(state, language))
            <div class="act"><button class="primary" accesskey="i">\(ReceptionText.issue[language])</button></div>
            </form>
            """
    }

    private static func known(_ patient: Patient, _ language: Language) -> HTML {
        """
        <div class="chosen"><input type="hidden" name="patientId" value="\(patient.id.description)">
        <p>\(ReceptionText.forPatient[language])</p><div class="patient">\(PatientCard.html(patient, language))</div>
        <a href="/reception" data-back>\(ReceptionText.someoneElse[language])</a></div>
        """
    }

    /// The fields of somebody new; also where a token that has no name yet gets one.
    static func identity(_ state: FormState, _ language: Language) -> HTML {
        let sexes = Sex.allCases.map { (value: $0.rawValue, text: $0.name) }
        let units = Age.Unit.allCases.map { (value: $0.rawValue, text: $0.name) }
        return """
            <fieldset class="identity"><legend>\(ReceptionText.identity[language])</legend>
            \(name.html(state, language))
            \(Form.choice("sex", PatientText.sex, sexes, selected: "unknown", state, language))
            <div class="side-by-side">\(age.html(state, language))
            \(Form.choice("ageUnit", PatientText.ageUnit, units, selected: "years", state, language))</div>
            <div class="side-by-side">\(phone.html(state, language))\(birthDate.html(state, language))</div>
            </fieldset>
            """
    }

    private static let name = Form.Field("name", PatientText.name).with { $0.hint = PatientText.nameHint }
    private static let age = Form.Field("age", PatientText.age).with { $0.inputMode = "numeric" }
    private static let phone = Form.Field("phone", PatientText.phone).with {
        $0.inputMode = "tel"
    }
    private static let birthDate = Form.Field("birthDate", PatientText.birthDate).with { $0.type = "date" }
}
