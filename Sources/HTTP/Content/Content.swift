/// What a request or a part of a form carries: in memory, or, when it is large, in a temporary file. May be passed on and
/// read by any thread.
package enum Content: Sendable {
    case bytes([UInt8])
    case file(FileRange)

    package static let empty = Content.bytes([])

    package var count: Int {
        switch self {
        case .bytes(let bytes): bytes.count
        case .file(let range): range.count
        }
    }

    package var isEmpty: Bool { count == 0 }

    /// Lends one piece after the other, in order; none is larger than 64 KiB if they come from a file.
    package func forEachPiece(_ body: (Span<UInt8>) throws -> Void) throws {
        switch self {
        case .bytes(let bytes): try body(bytes.span)
        case .file(let range): try range.forEachPiece(body)
        }
    }

    /// All of it in memory: for what is known to be small.
    package func bytes() throws -> [UInt8] {
        guard case .file(let range) = self else { return inMemory }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(range.count)
        try range.forEachPiece { bytes.append($0) }
        return bytes
    }

    private var inMemory: [UInt8] {
        if case .bytes(let bytes) = self { bytes } else { [] }
    }

    /// A part of it; of a file without copying.
    /// - Precondition: the range lies within.
    package func extracting(_ range: Range<Int>) -> Content {
        switch self {
        case .bytes(let bytes): .bytes(Array(bytes[range]))
        case .file(let whole): .file(whole.extracting(range))
        }
    }
}

/// Some bytes of a temporary file, which stays as long as somebody holds them.
package struct FileRange: Sendable {
    private static let pieceSize = 64 * 1024
    private let file: TemporaryFile
    private let start: Int
    package let count: Int

    init(_ file: TemporaryFile, start: Int = 0, count: Int) {
        self.file = file
        self.start = start
        self.count = count
    }

    func extracting(_ range: Range<Int>) -> FileRange {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "a part of the file")
        return FileRange(file, start: start + range.lowerBound, count: range.count)
    }

    func forEachPiece(_ body: (Span<UInt8>) throws -> Void) throws {
        var buffer = [UInt8](repeating: 0, count: min(count, Self.pieceSize))
        var done = 0
        while done < count {
            let length = min(buffer.count, count - done)
            try file.read(into: &buffer, count: length, at: start + done)
            try body(buffer.span.extracting(0..<length))
            done += length
        }
    }
}
