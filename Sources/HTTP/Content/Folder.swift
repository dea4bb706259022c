import Glibc

/// A file could not be read while the server started.
package struct FileError: Error, CustomStringConvertible {
    let path: String
    let code: Int32

    package var description: String { "\(path): \(String(cString: strerror(code)))" }
}

/// Reads folders without Foundation, which would cost a short program 10 ms and 10 MB.
enum Folder {
    /// The name is relative, the time in seconds since 1970.
    typealias File = (name: String, bytes: [UInt8], modified: Int)

    /// All regular files below `path`, sorted by name; names that start with a dot are left out.
    static func files(_ path: String) throws(FileError) -> [File] {
        var found: [File] = []
        for name in try names(path) {
            let full = path + "/" + name
            let status = try status(full)
            if status.st_mode & S_IFMT == S_IFDIR {
                found += try files(full).map { (name + "/" + $0.name, $0.bytes, $0.modified) }
            } else {
                found.append((name, try read(full), status.st_mtim.tv_sec))
            }
        }
        return found
    }

    private static func names(_ path: String) throws(FileError) -> [String] {
        guard let folder = opendir(path) else { throw FileError(path: path, code: errno) }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    private static func status(_ path: String) throws(FileError) -> stat {
        var status = stat()
        guard stat(path, &status) == 0 else { throw FileError(path: path, code: errno) }
        return status
    }

    private static func read(_ path: String) throws(FileError) -> [UInt8] {
        let file = Descriptor(open(path, O_RDONLY | O_CLOEXEC))
        guard file.isOpen else { throw FileError(path: path, code: errno) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(file.number, &piece, piece.count)
            if count == 0 { return bytes }
            if count > 0 {
                bytes += piece.prefix(count)
            } else if errno != EINTR {
                throw FileError(path: path, code: errno)
            }
        }
    }
}
