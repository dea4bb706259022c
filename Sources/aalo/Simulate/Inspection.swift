/// Whether the server's records at the end of the day are what was done.
struct Inspection {
    struct Finding: Sendable, Equatable {
        let question: String
        /// What is wrong; nil when nothing is.
        let fault: String?
    }

    /// All tokens of the server's day.
    let listed: [IssuedToken]
    /// Those that were there before we began.
    let before: Set<String>
    let ours: [Visitor]
    let expectedArrivals: Int

    var findings: [Finding] {
        [numbers, arrivals, strangers, agreement, voids, queues]
    }

    private var numbers: Finding {
        let serials = listed.map(\.serial).sorted()
        let isGapless = serials == Array(1..<serials.count + 1)
        return Finding("the numbers are 1 to \(serials.count), each once", isGapless ? nil : "they are not")
    }

    private var arrivals: Finding {
        let count = ours.count { !$0.isMistake }
        return Finding(
            "\(expectedArrivals) arrivals have \(expectedArrivals) tokens, however often a button was hit",
            count == expectedArrivals ? nil : "\(count) have")
    }

    /// A retry that was counted twice would show here, and so would what somebody else did meanwhile.
    private var strangers: Finding {
        let known = before.union(ours.map(\.token))
        return Finding(
            "every new token is one that was asked for here",
            list(listed.filter { !known.contains($0.id) }))
    }

    private var agreement: Finding {
        let serials = Dictionary(listed.map { ($0.id, $0.serial) }) { first, _ in first }
        let wrong = ours.filter { serials[$0.token] != $0.serial }.map(\.serial)
        return Finding("each answer's number is in the list", list(wrong))
    }

    private var voids: Finding {
        let mistakes = Set(ours.filter(\.isMistake).map(\.token))
        let voided = Set(listed.filter { $0.standing == "voided" && !before.contains($0.id) }.map(\.id))
        return Finding(
            "what was void is void, and nothing else",
            list(listed.filter { mistakes.symmetricDifference(voided).contains($0.id) }))
    }

    private var queues: Finding {
        let leavers = Set(ours.filter { !$0.returnsWhenMissed }.map(\.token))
        let ids = Set(ours.map(\.token))
        let left = listed.filter { token in
            ids.contains(token.id) && token.standing == "open"
                && !(leavers.contains(token.id) && token.state == "no-show")
        }
        return Finding("nobody is left in a line but \(leavers.count) who went away", list(left))
    }

    private func list(_ tokens: [IssuedToken]) -> String? { list(tokens.map(\.serial)) }

    private func list(_ serials: [Int]) -> String? {
        if serials.isEmpty { return nil }
        let first = serials.sorted().prefix(10).map(String.init).joined(separator: ", ")
        return "\(serials.count) wrong: \(first)" + (serials.count > 10 ? ", ..." : "")
    }
}

extension Inspection.Finding {
    fileprivate init(_ question: String, _ fault: String?) {
        self.init(question: question, fault: fault)
    }
}
