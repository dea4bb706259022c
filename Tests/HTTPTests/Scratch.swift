import Glibc

/// A folder of a test's own.
final class Scratch {
    let path: String

    struct NotMade: Error {}

    init() throws {
        var template = Array("/tmp/aalo-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw NotMade() }
        path = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    }

    deinit { rmdir(path) }

    /// Of everything in it, hidden files too.
    func names() throws -> [String] {
        guard let folder = opendir(path) else { throw NotMade() }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }
}

/// A file system of one mebibyte, in memory.
final class SmallDisk {
    private let folder: Scratch

    /// Whether this process may mount file systems.
    static let isPermitted = (try? SmallDisk()) != nil

    init() throws {
        folder = try Scratch()
        guard mount("tmpfs", folder.path, "tmpfs", 0, "size=1m") == 0 else { throw Scratch.NotMade() }
    }

    deinit { umount2(folder.path, Int32(MNT_DETACH)) }

    var path: String { folder.path }
}
