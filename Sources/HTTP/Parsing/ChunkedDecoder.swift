/// Decodes the chunked transfer coding (RFC 9112 section 7.1) as the bytes come.
///
/// Chunk extensions and trailer fields are checked for form and thrown away.
struct ChunkedDecoder {
    enum Outcome: Equatable {
        case complete
        case more
        case refused(Status)
    }

    private enum State {
        case size(digits: Int)
        case extensions
        case sizeLineFeed
        case data
        case dataCarriageReturn
        case dataLineFeed
        case trailerStart
        case trailerName
        case trailer
        case trailerLineFeed
        case endLineFeed
        case ended
    }

    private var state = State.size(digits: 0)
    private var extensions = ChunkExtensions()
    private var remaining = 0
    /// Bytes of data so far, wherever they have gone since.
    private var decoded = 0
    /// Bytes of extensions and trailers so far.
    private var overhead = 0

    /// Appends the decoded data of `bytes` to `body`.
    /// - Parameter position: where to start; afterwards behind the last byte used.
    mutating func decode(
        _ bytes: Span<UInt8>, at position: inout Int, into body: inout [UInt8], limits: Limits
    ) -> Outcome {
        while position < bytes.count {
            if case .data = state {
                takeData(bytes, at: &position, into: &body)
                continue
            }
            do throws(Refusal) {
                try step(bytes[position], room: limits.body - decoded)
            } catch {
                return .refused(error.status)
            }
            position += 1
            guard overhead <= limits.head else { return .refused(.requestHeaderFieldsTooLarge) }
            if case .ended = state { return .complete }
        }
        return .more
    }

    private mutating func takeData(_ bytes: Span<UInt8>, at position: inout Int, into body: inout [UInt8]) {
        let count = min(remaining, bytes.count - position)
        body.append(bytes.extracting(position..<position + count))
        position += count
        decoded += count
        remaining -= count
        if remaining == 0 { state = .dataCarriageReturn }
    }

    private mutating func step(_ byte: UInt8, room: Int) throws(Refusal) {
        switch state {
        case .size(let digits): try stepSize(byte, digits: digits, room: room)
        case .extensions: try stepExtensions(byte)
        case .sizeLineFeed: try expect(byte, ASCII.lineFeed, then: remaining == 0 ? .trailerStart : .data)
        case .dataCarriageReturn: try expect(byte, ASCII.carriageReturn, then: .dataLineFeed)
        case .dataLineFeed: try expect(byte, ASCII.lineFeed, then: .size(digits: 0))
        case .trailerStart: try stepTrailerStart(byte)
        case .trailerName: try stepTrailerName(byte)
        case .trailer:
            overhead += 1
            if byte == ASCII.carriageReturn {
                state = .trailerLineFeed
            } else if !byte.isFieldContent {
                throw Refusal(.badRequest)
            }
        case .trailerLineFeed: try expect(byte, ASCII.lineFeed, then: .trailerStart)
        case .endLineFeed: try expect(byte, ASCII.lineFeed, then: .ended)
        case .data, .ended: break
        }
    }

    private mutating func stepSize(_ byte: UInt8, digits: Int, room: Int) throws(Refusal) {
        if let digit = byte.hexDigit {
            // Eight digits hold any size we would take, and cannot overflow.
            guard digits < 8 else { throw Refusal(.badRequest) }
            remaining = (digits == 0 ? 0 : remaining << 4) | Int(digit)
            state = .size(digits: digits + 1)
            return
        }
        guard digits > 0 else { throw Refusal(.badRequest) }
        guard remaining <= room else { throw Refusal(.contentTooLarge) }
        guard byte != ASCII.carriageReturn else {
            state = .sizeLineFeed
            return
        }
        extensions = ChunkExtensions()
        state = .extensions
        try stepExtensions(byte)
    }

    private mutating func stepExtensions(_ byte: UInt8) throws(Refusal) {
        overhead += 1
        if byte == ASCII.carriageReturn, extensions.mayEnd {
            state = .sizeLineFeed
        } else if !extensions.accept(byte) {
            throw Refusal(.badRequest)
        }
    }

    private mutating func stepTrailerStart(_ byte: UInt8) throws(Refusal) {
        overhead += 1
        if byte == ASCII.carriageReturn {
            state = .endLineFeed
        } else if byte.isTokenCharacter {
            state = .trailerName
        } else {
            throw Refusal(.badRequest)
        }
    }

    private mutating func stepTrailerName(_ byte: UInt8) throws(Refusal) {
        overhead += 1
        if byte == ASCII.colon {
            state = .trailer
        } else if !byte.isTokenCharacter {
            throw Refusal(.badRequest)
        }
    }

    private mutating func expect(_ byte: UInt8, _ expected: UInt8, then next: State) throws(Refusal) {
        guard byte == expected else { throw Refusal(.badRequest) }
        state = next
    }
}
