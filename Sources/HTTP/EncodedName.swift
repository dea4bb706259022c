/// The name of a member as it is written, from the comma ahead of it to its colon: `,"name":`.
///
/// For names that live as long as the program: its bytes are never freed, so that nobody has to count who holds them.
package struct EncodedName: Sendable {
    nonisolated(unsafe) let bytes: UnsafePointer<UInt8>  // never written again
    let count: Int

    package init(_ name: StaticString) {
        let text = Array(",\"\(name)\":".utf8)
        let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: text.count)
        bytes.update(from: text, count: text.count)
        self.bytes = UnsafePointer(bytes)
        count = text.count
    }
}
