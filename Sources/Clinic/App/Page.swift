import HTML
import HTTP
import Vocabulary

/// A page for a person: a title, what is in it, and the frame around it.
package struct Page: Answer {
    package enum Frame: Sendable {
        /// Header, menu, language, sign-out.
        case staff
        /// Only the language switch: before signing in.
        case plain
        /// Nothing: a television.
        case display
        /// Nothing: paper.
        case paper
    }

    package let title: Bilingual
    package let frame: Frame
    package let body: HTML
    package var scripts: [String]
    /// Style sheets of its own, besides the frame's.
    package var styles: [String]
    package var status: Status
    /// What the browser can do that this page needs. All else it may not do.
    package var uses: Set<BrowserFeature>
    /// Where this page is got, if it was not got from there: an answer to a form is not.
    package var address: String?

    package init(
        _ title: Bilingual, frame: Frame = .staff, scripts: [String] = [], styles: [String] = [],
        status: Status = .ok, uses: Set<BrowserFeature> = [], address: String? = nil, _ body: HTML
    ) {
        self.title = title
        self.frame = frame
        self.scripts = scripts
        self.styles = styles
        self.status = status
        self.uses = uses
        self.address = address
        self.body = body
    }

    package static var description: AnswerDescription { AnswerDescription(.ok, .html) }

    package func response(for act: Act) -> Response {
        var response = Response(status: status, contentType: .html, body: .bytes(Array(document(act).source.utf8)))
        response.set("Content-Language", act.language.rawValue)
        response.defendPage(isPaper: frame == .paper, uses: uses)
        return response.unstored
    }

    private func document(_ act: Act) -> HTML {
        """
        <!doctype html>
        <html lang="\(act.language.rawValue)" data-frame="\(frame.name)">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(title[act.language]) · \(act.site.configuration.clinicName[act.language])</title>
        \((frame.styles + styles).map { "<link rel=\"stylesheet\" href=\"\(act.site.assets.url($0))\">\n" as HTML })\
        <link rel="icon" href="\(act.site.assets.url("lamp.svg"))" type="image/svg+xml">
        \(frame.earlyScripts.map { "<script src=\"\(act.site.assets.url($0))\"></script>\n" as HTML })\
        \((frame.scripts + scripts).map { script($0, act) })
        </head>
        <body>
        \(framed(act))
        </body>
        </html>
        """
    }

    private func script(_ name: String, _ act: Act) -> HTML {
        "<script type=\"module\" src=\"\(act.site.assets.url(name))\"></script>\n"
    }

    private func framed(_ act: Act) -> HTML {
        switch frame {
        case .staff, .plain:
            "\(PageHeader.html(address ?? act.target, hasMenu: frame == .staff, act))\n<main id=\"main\">\n\(body)\n</main>"
        case .display, .paper: body
        }
    }
}

extension Page.Frame {
    var name: String {
        switch self {
        case .staff: "staff"
        case .plain: "plain"
        case .display: "display"
        case .paper: "paper"
        }
    }

    var scripts: [String] {
        switch self {
        case .staff: ["lock.js"]
        case .plain, .display, .paper: []
        }
    }

    /// Awake before anything is shown, unlike modules.
    var earlyScripts: [String] {
        switch self {
        case .staff, .plain: ["taps.js"]
        case .display, .paper: []
        }
    }

    var styles: [String] {
        switch self {
        case .staff, .plain: ["base.css", "forms.css", "desk.css", "board.css", "station.css"]
        case .display: ["display.css"]
        case .paper: []
        }
    }
}

/// A page, or the way to another.
package enum PageOrPlace: Answer {
    case page(Page)
    case place(SeeOther)

    package static var description: AnswerDescription { Page.description }

    package func response(for act: Act) -> Response {
        switch self {
        case .page(let page): page.response(for: act)
        case .place(let place): place.response(for: act)
        }
    }
}

/// A part of a page that changes while the page is open: fetched again by script when its topic changes. It holds
/// nothing of who looks at it, so that one encoding serves every tablet.
package struct Fragment: Answer {
    package let html: HTML

    package init(_ html: HTML) { self.html = html }

    package static var description: AnswerDescription { AnswerDescription(.ok, .html) }

    package func response(for act: Act) -> Response {
        var response = Response(status: .ok, contentType: .html, body: .bytes(Array(html.source.utf8)))
        response.defendPage()
        return response
    }
}
