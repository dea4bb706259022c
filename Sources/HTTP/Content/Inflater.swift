import CZlib

enum Inflater {
    /// - Parameter limit: bytes at most, against bombs.
    /// - Returns: nil if the input is no whole gzip stream or too large.
    static func decompress(_ bytes: [UInt8], limit: Int) -> [UInt8]? {
        var stream = z_stream()
        return withUnsafeMutablePointer(to: &stream) { stream in
            let gzipFormat: Int32 = 16
            let size = Int32(MemoryLayout<z_stream>.size)
            guard inflateInit2_(stream, 15 + gzipFormat, ZLIB_VERSION, size) == Z_OK else { return nil }
            defer { inflateEnd(stream) }
            return inflateAll(stream, bytes, limit: limit)
        }
    }

    private static func inflateAll(_ stream: UnsafeMutablePointer<z_stream>, _ bytes: [UInt8], limit: Int) -> [UInt8]? {
        var input = bytes
        var output: [UInt8] = []
        return input.withUnsafeMutableBufferPointer { input in
            stream.pointee.next_in = input.baseAddress
            stream.pointee.avail_in = UInt32(input.count)
            while output.count <= limit {
                var result = Z_OK
                output += [UInt8](unsafeUninitializedCapacity: 65_536) { piece, count in
                    stream.pointee.next_out = piece.baseAddress
                    stream.pointee.avail_out = UInt32(piece.count)
                    result = inflate(stream, Z_NO_FLUSH)
                    count = piece.count - Int(stream.pointee.avail_out)
                }
                if result == Z_STREAM_END { return output }
                guard result == Z_OK else { return nil }
            }
            return nil
        }
    }
}
