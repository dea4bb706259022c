import HTML
import Vocabulary

/// One line of a consultation, as it is read on a screen.
enum RecordLine {
    static func html(_ complaint: Complaint, _ language: Language) -> HTML {
        """
        <b>\(complaint.name[language])</b>\(complaint.days.map { " <span>\(ConsultationText.since($0)[language])</span>" })
        """
    }

    static func html(_ condition: Condition, _ language: Language) -> HTML {
        """
        <b>\(condition.name[language])</b> <span>\(condition.verification.name[language])</span>\
        \(condition.isConfidential ? " <span>\(AccessText.keepConfidential[language])</span>" as HTML : .empty)\
        \(condition.icd11.isEmpty ? .empty
        : "<small>ICD-11\u{a0}\(condition.icd11) · ICD-10\u{a0}\(condition.icd10)</small>" as HTML)
        """
    }

    static func html(_ line: MedicationRequest, _ language: Language) -> HTML {
        """
        <b lang="en">\(line.generic.english) \(line.strength)</b> <span lang="en">\(line.form)</span>\
        <small>\(line.instruction[language])\(line.note.map { " · \($0)" as HTML })</small>
        """
    }

    static func html(_ test: ServiceRequest, _ language: Language) -> HTML {
        "<b>\(test.name[language])</b>\(test.note.map { "<small>\($0)</small>" as HTML })"
    }
}
