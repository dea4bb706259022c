import GRDB
import HTTP
import Storage
import Vocabulary

extension LoopApplication {
    /// What is short is answered whole. What is not begins with its first piece, so that all that goes wrong before can
    /// still be said.
    func document(_ document: Document, _ call: Call) throws -> Response? {
        let handOver = PieceHandOver()
        if call.request.method == .head { return document.response(.stream(DocumentSource(handOver))) }
        try app.reports.write(document, to: handOver, call)
        return nil
    }
}

extension Reports {
    /// - Throws: `Problem.busy` when too many are being read already.
    func write(_ document: Document, to handOver: PieceHandOver, _ call: Call) throws {
        try runDocument { [self] in
            let output = DocumentOutput(handOver) {
                call.succeed(document.response(.stream(DocumentSource(handOver))))
            }
            do {
                try store.withReader { reader in try reader.read { db in try document.write(db, output) } }
                try end(document, output, handOver, call)
            } catch {
                output.hasBegun ? handOver.finish(.failure) : call.fail(error)
            }
        }
    }

    private func end(
        _ document: Document, _ output: DocumentOutput, _ handOver: PieceHandOver, _ call: Call
    ) throws {
        guard output.hasBegun else { return call.succeed(document.response(.bytes(output.takeRest()))) }
        try output.flush()
        handOver.finish(.end)
    }
}
