@testable import HTTP

/// The octets of hostile and malformed requests, and what must become of each: `Corpus/*.txt`.
struct CorpusCase {
    let name: String
    /// Of each answer, in order.
    let statuses: [Int]
    /// Whether the connection ends with the last of them.
    let closes: Bool
    let bytes: [UInt8]

    static func all() throws -> [CorpusCase] {
        let folder = #filePath.replacing("Corpus.swift", with: "Corpus")
        return try Folder.files(folder).flatMap { try read(String(decoding: $0.bytes, as: UTF8.self)) }
    }

    private static func read(_ text: String) throws -> [CorpusCase] {
        let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
        return try stride(from: 0, to: lines.count - 1, by: 2).map { try one(lines[$0], lines[$0 + 1]) }
    }

    private static func one(_ title: Substring, _ octets: Substring) throws -> CorpusCase {
        let parts = title.split(separator: " | ")
        guard parts.count == 3, octets.hasPrefix("    ") else { throw CorpusError(line: String(title)) }
        let expected = parts[1].split(separator: " ")
        guard let end = expected.last, end == "close" || end == "open" else { throw CorpusError(line: String(title)) }
        var octets = Octets(Array(octets.dropFirst(4).utf8))
        return CorpusCase(
            name: String(parts[0]), statuses: expected.dropLast().compactMap { Int($0) }, closes: end == "close",
            bytes: try octets.read())
    }
}

struct CorpusError: Error {
    let line: String
}

/// Reads `\r \n \t \\ \xNN` and `\{text*n}`.
private struct Octets {
    private let text: [UInt8]
    private var position = 0

    init(_ text: [UInt8]) {
        self.text = text
    }

    mutating func read(until end: UInt8? = nil) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while position < text.count, text[position] != end {
            let byte = text[position]
            position += 1
            if byte == UInt8(ascii: "\\") { bytes += try escaped() } else { bytes.append(byte) }
        }
        return bytes
    }

    private mutating func escaped() throws -> [UInt8] {
        guard position < text.count else { throw error }
        let byte = text[position]
        position += 1
        switch byte {
        case UInt8(ascii: "r"): return [13]
        case UInt8(ascii: "n"): return [10]
        case UInt8(ascii: "t"): return [9]
        case UInt8(ascii: "\\"): return [byte]
        case UInt8(ascii: "x"): return [try octet()]
        case UInt8(ascii: "{"): return try repeated()
        default: throw error
        }
    }

    private mutating func octet() throws -> UInt8 {
        let digits = text[position...].prefix(2).compactMap(\.hexDigit)
        guard digits.count == 2 else { throw error }
        position += 2
        return digits[0] << 4 | digits[1]
    }

    private mutating func repeated() throws -> [UInt8] {
        let bytes = try read(until: UInt8(ascii: "*"))
        position += 1
        let digits = text[min(position, text.count)...].prefix { $0 != UInt8(ascii: "}") }
        guard let count = Int(String(decoding: digits, as: UTF8.self)) else { throw error }
        position += digits.count + 1
        return Array(repeatElement(bytes, count: count).joined())
    }

    private var error: CorpusError { CorpusError(line: String(decoding: text, as: UTF8.self)) }
}
