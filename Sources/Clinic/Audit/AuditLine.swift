import HTML
import Vocabulary

/// One row of the log as a line of a table.
enum AuditLine {
    static func head(hasPatient: Bool, _ language: Language) -> HTML {
        let columns = [AuditText.when, AuditText.who, AuditText.what] + (hasPatient ? [AuditText.whom] : [])
        let cells: [HTML] = (columns + [AuditText.whence]).map { "<th scope=\"col\">\($0[language])</th>" }
        return "<thead><tr>\(cells)</tr></thead>"
    }

    static func html(
        _ record: AuditRecord, _ changes: [AuditChange], hasPatient: Bool, _ language: Language
    ) -> HTML {
        """
        <tr\(record.outcome == .refused ? " class=\"refused\"" as HTML : .empty)>\
        <td>\(AuditText.moment(record.recorded, language))</td><td>\(who(record, language))</td>\
        <td>\(what(record, language))\(changes.map { change($0, language) })</td>\
        \(hasPatient ? "<td>\(whom(record, language))</td>" as HTML : .empty)\
        <td>\([record.deviceName, record.address].compactMap(\.self).joined(separator: " · "))</td></tr>
        """
    }

    private static func who(_ record: AuditRecord, _ language: Language) -> HTML {
        if let name = record.agentName { return "<b>\(name[language])</b>" }
        switch record.agent {
        case .program: return "\(AuditText.program[language])\(record.purpose.map { "<small>\($0)</small>" as HTML })"
        case .nobody where record.route == AuditLog.outside: return "\(AuditText.outside[language])"
        case .nobody: return "\(AuditText.nobody[language])"
        case .staff, .device, .client: return "\(AuditText.someone[language])"
        }
    }

    private static func what(_ record: AuditRecord, _ language: Language) -> HTML {
        let whom = AuditText.name(record.entity) ?? (record.shown == nil ? nil : AuditText.found)
        let words = [AuditText.name(record.action), whom].compactMap { $0?[language] }
        let notes: [String?] = [
            record.outcome == .refused ? AuditText.refused[language] : nil,
            record.shown.map { AuditText.shown($0)[language] },
            record.agent == .program ? nil : record.purpose.map { "\(AuditText.why[language]): \($0)" },
        ]
        let note = notes.compactMap(\.self).joined(separator: " · ")
        return """
            \(words.joined(separator: language == .english ? " " : ": "))\
            \(note.isEmpty ? .empty : " · <b>\(note)</b>" as HTML)<small><code>\(record.route)</code></small>
            """
    }

    private static func whom(_ record: AuditRecord, _ language: Language) -> HTML? {
        guard let patient = record.patient else { return nil }
        let name = record.patientName?[language] ?? AuditText.someone[language]
        return "<a href=\"/audit/patients/\(patient.description)\">\(name)</a>"
    }

    private static func change(_ change: AuditChange, _ language: Language) -> HTML {
        let parts: [HTML] = [(AuditText.before, change.before), (AuditText.after, change.after)].compactMap {
            label, text in text.map { "\(label[language]) <code>\($0)</code> " }
        }
        return "<small>\(change.entity): \(parts)</small>"
    }
}
