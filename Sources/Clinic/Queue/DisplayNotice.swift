import HTML
import Vocabulary

/// Where a desk is told, in a sentence, that a screen of the waiting room has gone silent. Its script fills it.
enum DisplayNotice {
    static func html(_ language: Language) -> HTML {
        """
        <div class="displays" id="displays" data-source="/api/displays" \
        data-silent="\(QueueText.displaySilent[language])" data-never="\(QueueText.displayNever[language])" \
        aria-live="polite"></div>
        """
    }
}
