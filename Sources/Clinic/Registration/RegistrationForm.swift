import HTML
import HTTP
import Vocabulary

/// Who it is, in short sections. Only a name and the sex are needed; the rest may come later.
enum RegistrationForm {
    static func html(_ parts: RegistrationParts, _ act: Act) -> HTML {
        let (state, language) = (parts.state, act.language)
        return """
            <form class="register" method="post" action="\(parts.base)" data-once>\(Form.envelope(act))\(seen(state))
            <button class="enter" name="complete" value="true" tabindex="-1" aria-hidden="true">\
            \(StationText.saveAndSend[language])</button>
            \(savedMeanwhile(state, act))
            \(section(RegistrationText.who, who(state.form, language), language))
            \(section(RegistrationText.birth, birth(state.form, language), language))
            \(section(RegistrationText.address, AddressForm.html(parts, language), language))
            \(section(RegistrationText.family, family(state.form, language), language))
            \(section(RegistrationText.numbers, numbers(state.form, language), language))
            <div class="act"><a class="button" data-back href="\(parts.board)">\(StationText.toLine[language])</a>\
            <button name="complete" value="false">\(StationText.saveOnly[language])</button>\
            <button class="primary" name="complete" value="true">\(StationText.saveAndSend[language])</button></div>
            </form>
            """
    }

    /// Which state of the patient this page shows. Never what an older page said: saving again is then knowing better.
    private static func seen(_ state: RegistrationState) -> HTML? {
        state.record.map {
            """
            <input type="hidden" name="patientId" value="\($0.patient.id.description)">\
            <input type="hidden" name="version" value="\($0.version)">
            """
        }
    }

    private static func section(_ title: Bilingual, _ fields: HTML, _ language: Language) -> HTML {
        "<section class=\"panel\"><h2>\(title[language])</h2>\(fields)</section>"
    }

    private static func who(_ form: FormState, _ language: Language) -> HTML {
        let sexes = Sex.allCases.map { (value: $0.rawValue, text: $0.name) }
        return """
            <div class="side-by-side">\(name.html(form, language))\(secondName.html(form, language))</div>
            \(Form.choice("sex", PatientText.sex, sexes, selected: "", form, language))
            """
    }

    private static func birth(_ form: FormState, _ language: Language) -> HTML {
        let units = Age.Unit.allCases.map { (value: $0.rawValue, text: $0.name) }
        return """
            <div class="side-by-side">\(age.html(form, language))\
            \(Form.choice("ageUnit", PatientText.ageUnit, units, selected: "years", form, language))</div>
            <div class="side-by-side">\(birthDate.html(form, language))\(phone.html(form, language))</div>
            """
    }

    private static func family(_ form: FormState, _ language: Language) -> HTML {
        let fields = Relationship.allCases.map { Form.Field($0.field, $0.name).html(form, language) }
        return "<div class=\"three\">\(fields)</div>"
    }

    private static func numbers(_ form: FormState, _ language: Language) -> HTML {
        "<div class=\"three\">\([nationalID, birthRegistrationNumber, healthID].map { $0.html(form, language) })</div>"
    }

    private static let name = Form.Field("name", PatientText.name).with {
        $0.hint = PatientText.nameHint
        $0.isOptional = false
    }
    private static let secondName = Form.Field("secondName", RegistrationText.secondName)
    private static let age = Form.Field("age", PatientText.age).with {
        $0.hint = RegistrationText.birthHint
        $0.inputMode = "numeric"
    }
    private static let birthDate = Form.Field("birthDate", PatientText.birthDate).with { $0.type = "date" }
    private static let phone = Form.Field("phone", PatientText.phone).with { $0.inputMode = "tel" }
    private static let nationalID = Form.Field("nationalId", RegistrationText.nationalID).with {
        $0.hint = RegistrationText.nationalIDHint
        $0.inputMode = "numeric"
    }
    private static let birthRegistrationNumber = Form.Field(
        "birthRegistrationNumber", RegistrationText.birthRegistrationNumber
    ).with {
        $0.hint = RegistrationText.birthRegistrationHint
        $0.inputMode = "numeric"
    }
    private static let healthID = Form.Field("healthId", RegistrationText.healthID).with {
        $0.hint = RegistrationText.healthIDHint
        $0.inputMode = "numeric"
    }
}

extension RegistrationForm {
    /// What the other desk saved, where it is not what was typed here.
    private static func savedMeanwhile(_ state: RegistrationState, _ act: Act) -> HTML? {
        let differences = state.savedMeanwhile
        guard !differences.isEmpty else { return nil }
        let language = act.language
        let facts: [HTML] = differences.map { name, value in
            "<dt>\((labels[name] ?? PatientText.name)[language])</dt><dd>\(words(name, value, act))</dd>"
        }
        return """
            <section class="notice"><p>\(RegistrationText.savedMeanwhile[language])</p><dl class="facts">\(facts)</dl></section>
            """
    }

    private static func words(_ name: String, _ value: String, _ act: Act) -> String {
        let language = act.language
        switch name {
        case _ where value.isEmpty: return RegistrationText.nothing[language]
        case "sex": return Sex(rawValue: value)?.name[language] ?? value
        case "upazila": return Geocode(value).flatMap { act.site.catalogue.geography[$0] }?.words[language] ?? value
        case "birthDate": return Day(value)?.words(language) ?? value
        default: return language.digits(value)
        }
    }

    private static let labels: [String: Bilingual] = [
        "secondName": RegistrationText.secondName, "sex": PatientText.sex,
        "birthDate": PatientText.birthDate, "age": PatientText.age, "phone": PatientText.phone,
        "nationalId": RegistrationText.nationalID,
        "birthRegistrationNumber": RegistrationText.birthRegistrationNumber, "healthId": RegistrationText.healthID,
        "fatherName": Relationship.father.name, "motherName": Relationship.mother.name,
        "spouseName": Relationship.spouse.name, "upazila": RegistrationText.place,
        "addressLine": RegistrationText.addressLine,
    ]
}
