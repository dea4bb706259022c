import HTML
import Vocabulary

/// Whom a station has before it: the number of the day, who it is, what they came for. On top of every station's page.
enum VisitCard {
    static func html(_ token: Token, _ act: Act) -> HTML {
        let language = act.language
        let service = act.site.configuration.service(token.service)?.name[language] ?? token.service
        let priority: HTML? =
            token.priority == .ordinary
            ? nil : "<span class=\"badge badge-\(token.priority.rawValue)\">\(token.priority.name[language])</span>"
        return """
            <section class="visit-card" data-visit="\(token.visit.description)">
            <p class="visit-number">\(language.digits(token.serial))</p>
            <div><p class="visit-who">\(token.patient.map { PatientCard.html($0, language) } ?? nobody(language))</p>
            <p class="visit-what">\(service)\(token.shown(to: act).complaint.map { " · \($0)" as HTML }) \(priority)</p></div>
            </section>
            """
    }

    private static func nobody(_ language: Language) -> HTML {
        "<b>\(StationText.noName[language])</b>"
    }
}
