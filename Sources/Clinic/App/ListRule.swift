import Vocabulary

extension Rule where Value == [String] {
    /// Words of which each is there once, in the order they were given.
    package static func words(_ example: String, _ isKnown: @escaping @Sendable (String) -> Bool) -> Rule {
        Rule(wire: .list, schema: .either([.array(.string()), .string()]), example: [example]) { text throws(Refusal) in
            try list(text, isKnown)
        }
    }

    private static func list(_ text: String, _ isKnown: (String) -> Bool) throws(Refusal) -> [String] {
        var words: [String] = []
        for word in text.split(separator: ",").map({ String($0).trimmed }) where !word.isEmpty {
            guard isKnown(word) else {
                let shown = String(word.prefix(40))
                throw Refusal("“\(shown)” is not one of the words this may be", "“\(shown)” এখানে গ্রহণযোগ্য নয়")
            }
            if !words.contains(word) { words.append(word) }
        }
        return words
    }
}
