import HTTP
import Vocabulary

extension Language {
    static let cookie = "aalo_language"

    /// What the person chose; else what the browser prefers; else Bangla for people and English for programs.
    static func asked(by request: Request) -> Language {
        if let chosen = chosen(by: request) { return chosen }
        let fallback: Language = request.isForREST ? .english : .bangla
        guard let accepted = request[header: "accept-language"] else { return fallback }
        let tags = [fallback.rawValue, fallback.other.rawValue]
        return ContentNegotiation.preferred(accepted, among: tags).flatMap(Language.init) ?? fallback
    }

    /// No secret: whichever of the names it comes under.
    private static func chosen(by request: Request) -> Language? {
        [true, false].lazy.compactMap { isSecure in
            request.cookie(Cookie.name(cookie, isSecure: isSecure)).flatMap(Language.init)
        }.first
    }
}
