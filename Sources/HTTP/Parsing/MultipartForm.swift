/// A `multipart/form-data` body (RFC 7578): what its parts are called and where they lie in it.
package struct MultipartForm: Sendable {
    typealias Outcome = Result<[Part], MultipartError>

    package struct Part: Sendable, Equatable {
        package let name: String
        /// As the client says, and so not to be believed; nil for a field that is no file.
        package let fileName: String?
        /// The media type the client declares, without parameters, in lower case.
        package let contentType: String?
        /// Where the part's content is in the body.
        package let range: Range<Int>
        /// Of a file's content, SHA-256; nil for a field that is no file.
        package let digest: [UInt8]?
    }

    /// In the order sent; names may repeat.
    package let parts: [Part]
    private let body: Content

    /// - Throws: what is wrong with the form, or why its file could not be read.
    package init(_ request: Request) throws {
        body = request.body
        if let outcome = request.form {
            parts = try outcome.get()
            return
        }
        guard let parser = MultipartParser(contentType: request[header: "content-type"]) else {
            throw MultipartError(reason: .noBoundary, offset: 0)
        }
        try body.forEachPiece { parser.feed($0) }
        parts = try parser.finish().get()
    }

    package func content(of part: Part) -> Content { body.extracting(part.range) }
}

/// Bounds of a form beside those of its body.
struct MultipartLimits {
    var parts = 256
    /// Bytes of one part's header fields.
    var head = 8 * 1024
    /// Bytes of a part that is no file.
    var field = 128 * 1024
}

/// Why a body is no form that we take, and at which of its bytes.
package struct MultipartError: Error, Equatable {
    package enum Reason: Sendable {
        /// The Content-Type has no boundary, or one that is none (RFC 2046 section 5.1.1).
        case noBoundary
        /// The body ends before its closing boundary.
        case unexpectedEnd
        /// Behind a boundary is neither the end of the line nor the closing "--".
        case malformedBoundary
        /// A header field of a part that is none.
        case malformedHeader
        /// A part without `Content-Disposition: form-data; name=…`, or with two of them.
        case noName
        /// RFC 7578 section 4.7: nobody sends other codings than 7bit, 8bit and binary.
        case transferEncoding
        case invalidUTF8
        case tooManyParts, headerTooLong, fieldTooLong
    }

    package let reason: Reason
    package let offset: Int

    package init(reason: Reason, offset: Int) {
        self.reason = reason
        self.offset = offset
    }
}
