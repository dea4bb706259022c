import Foundation
import HTTP

/// What the content of a file begins like, by type: what a client says it is proves nothing.
enum FileSignature {
    /// The offset and the bytes that must stand there.
    private typealias Mark = (offset: Int, bytes: [UInt8])

    /// False also for a type of which no mark is known: nobody can say that it is one.
    static func fits(_ content: Content, _ type: ContentType) -> Bool {
        guard let head = try? head(of: content) else { return false }
        if texts.contains(type) { return isText(content) }
        guard let marks = marks[type] else { return false }
        return marks.allSatisfy { mark in head.dropFirst(mark.offset).starts(with: mark.bytes) }
    }

    private static let texts: Set<ContentType> = [.csv, .text]

    private static let marks: [ContentType: [Mark]] = [
        .pdf: [(0, Array("%PDF-".utf8))],
        .jpeg: [(0, [0xFF, 0xD8, 0xFF])],
        .png: [(0, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])],
        .webp: [(0, Array("RIFF".utf8)), (8, Array("WEBP".utf8))],
    ]

    private static func head(of content: Content) throws -> [UInt8] {
        try content.extracting(0..<min(content.count, 16)).bytes()
    }

    /// UTF-8 without NUL, as every file of text that a spreadsheet writes for us is.
    private static func isText(_ content: Content) -> Bool {
        guard let bytes = try? content.bytes() else { return false }
        return !bytes.contains(0) && String(validating: bytes, as: UTF8.self) != nil
    }
}
