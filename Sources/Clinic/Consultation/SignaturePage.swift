import GRDB
import HTML
import HTTP
import Vocabulary

/// The short step before the signature: what will be under it, once more.
enum SignaturePage {
    static func again(_ state: FormState, _ act: Act, _ db: Database) throws -> Page {
        guard let id = ID<Encounter>(state.value("encounter")) else { throw state.problem ?? .noSuchEncounter }
        return try page(id, state, act, db)
    }

    static func page(_ id: ID<Encounter>, _ state: FormState, _ act: Act, _ db: Database) throws -> Page {
        let record = try EncounterRecord.find(id, for: act, db)
        let token = try Tokens.find(of: record.encounter.visit, act, db)
        return Page(
            ConsultationText.signTitle, scripts: ["keys.js", "forms.js"], styles: ["consultation.css"],
            address: "/consultation/encounters/\(id)/signature", html(record, token, state, act))
    }

    private static func html(_ record: EncounterRecord, _ token: Token, _ state: FormState, _ act: Act) -> HTML {
        let language = act.language
        let encounter = record.encounter
        let isOpen = encounter.status == .inProgress
        return """
            <div class="station consultation">\(VisitCard.html(token, act))
            \(Form.summary(state, language))
            <section class="panel"><h1>\(ConsultationText.signTitle[language])</h1>
            \(ReviewCard.html(record, language))</section>
            <p class="hint" id="conditions">\(ConsultationText.signHint[language])</p>
            <form class="act" method="post" action="/consultation/encounters/\(encounter.id.description)/signature" data-once>\
            \(Form.envelope(act))<input type="hidden" name="version" value="\(encounter.version)">\
            <a class="button" data-back href="/consultation/visits/\(encounter.visit.description)">\
            \(ConsultationText.keepWriting[language])</a>\
            \(isOpen ? "<button class=\"primary\">\(ConsultationText.signNow[language])</button>" as HTML : .empty)\
            </form></div>
            """
    }
}
