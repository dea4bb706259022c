import Glibc

/// What the system says about this process (proc(5)). What cannot be read is 0.
package struct ProcessFigures: Sendable {
    package var residentBytes = 0
    package var virtualBytes = 0
    package var openDescriptors = 0
    package var allowedDescriptors = 0
    package var cpuSeconds = 0.0

    package static func read() -> ProcessFigures {
        var figures = ProcessFigures()
        let pages = statm()
        if pages.count > 1 {
            let size = sysconf(Int32(_SC_PAGESIZE))
            (figures.virtualBytes, figures.residentBytes) = (pages[0] * size, pages[1] * size)
        }
        figures.openDescriptors = openDescriptors()
        figures.allowedDescriptors = DescriptorLimit.current
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        figures.cpuSeconds = Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
        return figures
    }

    private static func statm() -> [Int] {
        let file = Descriptor(Glibc.open("/proc/self/statm", O_RDONLY | O_CLOEXEC))
        var buffer = [UInt8](repeating: 0, count: 256)
        let count = Glibc.read(file.number, &buffer, buffer.count)
        guard count > 0 else { return [] }
        return String(decoding: buffer[..<count], as: UTF8.self).split(separator: " ").compactMap { Int($0) }
    }

    /// Without "." and "..", and the one that reads.
    private static func openDescriptors() -> Int {
        guard let folder = opendir("/proc/self/fd") else { return 0 }
        defer { closedir(folder) }
        var count = 0
        while readdir(folder) != nil { count += 1 }
        return max(0, count - 3)
    }
}
