import CZlib

/// A gzip state (RFC 1952) that is used again and again: starting over is six times cheaper than starting.
/// Confined to one thread.
final class Deflater {
    /// zlib keeps a pointer back to its stream: it must not move.
    private let stream: UnsafeMutablePointer<z_stream>

    /// - Parameter level: 1 (fast) to 9 (small).
    /// - Parameter windowBits: 13 with `memoryLevel` 6 takes 64 KiB; 15 with 8 takes 256 KiB and finds more.
    init?(level: Int32, windowBits: Int32 = 15, memoryLevel: Int32 = 8) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let gzipFormat: Int32 = 16
        let result = deflateInit2_(
            stream, level, Z_DEFLATED, windowBits + gzipFormat, memoryLevel, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        guard result == Z_OK else {
            stream.deallocate()
            return nil
        }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// - Returns: the gzip form if it is smaller than the input, otherwise nil.
    func compress(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.count > 20, deflateReset(stream) == Z_OK else { return nil }
        // One byte less than the input: what does not fit is not worth sending.
        let room = bytes.count - 1
        var finished = false
        let compressed = [UInt8](unsafeUninitializedCapacity: room) { output, count in
            bytes.withUnsafeBufferPointer { input in
                // zlib only reads the input, its header does not say so.
                stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.pointee.avail_in = UInt32(input.count)
                stream.pointee.next_out = output.baseAddress
                stream.pointee.avail_out = UInt32(room)
                finished = deflate(stream, Z_FINISH) == Z_STREAM_END
                count = room - Int(stream.pointee.avail_out)
                stream.pointee.next_in = nil
                stream.pointee.next_out = nil
            }
        }
        return finished ? compressed : nil
    }
}
