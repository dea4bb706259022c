import HTML
import HTTP
import Vocabulary

/// One page in both languages, because who sets a tablet up has not chosen one on it yet. It links to nothing that
/// needs TLS before the certificate is installed.
enum TrustPages {
    static let path = "/certificate"
    static let filePath = "/certificate/aalo-ca.crt"

    /// - Throws: `Problem.notFound` when the clinic has no authority of its own.
    static func page(_ site: Site) throws -> Page {
        guard let anchor = site.trustAnchor else { throw Problem.notFound }
        return Page(
            TrustText.title, frame: .paper, styles: ["base.css", "trust.css"],
            """
            <main class="trust">
            <p class="trust-clinic">\(both(site.configuration.clinicName))</p>
            <h1>\(both(TrustText.title))</h1>
            <p>\(both(TrustText.why))</p>
            <p><a class="button primary" href="\(filePath)" download>\(both(TrustText.download))</a></p>
            \(TrustText.steps.map(steps))
            <h2>\(both(TrustText.afterwards))</h2>
            <p><a class="button" href="\(anchor.clinic)">\(anchor.clinic)</a></p>
            \(check(anchor.certificate))
            \(door(anchor))
            </main>
            """)
    }

    private static func steps(_ steps: TrustText.Steps) -> HTML {
        let items: [HTML] = steps.steps.map { "<li>\(both($0))</li>\n" }
        return "<section><h2>\(both(steps.device))</h2>\n<ol>\n\(items)</ol></section>\n"
    }

    /// Whoever sits between a tablet and the clinic could offer a certificate of their own: this is how to tell.
    private static func check(_ certificate: Certificate) -> HTML {
        let half = certificate.fingerprint.index(certificate.fingerprint.startIndex, offsetBy: 48)
        return """
            <section><h2>\(both(TrustText.check))</h2>
            <p>\(both(TrustText.compare))</p>
            <p class="trust-print"><code>\(String(certificate.fingerprint[..<half]))</code>
            <code>\(String(certificate.fingerprint[half...]))</code></p>
            <p>\(both(TrustText.until)) \(both(day(certificate.validUntil)))</p></section>
            """
    }

    private static func day(_ seconds: Int) -> Bilingual {
        let day = Day(Instant(milliseconds: Int64(seconds) * 1000))
        return Bilingual(day.words(.english), day.words(.bangla))
    }

    private static func door(_ anchor: TrustAnchor) -> HTML {
        guard let door = anchor.door else { return .empty }
        let address = "http://" + door + path
        return """
            <section class="trust-door"><h2>\(both(TrustText.another))</h2>
            <p>\(both(TrustText.scan))</p>
            \(QRCode.html(of: address))
            <p><code>\(address)</code></p></section>
            """
    }

    private static func both(_ text: Bilingual) -> HTML {
        "<span lang=\"bn\">\(text.bangla)</span> <span lang=\"en\">\(text.english)</span>"
    }
}
