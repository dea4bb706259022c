import GRDB
import HTTP
import Storage
import Vocabulary

extension Feature {
    /// The door: where each role begins, the choice of language, and whether the server is well.
    static let home = Feature(
        name: Bilingual("Start", "শুরু"),
        routes: { routes in
            HomePages.register(&routes)
            routes.query("/language/:language", by: .anyone, "Choose the language") { (asked: LanguageChoice, _, _) in
                var answer = SeeOther(asked.back)
                answer.cookies = [Cookie(Language.cookie, asked.language.rawValue, maxAge: 400 * 86_400)]
                return answer
            }
            routes.constant("/health", "Whether the process runs", OK(Health()))
            routes.command(.get, "/ready", by: .anyone, "Whether the database takes a commit") {
                (_: NoInput, act, db) in
                try db.run(
                    "INSERT INTO readiness (id, at) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET at = excluded.at",
                    [act.at])
                return OK(Health())
            }
        })
}

/// The process is there, and which one.
struct Health: JSONObject {
    static let properties: [Property<Health>] = [
        .string("status") { _ in "ok" },
        .string("service") { _ in "aalo" },
        .string("version") { _ in Version.current },
    ]
}

struct LanguageChoice: Input {
    let language: Language
    let back: String

    init?(_ fields: inout Fields) {
        let language = fields.required("language", Rule.choice(Language.self))
        back = fields.optional("back", Rule.localPath) ?? "/"
        guard let language else { return nil }
        self.language = language
    }
}
