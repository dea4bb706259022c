/// A media type as it is sent (RFC 9110 section 8.3).
package struct ContentType: Sendable, Hashable {
    package let value: String
    /// Whether gzip makes it smaller; false for what is compressed already.
    package let isCompressible: Bool

    package init(_ value: String, isCompressible: Bool) {
        self.value = FieldValue.sanitized(value)
        self.isCompressible = isCompressible
    }

    package static let json = ContentType("application/json", isCompressible: true)
    package static let problemJSON = ContentType("application/problem+json", isCompressible: true)
    package static let fhirJSON = ContentType("application/fhir+json", isCompressible: true)
    package static let manifest = ContentType("application/manifest+json", isCompressible: true)
    package static let html = ContentType("text/html; charset=utf-8", isCompressible: true)
    package static let text = ContentType("text/plain; charset=utf-8", isCompressible: true)
    package static let css = ContentType("text/css; charset=utf-8", isCompressible: true)
    package static let javascript = ContentType("text/javascript; charset=utf-8", isCompressible: true)
    package static let csv = ContentType("text/csv; charset=utf-8", isCompressible: true)
    package static let form = ContentType("application/x-www-form-urlencoded", isCompressible: true)
    package static let multipart = ContentType("multipart/form-data", isCompressible: false)
    package static let svg = ContentType("image/svg+xml", isCompressible: true)
    package static let png = ContentType("image/png", isCompressible: false)
    package static let jpeg = ContentType("image/jpeg", isCompressible: false)
    package static let webp = ContentType("image/webp", isCompressible: false)
    package static let ico = ContentType("image/x-icon", isCompressible: false)
    package static let wav = ContentType("audio/wav", isCompressible: false)
    package static let mp3 = ContentType("audio/mpeg", isCompressible: false)
    package static let ogg = ContentType("audio/ogg", isCompressible: false)
    package static let woff2 = ContentType("font/woff2", isCompressible: false)
    package static let pdf = ContentType("application/pdf", isCompressible: false)
    package static let octetStream = ContentType("application/octet-stream", isCompressible: false)

    /// By the file name's ending; `octetStream` if that is unknown.
    package init(fileName: String) {
        let ending = fileName.split(separator: ".").last.map { $0.lowercased() } ?? ""
        self = Self.byEnding[ending] ?? .octetStream
    }

    private static let byEnding: [String: ContentType] = [
        "json": .json, "webmanifest": .manifest, "html": .html, "txt": .text, "css": .css, "js": .javascript,
        "mjs": .javascript, "csv": .csv, "svg": .svg, "png": .png, "jpg": .jpeg, "jpeg": .jpeg, "webp": .webp,
        "ico": .ico, "wav": .wav, "mp3": .mp3, "ogg": .ogg, "woff2": .woff2, "pdf": .pdf,
    ]
}
