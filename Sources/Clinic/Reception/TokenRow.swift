import HTML
import Vocabulary

/// One token in a list: its number, whose it is, where it stands.
enum TokenRow {
    static func html(_ token: Token, _ act: Act) -> HTML {
        let language = act.language
        return """
            <li class="token token-\(token.standing.rawValue)"><a href="/reception/tokens/\(token.id.description)">\
            <span class="number">\(language.digits(token.serial))</span>\
            <span class="who"><b>\(token.patient?.name(language) ?? StationText.noName[language])</b>\
            <small>\(place(token, act))</small></span>\
            <time datetime="\(token.issuedAt.timestamp)">\(language.digits(token.issuedAt.wallClock))</time></a></li>
            """
    }

    /// "Registration: called, Counter 2", or how it ended.
    static func place(_ token: Token, _ act: Act) -> String {
        let language = act.language
        let service = act.site.configuration.service(token.service)?.name[language] ?? token.service
        guard token.standing == .open, let stage = token.stage, let state = token.state else {
            let reason = token.voidReason.map { ": " + $0 } ?? ""
            return service + " · " + ReceptionText.standing(token.standing)[language] + reason
        }
        let room = token.room.flatMap(act.site.configuration.room).map { ", " + $0.name[language] } ?? ""
        return service + " · " + stage.name[language] + ": " + state.name[language] + room
    }
}
