import Glibc

/// The Date field line, formatted once a second.
struct DateField {
    private(set) var line: [UInt8] = []
    /// Since 1970.
    private(set) var second = -1

    init() {
        refresh()
    }

    mutating func refresh() {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME_COARSE, &now)
        guard now.tv_sec != second else { return }
        second = now.tv_sec
        line = Array("Date: \(HTTPDate.format(second))\r\n".utf8)
    }
}
