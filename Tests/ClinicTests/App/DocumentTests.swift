import Dispatch
import GRDB
import HTTP
import Synchronization
import Testing
import Vocabulary

@testable import Clinic

/// Documents that are written while they are sent.
@Suite struct DocumentTests {
    /// A line of ten bytes for each number.
    private static let line = "123456789\n"

    private final class Counter: Sendable {
        private let count = Atomic(0)
        private let ended = Atomic(0)
        private let ending = DispatchSemaphore(value: 0)
        var lines: Int { count.load(ordering: .sequentiallyConsistent) }
        var endings: Int { ended.load(ordering: .sequentiallyConsistent) }
        func add() { count.add(1, ordering: .sequentiallyConsistent) }

        func end() {
            ended.add(1, ordering: .sequentiallyConsistent)
            ending.signal()
        }

        /// Waits for a document to end. To look again and again would take the processor from who writes it.
        func waitForEnding() throws {
            try #require(ending.wait(timeout: .now() + 30) == .success, "no document has come to its end")
        }
    }

    private struct Broken: Error {}

    private struct LinesQuery: Input {
        let lines: Int
        let failsAfter: Int?

        init?(_ fields: inout Fields) {
            guard let lines = fields.required("lines", Rule.integer(0...10_000_000)) else { return nil }
            self.lines = lines
            failsAfter = fields.optional("failsAfter", Rule.integer(0...10_000_000))
        }
    }

    private func feature(_ counter: Counter) -> Feature {
        Feature(
            name: Bilingual("Documents", "নথি"),
            routes: { routes in
                routes.document("/api/test/lines.txt", by: .holding(.readLedger), .text, "Lines") {
                    (asked: LinesQuery, _) in Self.document(asked, counter)
                }
            })
    }

    private static func document(_ asked: LinesQuery, _ counter: Counter) -> Document {
        Document(contentType: .text, fileName: "lines.txt") { db, output in
            defer { counter.end() }
            try db.each(
                """
                WITH RECURSIVE line (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM line WHERE number < ?)
                SELECT number FROM line WHERE ? > 0
                """, [asked.lines, asked.lines]
            ) { row in
                if row[0] as Int == asked.failsAfter { throw Broken() }
                try output.write(line)
                counter.add()
            }
        }
    }

    private func withClinic(_ body: (TestClinic, Counter) throws -> Void) throws {
        let counter = Counter()
        try TestClinic.open(with: [feature(counter)]) { try body($0, counter) }
    }

    private func ask(_ clinic: TestClinic, _ query: String, _ method: HTTP.Method = .get) -> Response {
        clinic.send(method, "/api/test/lines.txt?\(query)", as: .role(.manager))
    }

    private func reader(_ response: Response) throws -> SlowReader {
        guard case .stream(let source) = response.body else { throw Broken() }
        return SlowReader(source)
    }

    @Test func aShortDocumentIsAnsweredWhole() throws {
        try withClinic { clinic, _ in
            let response = ask(clinic, "lines=3")
            guard case .bytes(let bytes) = response.body else { throw Broken() }
            #expect(bytes.count == 30)
            #expect(response[header: "content-disposition"] == "attachment; filename=\"lines.txt\"")
            #expect(ask(clinic, "lines=0").text == "")
        }
    }

    @Test func aMillionLinesAreNeverMoreThanThreePiecesAheadOfTheirReader() throws {
        try withClinic { clinic, counter in
            let reader = try reader(ask(clinic, "lines=1000000"))
            var (taken, most) = (0, 0)
            while let piece = try reader.next() {
                taken += piece.count
                most = max(most, counter.lines * 10 - taken)
            }
            #expect(taken == 10_000_000)
            // One piece waits, one is being written.
            #expect(most <= 3 * 66_000)
        }
    }

    @Test func aReaderWhoGoesAwayLetsTheWriterGo() throws {
        try withClinic { clinic, counter in
            // More than may be open at one time come and go: half of them before they read anything.
            for goes in 1...6 {
                var answer = ask(clinic, "lines=10000000")
                while answer.status == .serviceUnavailable {
                    try counter.waitForEnding()
                    answer = ask(clinic, "lines=10000000")
                }
                let reader = try reader(answer)
                guard goes.isMultiple(of: 2) else { continue }
                _ = try reader.next()
                reader.goAway()
            }
            while counter.endings < 6 { try counter.waitForEnding() }
            #expect(counter.lines < 1_000_000)
        }
    }

    @Test func whatGoesWrongBeforeTheFirstPieceIsSaidAndLaterBreaksOff() throws {
        try withClinic { clinic, _ in
            #expect(ask(clinic, "lines=1000&failsAfter=900").status == .internalServerError)
            let late = try reader(ask(clinic, "lines=100000&failsAfter=90000"))
            #expect(late.rest() == nil)
            #expect(ask(clinic, "lines=x").status == .unprocessableContent)
            #expect(clinic.send(.get, "/api/test/lines.txt?lines=1").status == .forbidden)
        }
    }

    @Test func onlyTheHeadIsAskedWithoutReadingARow() throws {
        try withClinic { clinic, counter in
            let response = ask(clinic, "lines=1000000", .head)
            #expect(response.status == .ok)
            #expect(response.contentType == .text)
            #expect(counter.lines == 0)
        }
    }

    @Test func noMoreThanFourAreOpenAtOnce() throws {
        try withClinic { clinic, _ in
            let open = try (0..<4).map { _ in try reader(ask(clinic, "lines=100000")) }
            #expect(ask(clinic, "lines=100000").status == .serviceUnavailable)
            for reader in open { #expect(reader.rest()?.count == 1_000_000) }
        }
    }
}
