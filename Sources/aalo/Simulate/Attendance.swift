import Clinic
import Foundation
import Synchronization

/// Who is in the clinic, whatever the server says of it.
final class Attendance: Sendable {
    /// Someone who was missed and comes back.
    struct Absentee: Sendable {
        let visitor: Visitor
        let entry: LineEntry
        let stage: Stage
        let backAt: Double
    }

    struct Count: Sendable, Equatable {
        var arrived = 0
        var gone = 0
        var lost = 0
    }

    private struct State {
        var visitors: [String: Visitor] = [:]
        /// Arrivals whose token is being issued.
        var issuing: Set<Int> = []
        var absentees: [Absentee] = []
        var count = Count()
        var lastMove = ContinuousClock.now
        var isAbandoned = false
    }

    let expected: Int
    private let state = Mutex(State())

    init(expected: Int) { self.expected = expected }

    var count: Count { state.withLock { $0.count } }
    var tokens: [Visitor] { state.withLock { Array($0.visitors.values) } }
    var lastMove: ContinuousClock.Instant { state.withLock { $0.lastMove } }

    var isOver: Bool {
        state.withLock { $0.isAbandoned || $0.count.gone + $0.count.lost == expected }
    }

    var isAbandoned: Bool { state.withLock { $0.isAbandoned } }

    /// The server went away for good: everybody goes home.
    func abandon() { state.withLock { $0.isAbandoned = true } }

    /// Runs `issue`, which admits whoever it gives a token to.
    func whileIssuing(_ number: Int, _ issue: () throws -> Void) rethrows {
        move { $0.issuing.insert(number) }
        defer { move { $0.issuing.remove(number) } }
        try issue()
    }

    /// Also for a token given by mistake, which is not an arrival.
    func admit(_ visitor: Visitor) {
        move {
            $0.visitors[visitor.token] = visitor
            if !visitor.isMistake { $0.count.arrived += 1 }
        }
    }

    func update(_ visitor: Visitor) { move { $0.visitors[visitor.token] = visitor } }
    func leave() { move { $0.count.gone += 1 } }

    /// Somebody whose request failed for good: we do not know where they stand.
    func lose() { move { $0.count.lost += 1 } }

    func miss(_ absentee: Absentee) { move { $0.absentees.append(absentee) } }

    /// Someone who is back at this stage.
    func takeReturner(at stage: Stage, _ clock: DayClock) -> Absentee? {
        state.withLock { state in
            let index = state.absentees.firstIndex { $0.stage == stage && clock.isPast($0.backAt) }
            return index.map { state.absentees.remove(at: $0) }
        }
    }

    /// Whose token that is; nil for a token not of ours. The receptionist may still be waiting for the answer that
    /// tells the number, so whoever is at it now may finish first.
    func visitor(of token: String) -> Visitor? {
        let atIt = state.withLock { $0.issuing }
        while true {
            let (visitor, mayStillCome) = state.withLock {
                ($0.visitors[token], !$0.isAbandoned && !$0.issuing.isDisjoint(with: atIt))
            }
            if visitor != nil || !mayStillCome { return visitor }
            Thread.sleep(forTimeInterval: 0.001)
        }
    }

    private func move(_ change: (inout sending State) -> Void) {
        state.withLock {
            change(&$0)
            $0.lastMove = .now
        }
    }
}
