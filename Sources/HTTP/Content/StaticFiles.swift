/// The files of a folder, held in memory and compressed once.
///
/// Their URLs are `<prefix>/<digest>/<name>` with one digest over all of them: relative references between them work,
/// and browsers may keep them for ever, because any change makes new URLs.
package struct StaticFiles: Sendable {
    private struct File: Sendable {
        let body: EncodedBody
        let contentType: ContentType
        let entityTag: EntityTag
        let modified: Int?
    }

    private let base: String
    private let files: [String: File]
    private let route: String

    /// Reads all files below the folder.
    package init(folder: String, prefix: String = "/assets") throws(FileError) {
        self.init(try Folder.files(folder).map { ($0.name, $0.bytes, $0.modified) }, prefix)
    }

    package init(_ contents: [(name: String, bytes: [UInt8])], prefix: String = "/assets") {
        self.init(contents.map { ($0.name, $0.bytes, nil) }, prefix)
    }

    private init(_ contents: [(name: String, bytes: [UInt8], modified: Int?)], _ prefix: String) {
        let digests = contents.map { Array($0.name.utf8) + [0] + SHA256.digest($0.bytes) }
        base = prefix + "/" + SHA256.digest(Array(digests.joined())).prefix(9).base64URL + "/"
        route = prefix + "/:digest/:name"
        files = Dictionary(uniqueKeysWithValues: contents.map { ($0.name, Self.file($0.name, $0.bytes, $0.modified)) })
    }

    private static func file(_ name: String, _ bytes: [UInt8], _ modified: Int?) -> File {
        let contentType = ContentType(fileName: name)
        return File(
            body: EncodedBody(bytes, contentType: contentType), contentType: contentType,
            entityTag: .strong(of: bytes), modified: modified)
    }

    /// The path of a file, also of one that does not exist.
    package func url(_ name: String) -> String { base + name }

    /// The content of a file, to be put into a page.
    package func bytes(_ name: String) -> [UInt8]? { files[name]?.body.identity }

    /// Nil if the path is none of these files' with the present digest: 404 is right then.
    package func response(for request: Request) -> Response? {
        let path = request.path
        guard path.hasPrefix(base), let file = files[String(path.dropFirst(base.count))] else { return nil }
        var response = Response(contentType: file.contentType, body: .encoded(file.body))
        response.entityTag = file.entityTag
        response.lastModified = file.modified
        response.acceptsRanges = true
        response.cacheControl = "public, max-age=31536000, immutable"
        response.route = route
        return response
    }
}
