import Foundation
import HTML
import HTTP
import Vocabulary

/// The bar on top of every staff page: where one is, where one can go, in which language, as whom.
enum PageHeader {
    static func html(_ address: String, hasMenu: Bool, _ act: Act) -> HTML {
        """
        <a class="skip" href="#main">\(AppText.skip[act.language])</a>
        <header class="bar">
        <a class="bar-name" href="/"><img src="\(act.site.assets.url("lamp.svg"))" alt="" width="28" height="28">\
        \(act.site.configuration.clinicName[act.language])</a>
        \(hasMenu ? menu(act) : .empty)
        <div class="bar-end">\(languageSwitch(address, act))\(hasMenu ? person(act) : .empty)</div>
        </header>
        \(hasMenu ? lock(act) : .empty)
        <p class="connection" id="connection" role="status" hidden \
        data-lost="\(AppText.connectionLost[act.language])"></p>
        """
    }

    /// What script puts over the page when nobody was at it for a while.
    private static func lock(_ act: Act) -> HTML {
        guard case .staff(let session) = act.actor else { return .empty }
        let (language, idle) = (act.language, act.site.configuration.signIn.idleSeconds)
        return """
            <dialog class="lock" id="lock" data-idle="\(idle)" aria-labelledby="lock-title"><form>\
            <h2 id="lock-title">\(StaffText.lock[language])</h2><p>\(session.staff.name[language])</p>\
            <p class="hint">\(StaffText.lockKeeps[language])</p><p class="error" id="lock-error" role="alert"></p>\
            <label for="lock-secret">\(StaffText.secret[language])</label>\
            <input id="lock-secret" type="password" autocomplete="current-password" required>\
            <button class="primary">\(StaffText.unlock[language])</button></form>\
            <form method="post" action="/sign-out">\(Form.envelope(act))\
            <button>\(StaffText.somebodyElse[language])</button></form></dialog>
            """
    }

    private static func menu(_ act: Act) -> HTML {
        let items = Feature.all.flatMap(\.menu).filter { $0.callers.admits(act.actor) }
        let here = current(of: items, act.target)
        let links: [HTML] = items.enumerated().map { index, item in
            """
            <a href="\(item.path)"\(item.path == here ? " aria-current=\"page\"" : .empty) \
            accesskey="\(index < 9 ? String(index + 1) : "")">\(item.name[act.language])</a>
            """
        }
        return "<nav class=\"bar-menu\" aria-label=\"\(AppText.menu[act.language])\">\(links)</nav>"
    }

    /// Where one is: the item the page lies below, else the board that a station's page was opened from.
    private static func current(of items: [Feature.MenuItem], _ target: String) -> String? {
        let path = String(target.prefix { $0 != "?" })
        let found = items.first { path.hasPrefix($0.path) } ?? items.first { "/queue\(path)/".hasPrefix($0.path + "/") }
        return found?.path
    }

    private static func languageSwitch(_ address: String, _ act: Act) -> HTML {
        let other = act.language.other
        let back = address.addingPercentEncoding(withAllowedCharacters: .urlQueryAllowed) ?? "/"
        let encoded = back.replacingOccurrences(of: "&", with: "%26")
        return """
            <a class="language" lang="\(other.rawValue)" hreflang="\(other.rawValue)" data-keeps-form \
            href="/language/\(other.rawValue)?back=\(encoded)">\(other.endonym)</a>
            """
    }

    private static func person(_ act: Act) -> HTML {
        guard case .staff(let session) = act.actor else { return .empty }
        return """
            <form class="bar-person" method="post" action="/sign-out">\(Form.envelope(act))\
            <a href="/account">\(session.staff.name[act.language])</a>\
            <button class="quiet">\(AppText.signOut[act.language])</button></form>
            """
    }
}
