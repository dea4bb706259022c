/// A body that is sent many times: compressed once.
package final class EncodedBody: Sendable {
    package let identity: [UInt8]
    /// Kept only if it is smaller.
    package let gzip: [UInt8]?

    package init(_ bytes: [UInt8], contentType: ContentType) {
        identity = bytes
        gzip = contentType.isCompressible ? Deflater(level: 6)?.compress(bytes) : nil
    }
}
