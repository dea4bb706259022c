import HTML
import HTTP
import Vocabulary

/// Those who fit, each of them a button that says "it is this one".
enum PatientChoiceForm {
    /// - Parameters:
    ///   - action: where `patientId` is sent.
    ///   - extra: what else every one of them sends.
    ///   - lead: what stands on each button before the person.
    static func html(
        _ found: PatientMatches, action: String, extra: HTML = .empty, lead: HTML? = nil, _ act: Act
    ) -> HTML {
        let cards: [HTML] = found.patients.map { patient in
            """
            <li><form method="post" action="\(action)" data-once>\(Form.envelope(act))\(extra)\
            <input type="hidden" name="patientId" value="\(patient.id.description)">\
            <button class="patient">\(lead)\(PatientCard.html(
                patient, relatives: found.relatives[patient.id] ?? [:], typed: found.text, act.language))</button></form></li>
            """
        }
        return "<ul class=\"patients\">\(cards)</ul>"
    }
}
