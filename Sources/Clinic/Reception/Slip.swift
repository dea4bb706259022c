import HTML
import HTTP
import Vocabulary

/// The paper a person carries: 80 mm wide, both languages, the number large, and a code to be scanned at the desks.
enum Slip {
    /// What a slip's code begins with (RFC 9562 section 4): the rest is the token's id.
    static let codePrefix = "urn:uuid:"

    static func page(_ token: Token, _ act: Act) -> Page {
        Page(token.name, frame: .paper, styles: ["slip.css"], html(token, act))
    }

    private static func html(_ token: Token, _ act: Act) -> HTML {
        """
        <div class="slip">
        <header>\(both(act.site.configuration.clinicName))</header>
        \(token.copies > 1 ? reprint(token) : .empty)
        <p class="slip-label">\(both(ReceptionText.slipToken))</p>
        <p class="slip-number">\(Language.bangla.digits(token.serial))</p>
        <p class="slip-latin" lang="en">\(token.serial)</p>
        <p class="slip-day">\(token.day.words(.bangla)) · \(Language.bangla.digits(token.issuedAt.wallClock))</p>
        \(QRCode.html(of: codePrefix + token.id.description))
        \(token.stage.map { "<p class=\"slip-go\">\(both(ReceptionText.go(to: $0)))</p>" as HTML })
        <p class="slip-promise">\(both(ReceptionText.promise(token)))</p>
        <p class="slip-watch">\(both(ReceptionText.slipWatch))</p>
        </div>
        """
    }

    private static func reprint(_ token: Token) -> HTML {
        "<p class=\"slip-reprint\">\(both(ReceptionText.reprintMark)) \(Language.bangla.digits(token.copies - 1))</p>"
    }

    private static func both(_ words: Bilingual) -> HTML {
        "<span lang=\"bn\">\(words.bangla)</span> <span class=\"latin\" lang=\"en\">\(words.english)</span>"
    }
}
