import Foundation

/// A file system of one mebibyte, in memory.
final class SmallDisk: Sendable {
    private let folder: Folder

    /// Whether this process may mount file systems.
    static let isPermitted = (try? SmallDisk()) != nil

    struct NotMounted: Error {}

    init() throws {
        folder = try Folder()
        let isMounted = Self.run("/bin/mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", folder.url.path])
        guard isMounted else {
            folder.remove()
            throw NotMounted()
        }
    }

    deinit {
        // Lazily, for a connection may still be closing its files.
        _ = Self.run("/bin/umount", ["-l", folder.url.path])
        folder.remove()
    }

    func path(_ name: String) -> String {
        folder.path(name)
    }

    /// Fills the disk but for `bytes`.
    func fill(leaving bytes: Int) throws {
        let attributes = try FileManager.default.attributesOfFileSystem(forPath: folder.url.path)
        let free = (attributes[.systemFreeSize] as? NSNumber)?.intValue ?? 0
        try Data(count: max(0, free - bytes)).write(to: folder.url.appending(path: "filler"))
    }

    func free() {
        try? FileManager.default.removeItem(atPath: folder.path("filler"))
    }

    private static func run(_ program: String, _ arguments: [String]) -> Bool {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
