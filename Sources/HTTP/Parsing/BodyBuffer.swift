/// Where request bodies go.
package struct BodyStorage: Sendable {
    /// Bytes of one body that are kept in memory; what is larger goes to a file.
    package var threshold = 256 * 1024
    /// For temporary files without names; on a disk with room for what is uploaded at one time.
    package var folder = "/var/tmp"

    package init() {}
}

/// A body on its way in: in memory up to a threshold, beyond it in a temporary file.
struct BodyBuffer {
    /// The most bytes it takes; beyond: 413.
    var limit: Int
    /// Nil keeps all in memory.
    var storage: BodyStorage?
    /// Received, but not in the file.
    private var bytes: [UInt8] = []
    private var file: TemporaryFile?
    private var written = 0
    /// Follows a form on its way to the file, so that nobody has to read it again.
    private var form: MultipartParser?

    init(limit: Int) {
        self.limit = limit
    }

    var count: Int { written + bytes.count }

    mutating func append(_ piece: Span<UInt8>, of head: RequestDecoder.Message) throws(Refusal) {
        guard file == nil else { return try write(piece) }
        bytes.append(piece)
        try spill(head)
    }

    mutating func append(
        chunks: inout ChunkedDecoder, _ piece: Span<UInt8>, at position: inout Int,
        of head: RequestDecoder.Message, limits: Limits
    ) throws(Refusal) -> ChunkedDecoder.Outcome {
        var limits = limits
        limits.body = limit
        let outcome = chunks.decode(piece, at: &position, into: &bytes, limits: limits)
        try spill(head)
        return outcome
    }

    /// Moves what is in memory to the file, if it is too much or the file is there already.
    private mutating func spill(_ head: RequestDecoder.Message) throws(Refusal) {
        guard let storage, file != nil || bytes.count > storage.threshold else { return }
        if file == nil { try openFile(storage, head) }
        var received: [UInt8] = []
        swap(&received, &bytes)
        try write(received.span)
        // One receive buffer full is kept for the next; the first load was larger.
        guard received.capacity <= 128 * 1024 else { return }
        received.removeAll(keepingCapacity: true)
        swap(&received, &bytes)
    }

    private mutating func openFile(_ storage: BodyStorage, _ head: RequestDecoder.Message) throws(Refusal) {
        do throws(SystemError) { file = try TemporaryFile(in: storage.folder) } catch {
            throw Refusal(.insufficientStorage)
        }
        form = MultipartParser(contentType: head.value(of: "content-type"))
    }

    private mutating func write(_ piece: Span<UInt8>) throws(Refusal) {
        // A full disk, a quota, a broken one: RFC 4918 section 11.5.
        do throws(SystemError) { try file?.write(piece, at: written) } catch { throw Refusal(.insufficientStorage) }
        written += piece.count
        form?.feed(piece)
    }

    /// What came, and what a form was found to be made of. The buffer is empty afterwards.
    mutating func take() -> (content: Content, form: MultipartForm.Outcome?) {
        defer { self = BodyBuffer(limit: 0) }
        guard let file else { return (.bytes(bytes), nil) }
        return (.file(FileRange(file, count: written)), form?.finish())
    }
}

extension RequestDecoder.Message {
    /// The first field of that name, which must be lower-case.
    fileprivate func value(of name: StaticString) -> String? {
        for field in fields where bytes.span.extracting(field.name.range).equalsIgnoringCase(name) {
            return bytes.span.extracting(field.value.range).lossyString()
        }
        return nil
    }
}
