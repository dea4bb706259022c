import Dispatch
import HTTP
import Synchronization

/// Where the thread that writes a document meets the loop that sends it. One finished piece waits at most.
final class PieceHandOver: Sendable {
    /// A reader that is slower holds a snapshot, and with it the database's log.
    static let longest = DispatchTimeInterval.seconds(30 * 60)

    private struct State {
        /// The loop waits for a piece.
        var demand: Demand?
        /// A piece waits for the loop.
        var piece: [UInt8]?
        var ending: Demand.Supply?
        var isAbandoned = false
    }

    private let state = Mutex(State())
    /// Signalled when there is room for a piece.
    private let room = DispatchSemaphore(value: 0)
    private let end = DispatchTime.now() + PieceHandOver.longest

    init() { room.signal() }

    /// From the writer's thread: waits until the piece before has been taken.
    /// - Throws: `DocumentAbandoned`.
    func put(_ piece: [UInt8]) throws {
        guard room.wait(timeout: end) == .success else { throw DocumentAbandoned() }
        let demand: Demand? = try state.withLock { state in
            guard !state.isAbandoned else { throw DocumentAbandoned() }
            guard let demand = state.demand.take() else {
                state.piece = piece
                return nil
            }
            return demand
        }
        guard let demand else { return }
        demand.give(piece)
        room.signal()
    }

    /// From the writer's thread, after the last piece.
    func finish(_ ending: Demand.Supply) {
        let demand = state.withLock { state in
            state.ending = ending
            return state.demand.take()
        }
        demand?.meet(ending)
    }

    /// From the loop.
    func ask(_ demand: Demand) {
        let (supply, isRoom) = state.withLock { state -> (Demand.Supply?, Bool) in
            if let piece = state.piece.take() { return (.piece(piece), true) }
            if let ending = state.ending { return (ending, false) }
            state.demand = demand
            return (nil, false)
        }
        if let supply { demand.meet(supply) }
        if isRoom { room.signal() }
    }

    /// From the loop: the writer is let go, wherever it waits.
    func abandon() {
        state.withLock { state in
            state.isAbandoned = true
            state.piece = nil
        }
        room.signal()
    }
}

/// The loop's end of a hand-over. When the answer it belongs to is dropped, also unread, the writer is let go.
final class DocumentSource: PieceSource {
    private let handOver: PieceHandOver

    init(_ handOver: PieceHandOver) { self.handOver = handOver }

    deinit { handOver.abandon() }

    func next(_ demand: Demand) { handOver.ask(demand) }

    func cancel() { handOver.abandon() }
}
