import HTML
import Vocabulary

/// Enough of a person to tell two apart: both names, age and sex, area, the end of the phone, the last visit.
enum PatientCard {
    static func html(_ patient: Patient, _ language: Language) -> HTML {
        let other = patient.name(language.other)
        let facts = [
            patient.age?.words(language), patient.sex == .unknown ? nil : patient.sex.name[language], patient.area,
            patient.phone.map { language.digits("…" + $0.suffix(4)) }, patient.cardNumber,
        ].compactMap(\.self)
        return """
            <b>\(patient.name(language))</b>\
            \(other == patient.name(language) ? .empty : " <span lang=\"\(language.other.rawValue)\">\(other)</span>" as HTML)\
            <small>\(facts.joined(separator: " · "))\(patient.lastVisit.map { day in
                " · \(PatientText.lastVisit[language]) \(day.words(language))" as HTML
            })</small>
            """
    }
}

enum PatientText {
    static let lastVisit = Bilingual("last visit", "শেষ সাক্ষাৎ")
}
