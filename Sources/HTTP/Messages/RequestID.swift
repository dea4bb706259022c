import Synchronization

/// A short name for one request in logs and problem reports, unique over restarts for all practical purposes.
struct RequestID: Sendable {
    private static let boot = UInt32.random(in: 0...UInt32.max)
    private static let inProcess = Atomic<UInt64>(0)

    private let number: UInt64

    /// - Parameter sequence: counts the requests of one loop.
    init(loop: Int, sequence: UInt64) {
        number = UInt64(truncatingIfNeeded: loop) << 40 | sequence & 0xff_ffff_ffff
    }

    /// For requests that came over no loop.
    static func unattached() -> RequestID {
        RequestID(loop: 0xff, sequence: inProcess.add(1, ordering: .relaxed).newValue)
    }

    /// 20 lower-case hexadecimal digits: 8 of this process, 2 of the loop, 10 that count.
    var text: String {
        var digits: [UInt8] = []
        digits.reserveCapacity(20)
        append(to: &digits)
        return String(decoding: digits, as: UTF8.self)
    }

    func append(to output: inout [UInt8]) {
        output.append(hexadecimal: UInt64(Self.boot), digits: 8)
        output.append(hexadecimal: number, digits: 12)
    }

    /// Whether a client's own name for its request can be ours: a token, and short, so that no log suffers from it.
    static func accepts(_ value: Span<UInt8>) -> Bool {
        guard (1...64).contains(value.count) else { return false }
        for index in value.indices where !value[index].isTokenCharacter { return false }
        return true
    }
}

extension [UInt8] {
    mutating func append(hexadecimal number: UInt64, digits: Int) {
        for place in stride(from: digits - 1, through: 0, by: -1) {
            let digit = UInt8(truncatingIfNeeded: number >> UInt64(place * 4)) & 15
            append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
    }
}
