import Vocabulary

/// Codes that people read, say and type: Crockford's base 32, five bits to a character.
package enum Crockford {
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

    package static func random(_ length: Int) -> String {
        String(Secret.random(length).map { alphabet[Int($0 & 31)] })
    }

    /// As it was typed: in either case, with spaces and hyphens anywhere, O for 0, I and L for 1, and digits of either
    /// script. Nil for everything that is no code of this length.
    package static func read(_ typed: String, length: Int) -> String? {
        let characters = Digits.toASCII(typed).uppercased().filter { $0 != "-" && $0 != " " }.map { character in
            switch character {
            case "O": Character("0")
            case "I", "L": Character("1")
            default: character
            }
        }
        guard characters.count == length, characters.allSatisfy(alphabet.contains) else { return nil }
        return String(characters)
    }

    /// "7K3M-Q9TX".
    package static func groups(of text: String, by length: Int) -> String {
        let characters = Array(text)
        return stride(from: 0, to: characters.count, by: length).map {
            String(characters[$0..<min($0 + length, characters.count)])
        }.joined(separator: "-")
    }
}
