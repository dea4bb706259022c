import Foundation
import Testing

/// The totals of `Tests/Security/ASVS.md` are those of its rows.
@Suite struct ASVSTests {
    @Test func theTotalsAreThoseOfTheRows() throws {
        let path = TestClinic.root.appending(path: "Tests/Security/ASVS.md")
        #expect(Self.faults(try String(contentsOf: path, encoding: .utf8)) == [])
    }

    @Test func aRowThatWasNotCountedIsFound() {
        let text = """
            2 requirements: **1 met, 0 not applicable, 1 open.**

            | chapter | met | not applicable | open |
            | V1 Things | 1 | 0 | 0 |

            ## V1 Things

            | 1.1.1 | this | met | so |  |
            | 1.1.2 | that | open (later) | not yet |  |
            | 1.1.3 | more | perhaps | |  |
            """
        #expect(
            Self.faults(text) == [
                "1.1.3 is neither met nor not applicable nor open", "V1 Things is 1 met, 0 not applicable, 1 open",
            ])
    }

    private static func faults(_ text: String) -> [String] {
        let states = ["met", "not applicable", "open"]
        var faults: [String] = []
        var chapters: [(name: String, counts: [Int])] = []
        for line in text.split(separator: "\n") {
            if line.hasPrefix("## ") { chapters.append((String(line.dropFirst(3)), [0, 0, 0])) }
            guard let row = line.wholeMatch(of: /\| ([0-9.]+) \| [^|]* \| ([^|]*?) \|.*/),
                let last = chapters.indices.last
            else { continue }
            let state = states.firstIndex { row.2 == $0 || row.2.hasPrefix($0 + " (") }
            if let state {
                chapters[last].counts[state] += 1
            } else {
                faults.append("\(row.1) is neither met nor not applicable nor open")
            }
        }
        for chapter in chapters {
            let counts = chapter.counts
            if !text.contains("\n| \(chapter.name) | \(counts[0]) | \(counts[1]) | \(counts[2]) |") {
                faults.append("\(chapter.name) is \(sentence(counts))")
            }
        }
        let all = (0..<3).map { state in chapters.reduce(0) { $0 + $1.counts[state] } }
        let total = "\(all.reduce(0, +)) requirements: **\(sentence(all)).**"
        if !text.contains(total) { faults.append(total) }
        return faults
    }

    private static func sentence(_ counts: [Int]) -> String {
        "\(counts[0]) met, \(counts[1]) not applicable, \(counts[2]) open"
    }
}
