import GRDB
import HTTP

/// A document of another type than JSON or HTML, of any length: it is written while it is sent.
package struct Document: Sendable {
    package let contentType: ContentType
    package let fileName: String
    /// Runs on the side, in one snapshot. It has to give up when the output throws: then nobody reads any more.
    package let write: @Sendable (Database, DocumentOutput) throws -> Void

    package init(
        contentType: ContentType, fileName: String,
        write: @escaping @Sendable (Database, DocumentOutput) throws -> Void
    ) {
        self.contentType = contentType
        self.fileName = fileName
        self.write = write
    }

    func response(_ body: Response.Body) -> Response {
        var response = Response(status: .ok, contentType: contentType, body: body)
        response.set("Content-Disposition", "attachment; filename=\"\(fileName)\"")
        return response
    }
}

/// Takes a document piece by piece, and holds up its writer while the client has not taken the piece before.
package final class DocumentOutput {
    private static let pieceSize = 64 * 1024
    private let handOver: PieceHandOver
    /// Called before the first piece is given away: from then on no error can be told but by breaking off.
    private let begin: () -> Void
    private(set) var hasBegun = false
    private var buffer: [UInt8] = []

    init(_ handOver: PieceHandOver, begin: @escaping () -> Void) {
        self.handOver = handOver
        self.begin = begin
        buffer.reserveCapacity(Self.pieceSize + 4096)
    }

    /// - Throws: `DocumentAbandoned`.
    package func write(_ text: String) throws {
        buffer += text.utf8
        if buffer.count >= Self.pieceSize { try flush() }
    }

    /// What has been written since the last piece.
    func takeRest() -> [UInt8] {
        defer { buffer = [] }
        return buffer
    }

    func flush() throws {
        if !hasBegun {
            hasBegun = true
            begin()
        }
        let piece = buffer
        buffer.removeAll(keepingCapacity: true)
        try handOver.put(piece)
    }
}

/// Nobody reads the document any more, or too slowly.
struct DocumentAbandoned: Error {}
