import Foundation
import Vocabulary

/// Values of a catalogue by what somebody types of them: a name in either script, or a code.
struct CatalogueIndex<Value: Sendable>: Sendable {
    private struct Keyed: Sendable {
        let value: Value
        let keys: [String]
    }

    private let values: [Keyed]

    /// - Parameter keys: the names and codes a value is found by.
    init(_ values: [Value], keys: (Value) -> [String]) {
        self.values = values.map { Keyed(value: $0, keys: keys($0).map(CatalogueText.fold)) }
    }

    /// First those of which a name or code begins with the text, then those with a word that does, then those that have
    /// it, or each of its words, anywhere; each in the order of the catalogue. Nothing typed is the catalogue's
    /// beginning.
    func search(_ text: String) -> [Value] {
        let typed = CatalogueText.fold(text)
        guard !typed.isEmpty else { return values.prefix(Catalogue.searchLimit).map(\.value) }
        var ranked: [[Value]] = [[], [], []]
        for keyed in values {
            if let rank = CatalogueText.rank(typed, in: keyed.keys) { ranked[rank].append(keyed.value) }
        }
        return Array(ranked.joined().prefix(Catalogue.searchLimit))
    }
}

/// How typed text and catalogue text are held against each other.
enum CatalogueText {
    /// Lower case, normal form C, ASCII digits, and a space for what only separates.
    static func fold(_ text: String) -> String {
        let plain = Digits.toASCII(text).normalized.lowercased()
        return plain.unicodeScalars.split(whereSeparator: separates).map(String.init).joined(separator: " ")
    }

    private static func separates(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case " ", "-", "/", "(", ")", ",", ";": true
        default: scalar.properties.isWhitespace
        }
    }

    /// 0 where a key begins with the text, 1 where a word of one does, 2 where it stands inside; nil where it does not.
    ///
    /// Bytes are compared, not characters: to Swift "কা" is one character, and whoever has typed "ক" is on the way to it.
    static func rank(_ typed: String, in keys: [String]) -> Int? {
        if keys.contains(where: { $0.utf8.starts(with: typed.utf8) }) { return 0 }
        let word = " " + typed
        if keys.contains(where: { has(word, $0) }) { return 1 }
        let everything = keys.joined(separator: " ")
        return typed.split(separator: " ").allSatisfy { has(String($0), everything) } ? 2 : nil
    }

    private static func has(_ part: String, _ text: String) -> Bool { text.utf8.firstRange(of: part.utf8) != nil }
}
