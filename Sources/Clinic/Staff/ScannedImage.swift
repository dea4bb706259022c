import Vocabulary

/// A picture that somebody sent, taken apart and put together again: what it is was seen from its bytes, and nothing but
/// the picture is left of it (no comments, no place where it was taken, nothing after its end).
struct ScannedImage: Sendable, Equatable {
    enum Kind: String, Sendable, CaseIterable {
        case png = "image/png"
        case jpeg = "image/jpeg"
    }

    static let largest = 200 * 1024
    static let widths = 40...2_000
    static let heights = 15...1_000

    let kind: Kind
    let width: Int
    let height: Int
    let bytes: [UInt8]

    init(kind: Kind, width: Int, height: Int, bytes: [UInt8]) {
        (self.kind, self.width, self.height, self.bytes) = (kind, width, height, bytes)
    }

    /// - Throws: 422 naming `field` for what is neither PNG nor JPEG, is damaged, or is too large or too small.
    init(
        _ bytes: [UInt8], field: String, widths: ClosedRange<Int> = Self.widths,
        heights: ClosedRange<Int> = Self.heights
    ) throws {
        guard let image = PNGFile.read(bytes) ?? JPEGFile.read(bytes) else {
            throw Self.refusal(field, Self.notAnImage)
        }
        guard widths.contains(image.width), heights.contains(image.height) else {
            throw Self.refusal(field, Self.badSize(widths, heights))
        }
        self = image
    }

    private static func refusal(_ field: String, _ text: Bilingual) -> Problem {
        .invalid([Problem.Field(field, text)])
    }

    private static let notAnImage = Bilingual(
        "This is not a picture that can be read. Scan it again as PNG or JPEG.",
        "ছবিটি পড়া যাচ্ছে না। PNG বা JPEG হিসেবে আবার স্ক্যান করুন।")
    private static func badSize(_ widths: ClosedRange<Int>, _ heights: ClosedRange<Int>) -> Bilingual {
        let digits = { (number: Int) in Language.bangla.digits(number) }
        return Bilingual(
            "The picture has to be \(widths.lowerBound) to \(widths.upperBound) dots wide and \(heights.lowerBound) to "
                + "\(heights.upperBound) high",
            "ছবিটি \(digits(widths.lowerBound))-\(digits(widths.upperBound)) ডট চওড়া ও "
                + "\(digits(heights.lowerBound))-\(digits(heights.upperBound)) ডট উঁচু হতে হবে")
    }
}

/// PNG (W3C Portable Network Graphics, third edition, section 5): a signature and chunks, each with its check sum.
enum PNGFile {
    private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    private static let kept: Set<String> = ["IHDR", "PLTE", "tRNS", "IDAT", "IEND"]

    /// Nil for what is no whole PNG.
    static func read(_ bytes: [UInt8]) -> ScannedImage? {
        guard bytes.starts(with: signature) else { return nil }
        var (result, position, size) = (signature, signature.count, (width: 0, height: 0))
        var hasPixels = false
        while let chunk = Chunk(bytes, at: position) {
            let isFirst = position == signature.count
            position = chunk.range.upperBound
            guard isFirst == (chunk.type == "IHDR") else { return nil }
            if isFirst {
                guard let header = header(bytes, chunk.content) else { return nil }
                size = header
            }
            if kept.contains(chunk.type) { result += bytes[chunk.range] } else if chunk.isCritical { return nil }
            hasPixels = hasPixels || chunk.type == "IDAT"
            guard chunk.type == "IEND" else { continue }
            return hasPixels ? ScannedImage(kind: .png, width: size.width, height: size.height, bytes: result) : nil
        }
        return nil
    }

    private static func header(_ bytes: [UInt8], _ content: Range<Int>) -> (width: Int, height: Int)? {
        guard content.count == 13 else { return nil }
        let start = content.lowerBound
        return (Int(bytes.number(at: start)), Int(bytes.number(at: start + 4)))
    }

    private struct Chunk {
        let type: String
        let content: Range<Int>
        /// With its length, type and check sum.
        let range: Range<Int>

        var isCritical: Bool { type.utf8.first.map { $0 & 0x20 == 0 } ?? true }

        init?(_ bytes: [UInt8], at position: Int) {
            guard position + 12 <= bytes.count else { return nil }
            let length = Int(bytes.number(at: position))
            guard length <= bytes.count - position - 12 else { return nil }
            content = position + 8..<position + 8 + length
            range = position..<content.upperBound + 4
            type = String(decoding: bytes[position + 4..<position + 8], as: UTF8.self)
            guard CheckSum.crc32(bytes[position + 4..<content.upperBound]) == bytes.number(at: content.upperBound)
            else { return nil }
        }
    }
}

/// JPEG (ITU-T T.81, annex B): segments behind markers, and the coded picture after the last.
enum JPEGFile {
    /// Frames of baseline, extended and progressive coding.
    private static let frames: Set<UInt8> = [0xC0, 0xC1, 0xC2]
    /// Tables, the beginning of a scan, JFIF's and Adobe's own segments, which say how colours are meant.
    private static let kept: Set<UInt8> = [0xC4, 0xDB, 0xDD, 0xDA, 0xE0, 0xEE]

    /// Nil for what is no whole JPEG.
    static func read(_ bytes: [UInt8]) -> ScannedImage? {
        guard bytes.starts(with: [0xFF, 0xD8, 0xFF]) else { return nil }
        var result: [UInt8] = [0xFF, 0xD8]
        var position = 2
        var size: (width: Int, height: Int)?
        var hasScan = false
        while position + 4 <= bytes.count, bytes[position] == 0xFF, bytes[position + 1] != 0xD9 {
            let marker = bytes[position + 1]
            let length = Int(bytes[position + 2]) << 8 | Int(bytes[position + 3])
            var end = position + 2 + length
            guard length >= 2, end <= bytes.count else { return nil }
            if frames.contains(marker) {
                guard length >= 8, size == nil else { return nil }
                size = (
                    Int(bytes[position + 7]) << 8 | Int(bytes[position + 8]),
                    Int(bytes[position + 5]) << 8 | Int(bytes[position + 6])
                )
            }
            if marker == 0xDA {
                end = endOfScan(bytes, from: end)
                hasScan = size != nil
            }
            if frames.contains(marker) || kept.contains(marker) { result += bytes[position..<end] }
            position = end
        }
        guard let size, hasScan, position + 2 <= bytes.count, bytes[position] == 0xFF, bytes[position + 1] == 0xD9
        else { return nil }
        return ScannedImage(kind: .jpeg, width: size.width, height: size.height, bytes: result + [0xFF, 0xD9])
    }

    /// In coded data FF is followed by 00 or by a restart marker; by anything else it ends.
    private static func endOfScan(_ bytes: [UInt8], from start: Int) -> Int {
        var position = start
        while position + 1 < bytes.count {
            let next = bytes[position + 1]
            if bytes[position] == 0xFF, next != 0, !(0xD0...0xD7).contains(next) { return position }
            position += 1
        }
        return bytes.count
    }
}

enum CheckSum {
    /// CRC-32 (ISO 3309), as PNG has it.
    static func crc32(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        var sum: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }
        return ~sum
    }
}

extension [UInt8] {
    /// Four bytes, the most significant first.
    fileprivate func number(at index: Int) -> UInt32 {
        self[index..<index + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
}
