import Foundation
import HTML
import Vocabulary

/// Enough of a person to tell two apart: both names, age and sex, area, the end of the phone, the last visit; where it
/// matters most, also whose child or spouse they are.
enum PatientCard {
    /// - Parameter typed: what was looked for; it is marked where it fits.
    static func html(
        _ patient: Patient, relatives: [Relationship: RelatedPerson] = [:], typed: String = "", _ language: Language
    ) -> HTML {
        let other = patient.name(language.other)
        let facts = [
            patient.age?.words(language), patient.sex == .unknown ? nil : patient.sex.name[language], patient.area,
            patient.phone.map { language.digits("…" + $0.suffix(4)) }, patient.cardNumber,
        ].compactMap(\.self)
        return """
            <b>\(marked(patient.name(language), typed))</b>\
            \(other == patient.name(language) ? .empty
            : " <span lang=\"\(language.other.rawValue)\">\(marked(other, typed))</span>" as HTML)\
            <small>\(facts.joined(separator: " · "))\(patient.lastVisit.map { day in
                " · \(PatientText.lastVisit[language]) \(day.words(language))" as HTML
            })\(people(relatives, language).map { " · \($0)" as HTML })</small>
            """
    }

    private static func people(_ relatives: [Relationship: RelatedPerson], _ language: Language) -> [String] {
        Relationship.allCases.compactMap { relationship in
            relatives[relationship].map { relationship.name[language] + ": " + $0.name(language) }
        }
    }

    private static func marked(_ text: String, _ typed: String) -> HTML {
        let typed = typed.trimmed
        guard !typed.isEmpty, let range = text.range(of: typed, options: .caseInsensitive) else { return "\(text)" }
        return
            "\(String(text[..<range.lowerBound]))<mark>\(String(text[range]))</mark>\(String(text[range.upperBound...]))"
    }
}
