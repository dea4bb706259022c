import HTML
import HTTP
import Vocabulary

/// A line of the list of programs: its name, until when, when it last asked.
enum ClientRow {
    static func html(_ client: UsedClient, _ act: Act) -> HTML {
        """
        <li><div><a href="/clients/\(client.record.client.id.description)"><b>\(client.record.client.name)</b></a>\
        <small>\(standing(client, act))</small></div></li>
        """
    }

    static func standing(_ client: UsedClient, _ act: Act) -> HTML {
        let language = act.language
        let used =
            client.lastUsed.map { DeviceRow.time($0, ClientsText.used, ClientsText.usedAt, act) }
            ?? "\(ClientsText.notUsed[language])"
        return "\(state(client, act)) · \(used)"
    }

    private static func state(_ client: UsedClient, _ act: Act) -> String {
        let language = act.language
        // The last day on which it is good ends where this instant begins.
        let lastDay = Day(client.record.client.expiresAt).adding(days: -1).words(language)
        return switch client.state {
        case .good: ClientsText.until[language] + " " + lastDay
        case .expired: ClientsText.expired[language] + ": " + lastDay
        case .revoked:
            DevicesText.revokedAt[language] + " " + (client.record.revokedAt.map { DevicesText.moment($0, act) } ?? "")
        }
    }
}
