import HTML
import HTTP
import Vocabulary

/// The catalogue as tiles, each of which adds its test: what this person may do, by discipline.
enum AddTestForm {
    static func html(_ token: Token, _ orders: [Order], _ act: Act) -> HTML {
        let language = act.language
        let tests = act.site.catalogue.investigations.all.filter {
            OrderCategory(of: $0.category).callers.admits(act.actor)
        }
        let open = Set(orders.filter { $0.request.status == .active }.map(\.request.code))
        let groups: [HTML] = disciplines(tests).map { discipline in
            let tiles: [HTML] = tests.filter { $0.category == discipline }.map {
                tile($0, isOpen: open.contains($0.code), language)
            }
            return "<h2>\(OrderText.discipline(discipline)[language])</h2><div class=\"tiles\">\(tiles)</div>"
        }
        return """
            <details class="panel add-test"\(HTML.flag("open", orders.isEmpty))>\
            <summary>\(OrderText.add[language])</summary>
            <form method="post" action="\(Stage.orders.page(of: token.visit))/requests" data-once>\(Form.envelope(act))
            \(groups)</form></details>
            """
    }

    /// In the order of the catalogue.
    private static func disciplines(_ tests: [Investigation]) -> [String] {
        var seen: Set<String> = []
        return tests.map(\.category).filter { seen.insert($0).inserted }
    }

    private static func tile(_ test: Investigation, isOpen: Bool, _ language: Language) -> HTML {
        let price = test.rate == .zero ? OrderText.free[language] : test.rate.text(language)
        return """
            <button class="tile" name="code" value="\(test.code)"\(HTML.flag("disabled", isOpen))>\
            <span>\(test.name[language])</span> <small>\(price)</small></button>
            """
    }
}
