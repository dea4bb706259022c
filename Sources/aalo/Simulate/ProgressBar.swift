import Foundation

/// How far the day is: a bar that redraws itself on a terminal, a line now and then elsewhere.
struct ProgressBar {
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private var next = ContinuousClock.now

    mutating func show(_ world: World) {
        guard ContinuousClock.now >= next else { return }
        next = .now + (isTerminal ? .milliseconds(100) : .seconds(2))
        write(isTerminal ? "\r\u{1B}[K" + Self.line(world) : Self.line(world) + "\n")
    }

    func end(_ world: World) {
        write(isTerminal ? "\r\u{1B}[K" + Self.line(world) + "\n" : Self.line(world) + "\n")
    }

    private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }

    private static func line(_ world: World) -> String {
        let (requests, errors) = world.tally.progress
        return line(
            clock: world.clock.pace == .unpaced ? nil : world.clock.now, world.attendance.count,
            of: world.attendance.expected, requests: requests, errors: errors)
    }

    /// - Parameter clock: seconds since midnight, if the day has a pace.
    static func line(
        clock: Double?, _ count: Attendance.Count, of expected: Int, requests: Int, errors: Int
    ) -> String {
        let time = clock.map { wallClock($0) + " " } ?? ""
        return "\(time)\(bar(count.gone, of: expected)) \(count.arrived)/\(expected) arrived, \(count.gone) gone, "
            + "\(requests) requests, \(errors) errors"
    }

    private static func bar(_ done: Int, of all: Int, width: Int = 30) -> String {
        let filled = all == 0 ? 0 : min(width, done * width / all)
        return "[" + String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled) + "]"
    }

    private static func wallClock(_ seconds: Double) -> String {
        let minutes = Int(seconds) / 60
        return String(format: "%02d:%02d", minutes / 60 % 24, minutes % 60)
    }
}
