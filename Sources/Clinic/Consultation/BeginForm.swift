import HTML
import HTTP
import Vocabulary

/// Begins an encounter. Opened from the board for somebody who is being served, script taps it by itself.
enum BeginForm {
    static func html(_ visit: ID<Visit>, _ text: Bilingual, isOpened: Bool, _ act: Act) -> HTML {
        """
        <form method="post" action="/consultation/visits/\(visit.description)/encounters" data-once\
        \(HTML.flag("data-begins", isOpened))>\(Form.envelope(act))
        <div class="act"><button class="primary">\(text[act.language])</button></div></form>
        """
    }
}
