import Foundation
import Vocabulary

/// Finds entries by what somebody types of their names, in either script: first those whose name begins with it, then
/// those with a word that does, then those that have it anywhere, also in what they belong to.
struct SpellingIndex<Value: Sendable>: Sendable {
    private struct Spelled {
        let names: [[UInt8]]
        /// Everything it may be found by, each word after a space.
        let text: [UInt8]
        let value: Value

        func rank(_ typed: [UInt8], _ first: [UInt8]) -> Int {
            if names.contains(where: { $0.starts(with: typed) }) { return 0 }
            if names.contains(where: { ([space] + $0).holds([space] + first) }) { return 1 }
            return text.holds([space] + first) ? 2 : 3
        }
    }

    private var entries: [Spelled] = []

    /// - Parameter names: what it is called itself, in every language and spelling.
    /// - Parameter others: what it belongs to.
    mutating func add(_ value: Value, names: [FoldedText], others: [FoldedText]) {
        let text = (names + others).map { [space] + $0.bytes }
        entries.append(Spelled(names: names.map(\.bytes), text: Array(text.joined()), value: value))
    }

    /// At most `limit` entries that have every word typed, the best first; equally good ones in the order they were
    /// added.
    func matches(_ typed: String, limit: Int) -> [Value] {
        let typed = FoldedText(typed).bytes
        let words = typed.split(separator: space).map(Array.init)
        guard let first = words.first else { return [] }
        var ranked: [[Value]] = [[], [], [], []]
        for entry in entries where words.allSatisfy(entry.text.holds) {
            ranked[entry.rank(typed, first)].append(entry.value)
        }
        return Array(ranked.joined().prefix(limit))
    }
}

/// A text as it is compared: lower case and normal form C, with one space for whatever stands between words and nothing
/// for the joiners, which one keyboard writes and another does not.
struct FoldedText: Sendable, Equatable {
    let bytes: [UInt8]

    init(_ text: String) {
        let folded = text.utf8.allSatisfy { $0 < 0x80 } ? Self.latin(text) : Self.anyScript(text)
        bytes = Array(folded.split(separator: space).joined(separator: [space]))
    }

    private static func latin(_ text: String) -> [UInt8] {
        text.utf8.map { byte in
            switch byte {
            case 0x41...0x5A: byte + 0x20
            case 0x30...0x39, 0x61...0x7A: byte
            default: space
            }
        }
    }

    private static func anyScript(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        for scalar in text.normalized.lowercased().unicodeScalars where scalar.value != 0x200C && scalar.value != 0x200D
        {
            if isOfAWord(scalar) { bytes.append(contentsOf: String(scalar).utf8) } else { bytes.append(space) }
        }
        return bytes
    }

    /// Bangla writes its vowels as marks.
    private static func isOfAWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            || scalar.properties.canonicalCombiningClass != .notReordered
    }
}

private let space = UInt8(ascii: " ")

extension [UInt8] {
    /// Whether these bytes stand in here, one after the other.
    fileprivate func holds(_ other: [UInt8]) -> Bool {
        guard let first = other.first, other.count <= count else { return other.isEmpty }
        return (0...count - other.count).contains { start in
            self[start] == first && self[start..<start + other.count].elementsEqual(other)
        }
    }
}
