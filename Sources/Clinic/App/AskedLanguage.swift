import HTTP
import Vocabulary

extension Language {
    static let cookie = "aalo_language"

    /// What the person chose; else what the browser prefers; else Bangla for people and English for programs.
    static func asked(by request: Request) -> Language {
        if let chosen = request.openCookie(cookie).flatMap(Language.init) { return chosen }
        let fallback: Language = request.isForREST ? .english : .bangla
        guard let accepted = request[header: "accept-language"] else { return fallback }
        let tags = [fallback.rawValue, fallback.other.rawValue]
        return ContentNegotiation.preferred(accepted, among: tags).flatMap(Language.init) ?? fallback
    }
}
