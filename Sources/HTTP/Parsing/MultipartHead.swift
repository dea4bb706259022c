/// The header fields of one part (RFC 7578 section 4.2 to 4.8).
struct MultipartHead {
    private(set) var fileName: String?
    private var name: String?
    private var contentType: String?

    var isComplete: Bool { name != nil }

    func part(_ range: Range<Int>, digest: [UInt8]?) -> MultipartForm.Part {
        MultipartForm.Part(
            name: name ?? "", fileName: fileName, contentType: contentType, range: range, digest: digest)
    }

    /// - Parameter line: one header field without its line end. Fields that mean nothing here are ignored.
    /// - Returns: what is wrong with it.
    mutating func read(_ line: Span<UInt8>) -> MultipartError.Reason? {
        var colon = 0
        while colon < line.count, line[colon].isTokenCharacter { colon += 1 }
        guard colon > 0, colon < line.count, line[colon] == ASCII.colon else { return .malformedHeader }
        let name = line.extracting(0..<colon)
        let value = line.extracting(line.trim(colon + 1..<line.count))
        if name.equalsIgnoringCase("content-disposition") { return readDisposition(value) }
        if name.equalsIgnoringCase("content-type") { return readContentType(value) }
        if name.equalsIgnoringCase("content-transfer-encoding") { return Self.checkTransferEncoding(value) }
        return nil
    }

    private mutating func readDisposition(_ value: Span<UInt8>) -> MultipartError.Reason? {
        guard value.string() != nil else { return .invalidUTF8 }
        guard let field = FieldParameters(value) else { return .malformedHeader }
        guard name == nil, field.value == "form-data", let name = field["name"] else { return .noName }
        self.name = Self.unescaped(name)
        // `filename*` is not for forms and never read (section 4.2).
        fileName = field["filename"].map(Self.unescaped)
        return nil
    }

    /// Browsers send names as UTF-8 and of all characters escape these three (HTML, "multipart form data").
    private static func unescaped(_ text: String) -> String {
        guard text.utf8.contains(ASCII.percent) else { return text }
        let escapes = [("%22", "\""), ("%0D", "\r"), ("%0A", "\n")]
        return escapes.reduce(text) { text, escape in
            text.split(separator: escape.0, omittingEmptySubsequences: false).joined(separator: escape.1)
        }
    }

    private mutating func readContentType(_ value: Span<UInt8>) -> MultipartError.Reason? {
        guard contentType == nil, let field = FieldParameters(value) else { return .malformedHeader }
        contentType = field.value
        return nil
    }

    private static func checkTransferEncoding(_ value: Span<UInt8>) -> MultipartError.Reason? {
        let isPlain =
            value.equalsIgnoringCase("7bit") || value.equalsIgnoringCase("8bit") || value.equalsIgnoringCase("binary")
        return isPlain ? nil : .transferEncoding
    }
}
