import HTML
import HTTP
import Vocabulary

/// A consultation that is signed: what it says, its paper, and the way to the next person.
enum SignedCard {
    /// - Parameter board: the address where the next person is called.
    static func html(
        _ record: EncounterRecord, _ token: Token, _ board: String, isJustSigned: Bool, _ act: Act
    ) -> HTML {
        let language = act.language
        let encounter = record.encounter
        let words = ConsultationText.signed(encounter.endedAt ?? encounter.startedAt, by: record.practitioner.name)
        return """
            <p class="notice">\(words[language])</p>
            <div class="signed"><section class="panel">\(ReviewCard.html(record, language))</section>
            <iframe class="paper-frame" src="/consultation/encounters/\(encounter.id.description)/prescription"\
            \(HTML.flag("data-prints", isJustSigned)) title="\(ConsultationText.paper[language])"></iframe></div>
            \(isHere(token, act) ? BeginForm.html(token.visit, ConsultationText.beginAgain, isOpened: false, act) : .empty)
            <div class="act"><a class="button" accesskey="p" target="_blank" \
            href="/consultation/encounters/\(encounter.id.description)/prescription?again=1">\
            \(StationText.printAgain[language])</a>\
            <a class="button primary" data-back href="\(board)">\(StationText.nextPerson[language])</a></div>
            """
    }

    /// They came back into the room, with results for example.
    private static func isHere(_ token: Token, _ act: Act) -> Bool {
        token.isServed(at: .consultation) && ConsultationRoutes.practitioners.admits(act.actor)
    }
}
