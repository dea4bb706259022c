import Dispatch
import HTTP
import Synchronization

/// Takes an answer that is made while it is read, a piece at a time.
final class SlowReader {
    private let source: any PieceSource

    init(_ source: any PieceSource) { self.source = source }

    /// Waits for the next piece; nil at the end.
    /// - Throws: `BrokenOff` when there should have been more.
    func next() throws -> [UInt8]? {
        let (supply, isThere) = (SupplyBox(), DispatchSemaphore(value: 0))
        source.next(
            Demand {
                supply.put($0)
                isThere.signal()
            })
        isThere.wait()
        switch supply.take() {
        case .piece(let piece): return piece
        case .end: return nil
        case .failure, nil: throw BrokenOff()
        }
    }

    /// All that is left; nil if it was broken off.
    func rest() -> [UInt8]? {
        var bytes: [UInt8] = []
        do { while let piece = try next() { bytes += piece } } catch { return nil }
        return bytes
    }

    func goAway() { source.cancel() }

    struct BrokenOff: Error {}
}

private final class SupplyBox: Sendable {
    private let supply = Mutex<Demand.Supply?>(nil)
    func put(_ new: Demand.Supply) { supply.withLock { $0 = new } }
    func take() -> Demand.Supply? { supply.withLock { $0 } }
}
