import Glibc
import Synchronization

/// Random numbers from the kernel, fetched by the dozen: a token's identifiers would else be four system calls.
enum RandomWords {
    private struct Pool {
        var words = [UInt64](repeating: 0, count: 32)
        var left = 0

        mutating func next() -> UInt64 {
            if left == 0 { refill() }
            left -= 1
            return words[left]
        }

        /// 256 bytes are what one call gives, and for so few it cannot fail (getentropy(3)).
        private mutating func refill() {
            left = words.count
            words.withUnsafeMutableBytes { _ = getentropy($0.baseAddress, $0.count) }
        }
    }

    private static let pool = Mutex(Pool())

    static func two() -> (UInt64, UInt64) { pool.withLock { ($0.next(), $0.next()) } }
}
