import HTTP
import Vocabulary

/// A file that came with a form. Large ones lie in a temporary file, which goes with the last who holds this.
package struct Upload: Sendable {
    /// Fit to be shown and to be the name of a file; never a path.
    package let fileName: String
    /// What the client says it is, of those the rule takes, and what its content begins like.
    package let type: ContentType
    package let content: Content

    package var size: Int { content.count }
}

/// What a file in a form may be.
package struct UploadRule: Sendable {
    package let types: [ContentType]
    /// Bytes.
    package let largest: Int

    package init(_ types: [ContentType], largest: Int) {
        self.types = types
        self.largest = largest
    }

    var schema: JSONSchema { .string(format: "binary") }

    var example: Upload { Upload(fileName: "file", type: types.first ?? .octetStream, content: .empty) }

    func read(_ file: Fields.File) throws(Refusal) -> Upload {
        guard let type = types.first(where: { $0.mediaType == file.contentType ?? "" }) else {
            let names = types.map(\.mediaType).joined(separator: ", ")
            throw Refusal("Choose a file of another type: \(names)", "অন্য ধরনের ফাইল বেছে নিন: \(names)")
        }
        guard file.content.count <= largest else {
            let most = Self.size(largest)
            throw Refusal(
                "The file is too large: at most \(most)",
                "ফাইলটি বেশি বড়: সর্বোচ্চ \(Digits.toBangla(most))")
        }
        guard !file.content.isEmpty else { throw Refusal("The file is empty", "ফাইলটি খালি") }
        guard FileSignature.fits(file.content, type) else {
            throw Refusal("The file is not what its name says", "ফাইলটির ভেতরে অন্য কিছু আছে")
        }
        return Upload(fileName: FileName.sanitized(file.name), type: type, content: file.content)
    }

    private static func size(_ bytes: Int) -> String {
        bytes >= 1 << 20 ? "\(bytes >> 20) MB" : "\(max(1, bytes >> 10)) KB"
    }
}

extension ContentType {
    /// Without parameters.
    var mediaType: String { String(value.prefix { $0 != ";" }) }
}

/// Names of files as strangers send them.
enum FileName {
    private static let longest = 120

    /// The last part of a path of whichever system, without what cannot be seen or turns the direction of writing (a
    /// "gpj.exe" must not read "exe.jpg"), without dots in front, not too long, and never empty.
    static func sanitized(_ name: String) -> String {
        let last = name.split { $0 == "/" || $0 == "\\" }.last ?? ""
        let scalars = last.unicodeScalars.filter { !isHidden($0) && !forbidden.contains($0) }
        let visible = String(String.UnicodeScalarView(scalars)).trimmed.drop { $0 == "." || $0.isWhitespace }
        return visible.isEmpty ? "file" : shortened(String(visible))
    }

    /// The ending stays.
    private static func shortened(_ name: String) -> String {
        guard name.count > longest else { return name }
        let ending = name.lastIndex(of: ".").map { String(name[$0...].prefix(12)) } ?? ""
        return name.prefix(longest - ending.count) + ending
    }

    private static let forbidden: Set<Unicode.Scalar> = ["\"", "<", ">", ":", "|", "?", "*"]

    /// Joiners are formatting characters too, and part of how Bangla is spelled.
    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse: true
        case .format: scalar != "\u{200C}" && scalar != "\u{200D}"
        default: false
        }
    }
}
