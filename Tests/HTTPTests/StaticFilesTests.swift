import Glibc
import Testing

@testable import HTTP

@Suite("Static files")
struct StaticFilesTests {
    private let script = Array(String(repeating: "export const a = 1\n", count: 100).utf8)

    @Test("have URLs that change with any content")
    func urls() {
        let one = StaticFiles([("app.js", script), ("a.css", [1])])
        let same = StaticFiles([("app.js", script), ("a.css", [1])])
        let other = StaticFiles([("app.js", script), ("a.css", [2])])
        #expect(one.url("app.js") == same.url("app.js"))
        #expect(one.url("app.js") != other.url("app.js"))
        #expect(one.url("app.js").hasPrefix("/assets/"))
        #expect(one.url("app.js").dropLast(6) == one.url("a.css").dropLast(5))
    }

    @Test("may be kept for ever")
    func caching() throws {
        let files = StaticFiles([("js/app.js", script)])
        let response = try #require(files.response(for: Request(.get, files.url("js/app.js"))))
        #expect(response.cacheControl == "public, max-age=31536000, immutable")
        #expect(response.contentType == .javascript)
        #expect(response.entityTag == .strong(of: script))
    }

    @Test("are nowhere else")
    func unknown() {
        let files = StaticFiles([("app.js", script)])
        for path in ["/assets/app.js", "/assets/old/app.js", files.url("none.js"), files.url("../app.js"), "/"] {
            #expect(files.response(for: Request(.get, path)) == nil)
        }
    }

    @Test("are read from a folder and the folders in it")
    func folder() throws {
        var template = Array("/tmp/http-tests-XXXXXX".utf8CString)
        let path = try #require(mkdtemp(&template).map { String(cString: $0) })
        defer {
            for name in ["/sub/b.txt", "/a.svg", "/.hidden"] { unlink(path + name) }
            rmdir(path + "/sub")
            rmdir(path)
        }
        mkdir(path + "/sub", 0o700)
        for name in ["/sub/b.txt", "/a.svg", "/.hidden"] { write(name, to: path + name) }
        let files = try StaticFiles(folder: path, prefix: "/files")
        #expect(files.bytes("a.svg") == Array("/a.svg".utf8))
        #expect(files.bytes("sub/b.txt") == Array("/sub/b.txt".utf8))
        #expect(files.bytes(".hidden") == nil)
        #expect(files.url("a.svg").hasPrefix("/files/"))
    }

    @Test("that are not there stop the start")
    func missing() {
        #expect(throws: FileError.self) { try StaticFiles(folder: "/no/such/folder") }
    }

    private func write(_ text: String, to path: String) {
        guard let file = fopen(path, "w") else { return }
        fputs(text, file)
        fclose(file)
    }
}
