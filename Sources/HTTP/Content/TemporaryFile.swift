import CLinux
import Glibc

/// A private file without a name: it goes with the last who holds it, also when the process is killed.
package final class TemporaryFile: Sendable {
    private let descriptor: Descriptor

    /// - Parameter folder: on a disk with room; nothing is ever seen in it.
    init(in folder: String) throws(SystemError) {
        descriptor = try Self.open(folder)
    }

    private static func open(_ folder: String) throws(SystemError) -> Descriptor {
        let unnamed = Glibc.open(folder, aalo_O_TMPFILE | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
        if unnamed >= 0 { return Descriptor(unnamed) }
        // Not every file system has files without a name (open(2)).
        guard errno == EOPNOTSUPP || errno == EISDIR else { throw SystemError("open \(folder)") }
        return try openAndUnlink(folder)
    }

    private static func openAndUnlink(_ folder: String) throws(SystemError) -> Descriptor {
        let path = "\(folder)/.aalo-\(UInt64.random(in: 0...UInt64.max))"
        let named = Descriptor(Glibc.open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600))
        guard named.isOpen else { throw SystemError("open \(folder)") }
        guard unlink(path) == 0 else { throw SystemError("unlink in \(folder)") }
        return named
    }

    /// Never synced: it need not outlive the request.
    func write(_ bytes: Span<UInt8>, at offset: Int) throws(SystemError) {
        var done = 0
        while done < bytes.count {
            let count = bytes.extracting(done..<bytes.count).withUnsafeBytes {
                pwrite(descriptor.number, $0.baseAddress, $0.count, off_t(offset + done))
            }
            if count > 0 {
                done += count
            } else if count == 0 || errno != EINTR {
                throw SystemError("pwrite")
            }
        }
    }

    /// - Throws: EIO when the file ends before the buffer is full.
    func read(into buffer: inout [UInt8], count wanted: Int, at offset: Int) throws(SystemError) {
        var done = 0
        while done < wanted {
            let count = buffer.withUnsafeMutableBytes {
                pread(descriptor.number, $0.baseAddress.map { $0 + done }, wanted - done, off_t(offset + done))
            }
            if count > 0 {
                done += count
            } else if count == 0 {
                throw SystemError("pread", code: EIO)
            } else if errno != EINTR {
                throw SystemError("pread")
            }
        }
    }
}
