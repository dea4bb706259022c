import COpenSSL
import Glibc

/// Files of certificates and keys (RFC 7468). They are small: more than a mebibyte is a mistake.
enum PEMFile {
    private static let limit = 1024 * 1024

    static func read(_ path: String) throws(TLSError) -> [UInt8] {
        let descriptor = Descriptor(open(path, O_RDONLY | O_CLOEXEC))
        guard descriptor.isOpen else { throw .cannotRead(file: path, reason: reason()) }
        var bytes = [UInt8](repeating: 0, count: limit)
        var length = 0
        while length < limit {
            let count = bytes.withUnsafeMutableBytes { buffer in
                Glibc.read(descriptor.number, buffer.baseAddress?.advanced(by: length), limit - length)
            }
            if count == 0 { return Array(bytes.prefix(length)) }
            if count > 0 { length += count } else if errno != EINTR { throw .cannotRead(file: path, reason: reason()) }
        }
        throw .cannotRead(file: path, reason: "it is larger than any certificate")
    }

    /// Puts a file in place whole or not at all, synced before it gets its name.
    static func write(_ bytes: [UInt8], to path: String, mode: mode_t) throws(TLSError) {
        let temporary = "\(path).\(getpid()).new"
        unlink(temporary)
        do throws(TLSError) {
            try writeNew(bytes, to: temporary, mode: mode)
            guard rename(temporary, path) == 0 else { throw TLSError.cannotWrite(file: path, reason: reason()) }
        } catch {
            unlink(temporary)
            throw error
        }
    }

    private static func writeNew(_ bytes: [UInt8], to path: String, mode: mode_t) throws(TLSError) {
        let descriptor = Descriptor(open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode))
        guard descriptor.isOpen else { throw .cannotWrite(file: path, reason: reason()) }
        let count = bytes.withUnsafeBytes { Glibc.write(descriptor.number, $0.baseAddress, $0.count) }
        // The umask may take bits away that a certificate, which everybody may read, should have.
        guard count == bytes.count, fchmod(descriptor.number, mode) == 0, fsync(descriptor.number) == 0 else {
            throw .cannotWrite(file: path, reason: reason())
        }
    }

    private static func reason() -> String { String(cString: strerror(errno)) }

    /// What `body` writes into a memory BIO.
    static func bytes(_ body: (OpaquePointer?) -> Void) -> [UInt8] {
        let bio = BIO_new(BIO_s_mem())
        defer { BIO_free(bio) }
        body(bio)
        var start: UnsafeMutablePointer<UInt8>?
        let length = BIO_ctrl(bio, BIO_CTRL_INFO, 0, &start)
        return Array(UnsafeBufferPointer(start: start, count: length))
    }

    /// Reads from `bytes` through a memory BIO.
    static func parse<Result>(_ bytes: [UInt8], _ body: (OpaquePointer?) -> Result) -> Result {
        bytes.withUnsafeBytes { buffer in
            let bio = BIO_new_mem_buf(buffer.baseAddress, Int32(buffer.count))
            defer {
                BIO_free(bio)
                ERR_clear_error()
            }
            return body(bio)
        }
    }
}
