import Glibc

/// Reads a form as its bytes come, in whatever pieces: remembers where the parts are and holds none of them.
///
/// A line that begins with the boundary is a boundary (RFC 2046 section 5.1.1), so that no file can hide one from another
/// reader; what stands before the first and behind the last is ignored as it says there.
final class MultipartParser {
    private enum State {
        case preamble, boundary, boundaryDash, padding, paddingLineFeed
        case line, lineFeed, content, epilogue
        case refused(MultipartError)
    }

    /// CR LF "--" boundary. Only its first byte is a CR, so a mismatch can begin nothing but at that very byte.
    private let delimiter: [UInt8]
    private let limits: MultipartLimits
    private var state = State.preamble
    /// How many bytes of the delimiter were just seen. A body may begin with it, without CR LF.
    private var matched = 2
    /// Bytes seen so far.
    private var offset = 0
    /// The current line of a part's head, without its end.
    private var line: [UInt8] = []
    private var head = MultipartHead()
    private var headLength = 0
    private var contentStart = 0
    /// Of the file whose content comes.
    private var digest: RunningSHA256?
    /// How far it goes: bytes that may yet be a boundary's wait.
    private var digested = 0
    private var parts: [MultipartForm.Part] = []

    init?(boundary: String, limits: MultipartLimits = MultipartLimits()) {
        guard Self.isBoundary(boundary) else { return nil }
        delimiter = Array(("\r\n--" + boundary).utf8)
        self.limits = limits
    }

    /// Nil if the type is not `multipart/form-data` with a boundary.
    convenience init?(contentType: String?) {
        guard let contentType, let field = FieldParameters(Array(contentType.utf8).span),
            field.value == "multipart/form-data", let boundary = field["boundary"]
        else { return nil }
        self.init(boundary: boundary)
    }

    private static func isBoundary(_ text: String) -> Bool {
        let marks = Array("'()+_,-./:=? ".utf8)
        let isAllowed = { (byte: UInt8) in
            byte.decimalDigit != nil || (0x61...0x7a).contains(byte.lowercased) || marks.contains(byte)
        }
        return (1...70).contains(text.utf8.count) && text.utf8.allSatisfy(isAllowed) && !text.hasSuffix(" ")
    }

    func feed(_ bytes: Span<UInt8>) {
        var index = 0
        while index < bytes.count {
            switch state {
            case .preamble, .content: index = skipContent(bytes, from: index)
            case .epilogue, .refused: return
            default:
                step(bytes[index])
                index += 1
                offset += 1
            }
        }
    }

    func finish() -> MultipartForm.Outcome {
        switch state {
        case .epilogue: .success(parts)
        case .refused(let error): .failure(error)
        default: .failure(MultipartError(reason: .unexpectedEnd, offset: offset))
        }
    }

    // MARK: Content

    /// - Returns: the index behind the next delimiter, or behind the last byte.
    private func skipContent(_ bytes: Span<UInt8>, from start: Int) -> Int {
        var index = start
        let (before, held) = (offset, matched)
        while index < bytes.count {
            if matched == 0 { index = bytes.firstCarriageReturn(from: index) }
            guard index < bytes.count else { break }
            let byte = bytes[index]
            index += 1
            if byte == delimiter[matched] {
                matched += 1
            } else {
                matched = byte == ASCII.carriageReturn ? 1 : 0
            }
            if matched == delimiter.count { break }
        }
        offset += index - start
        absorb(bytes, from: start, at: before, held: held)
        if matched == delimiter.count {
            endContent()
        } else if isTooLong {
            refuseField()
        }
        return index
    }

    /// Adds what is now known to be the file's own.
    /// - Parameter before: the offset of the byte at `start`, in front of which `held` bytes looked like a delimiter.
    private func absorb(_ bytes: Span<UInt8>, from start: Int, at before: Int, held: Int) {
        let end = offset - matched
        guard let digest, digested < end else { return }
        if digested < before {
            digest.update(delimiter[(held - (before - digested))..<held].span)
            digested = before
        }
        digest.update(bytes.extracting((start + digested - before)..<(start + end - before)))
        digested = end
    }

    private func endContent() {
        if case .content = state {
            // The line end of an empty part's head may be the delimiter's own.
            let end = max(contentStart, offset - delimiter.count)
            guard head.fileName != nil || end - contentStart <= limits.field else { return refuseField() }
            parts.append(head.part(contentStart..<end, digest: digest?.finish()))
            digest = nil
        }
        matched = 0
        state = .boundary
    }

    private var isTooLong: Bool {
        guard case .content = state, head.fileName == nil else { return false }
        return offset - contentStart > limits.field + delimiter.count
    }

    // MARK: Boundaries and heads

    private func step(_ byte: UInt8) {
        switch state {
        case .boundary where byte == UInt8(ascii: "-"): state = .boundaryDash
        case .boundaryDash: expect(byte, UInt8(ascii: "-"), then: .epilogue)
        case .boundary, .padding: stepPadding(byte)
        case .paddingLineFeed:
            expect(byte, ASCII.lineFeed, then: .line)
            beginHead()
        case .line: stepLine(byte)
        case .lineFeed: endLine(byte)
        case .preamble, .content, .epilogue, .refused: break
        }
    }

    private func stepPadding(_ byte: UInt8) {
        if byte.isBlank {
            state = .padding
        } else {
            expect(byte, ASCII.carriageReturn, then: .paddingLineFeed)
        }
    }

    private func expect(_ byte: UInt8, _ expected: UInt8, then next: State) {
        if byte == expected { state = next } else { refuse(.malformedBoundary) }
    }

    private func beginHead() {
        guard case .line = state else { return }
        guard parts.count < limits.parts else { return refuse(.tooManyParts) }
        head = MultipartHead()
        headLength = 0
        line.removeAll(keepingCapacity: true)
    }

    private func stepLine(_ byte: UInt8) {
        headLength += 1
        guard headLength <= limits.head else { return refuse(.headerTooLong) }
        if byte == ASCII.carriageReturn {
            state = .lineFeed
        } else if byte.isFieldContent {
            line.append(byte)
        } else {
            refuse(.malformedHeader)
        }
    }

    private func endLine(_ byte: UInt8) {
        guard byte == ASCII.lineFeed else { return refuse(.malformedHeader) }
        guard line.isEmpty else {
            let problem = head.read(line.span)
            line.removeAll(keepingCapacity: true)
            if let problem { refuse(problem) } else { state = .line }
            return
        }
        guard head.isComplete else { return refuse(.noName) }
        contentStart = offset + 1
        digest = head.fileName == nil ? nil : RunningSHA256()
        digested = contentStart
        matched = 2
        state = .content
    }

    /// At the first byte beyond the limit, however many had come when it was seen.
    private func refuseField() {
        refuse(.fieldTooLong, at: contentStart + limits.field)
    }

    private func refuse(_ reason: MultipartError.Reason, at place: Int? = nil) {
        state = .refused(MultipartError(reason: reason, offset: place ?? offset))
        parts = []
        line = []
    }
}

extension Span where Element == UInt8 {
    /// The index of the next CR, or the end.
    fileprivate func firstCarriageReturn(from start: Int) -> Int {
        withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress,
                let found = memchr(base + start, Int32(ASCII.carriageReturn), bytes.count - start)
            else { return bytes.count }
            return UnsafeRawPointer(found) - base
        }
    }
}
