import Foundation

/// The sources of the clinic as text, for the tests that keep their order.
enum SourceTree {
    struct File {
        /// "Reception/Desk.swift"
        let path: String
        let text: String

        var folder: String { String(path.prefix { $0 != "/" }) }
        var name: String { String(path.split(separator: "/").last ?? "").replacingOccurrences(of: ".swift", with: "") }
    }

    static func clinic() throws -> [File] {
        let folder = TestClinic.root.appending(path: "Sources/Clinic")
        return try FileManager.default.subpathsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".swift") }
            .map { File(path: $0, text: try String(contentsOf: folder.appending(path: $0), encoding: .utf8)) }
    }

    /// The text without comments and without what stands between quotation marks.
    static func code(_ text: String) -> String {
        text.replacing(/\/\/[^\n]*/, with: "").replacing(/"""[\s\S]*?"""/, with: "\"\"").replacing(
            /"[^"\n]*"/, with: "\"\"")
    }
}
