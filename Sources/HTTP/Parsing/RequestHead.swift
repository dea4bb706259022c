/// What the parser found in a head: offsets only, nothing copied, nothing counted.
struct RequestHead: Sendable, Equatable {
    enum Framing: Sendable, Equatable {
        case none
        case length(Int)
        case chunked
    }

    /// Fields that ask for an answer on conditions or in part: most requests have none, and then nobody need look.
    struct Conditions: OptionSet, Sendable {
        let rawValue: UInt8

        static let ifMatch = Conditions(rawValue: 1)
        static let ifUnmodifiedSince = Conditions(rawValue: 2)
        static let ifNoneMatch = Conditions(rawValue: 4)
        static let ifModifiedSince = Conditions(rawValue: 8)
        static let range = Conditions(rawValue: 16)
    }

    var method = Method.get
    /// 0 or 1, the digit after `HTTP/1.`.
    var minorVersion: UInt8 = 1
    var framing = Framing.none
    var keepAlive = true
    var expectsContinue = false
    var path = ByteRange(0, 0)
    /// Without the question mark.
    var query: ByteRange?
    /// Of a target in absolute form.
    var authority: ByteRange?
    /// The target was in absolute form and asked for https.
    var isForHTTPS = false
    var conditions: Conditions = []
    /// Bytes from the start of the buffer to the end of the empty line.
    var length = 0
}

/// A range of bytes in a head of at most 65,535 bytes.
struct ByteRange: Sendable, Equatable {
    private let lower: UInt16
    private let upper: UInt16

    init(_ start: Int, _ end: Int) {
        lower = UInt16(start)
        upper = UInt16(end)
    }

    init(_ range: Range<Int>) {
        self.init(range.lowerBound, range.upperBound)
    }

    var range: Range<Int> { Int(lower)..<Int(upper) }
    var count: Int { Int(upper) - Int(lower) }
}

struct FieldLine: Sendable, Equatable {
    let name: ByteRange
    let value: ByteRange
}
