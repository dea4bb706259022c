import Foundation
import Vocabulary

/// Finds entries by what somebody types of their names, in either script: first those whose name begins with it, then
/// those with a word that does, then those that have it anywhere, also in what they belong to.
struct SpellingIndex<Value: Sendable>: Sendable {
    private struct Entry {
        let names: [String]
        /// Everything it may be found by, each word after a space.
        let text: String
        let value: Value

        func has(_ word: String) -> Bool { text.utf8.contains(word.utf8) }

        func rank(_ typed: String, _ first: String) -> Int {
            if names.contains(where: { $0.utf8.starts(with: typed.utf8) }) { return 0 }
            if names.contains(where: { (" " + $0).utf8.contains((" " + first).utf8) }) { return 1 }
            return text.utf8.contains((" " + first).utf8) ? 2 : 3
        }
    }

    private var entries: [Entry] = []

    /// - Parameter names: what it is called itself, in every language and spelling.
    /// - Parameter others: what it belongs to.
    mutating func add(_ value: Value, names: [String], others: [String]) {
        let folded = names.map(Self.fold)
        let text = (folded + others.map(Self.fold)).map { " " + $0 }.joined()
        entries.append(Entry(names: folded, text: text, value: value))
    }

    /// At most `limit` entries that have every word typed, the best first; equally good ones in the order they were
    /// added.
    func matches(_ typed: String, limit: Int) -> [Value] {
        let typed = Self.fold(typed)
        let words = typed.split(separator: " ").map(String.init)
        guard let first = words.first else { return [] }
        var ranked: [[Value]] = [[], [], [], []]
        for entry in entries where words.allSatisfy({ entry.has($0) }) {
            ranked[entry.rank(typed, first)].append(entry.value)
        }
        return Array(ranked.joined().prefix(limit))
    }

    /// Lower case and normal form C, with a space for whatever stands between words and nothing for the joiners, which
    /// one keyboard writes and another does not.
    static func fold(_ text: String) -> String {
        let scalars = text.normalized.lowercased().unicodeScalars.compactMap { scalar -> Character? in
            if scalar.value == 0x200C || scalar.value == 0x200D { return nil }
            return isOfAWord(scalar) ? Character(scalar) : " "
        }
        return String(scalars).split(separator: " ").joined(separator: " ")
    }

    /// Bangla writes its vowels as marks.
    private static func isOfAWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            || scalar.properties.canonicalCombiningClass != .notReordered
    }
}
