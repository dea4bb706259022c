import Testing

@testable import HTTP

@Suite("A multipart form")
struct MultipartTests {
    /// Three parts: text, a file full of what looks like boundaries, an empty file.
    private static let good =
        "--B\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nজ্বর\r\n"
        + "--B  \t\r\ncontent-type: Image/JPEG; q=1\r\nX-Other: ignored\r\n"
        + "Content-Disposition: form-data; filename=\"রোগী.jpg\"; name=photo; filename*=utf-8''evil\r\n\r\n"
        + "\r\n-B\r\n--\r\r\n--A\r\n--\rB--\r\n\r\n\r\n--B\r\n"
        + "Content-Disposition: form-data; name=\"empty\"; filename=\"\"\r\n"
        + "Content-Type: application/octet-stream\r\n\r\n--B--\r\nan epilogue\r\n--B\r\n"

    private func parse(_ pieces: [[UInt8]], limits: MultipartLimits = MultipartLimits()) -> MultipartForm.Outcome {
        guard let parser = MultipartParser(boundary: "B", limits: limits) else {
            return .failure(MultipartError(reason: .noBoundary, offset: 0))
        }
        for piece in pieces { parser.feed(piece.span) }
        return parser.finish()
    }

    private func parse(_ text: String, limits: MultipartLimits = MultipartLimits()) -> MultipartForm.Outcome {
        parse([Array(text.utf8)], limits: limits)
    }

    @Test("says what its parts are called and where they lie")
    func parts() throws {
        let bytes = Array(Self.good.utf8)
        let parts = try parse([bytes]).get()
        #expect(parts.map(\.name) == ["note", "photo", "empty"])
        #expect(parts.map(\.fileName) == [nil, "রোগী.jpg", ""])
        #expect(parts.map(\.contentType) == [nil, "image/jpeg", "application/octet-stream"])
        #expect(
            parts.map { String(decoding: bytes[$0.range], as: UTF8.self) } == [
                "জ্বর", "\r\n-B\r\n--\r\r\n--A\r\n--\rB--\r\n\r\n", "",
            ])
        #expect(parts.map(\.digest) == [nil] + parts.dropFirst().map { SHA256.digest(Array(bytes[$0.range])) })
    }

    @Test("is the same however it is split in two, or byte by byte")
    func splits() throws {
        let bytes = Array(Self.good.utf8)
        let whole = try parse([bytes]).get()
        for split in 0...bytes.count {
            #expect(try parse([Array(bytes[..<split]), Array(bytes[split...])]).get() == whole, "split at \(split)")
        }
        #expect(try parse(bytes.map { [$0] }).get() == whole)
    }

    @Test("without its end is none, wherever it stops")
    func prefixes() {
        let end = Self.good.utf8.count - "\r\nan epilogue\r\n--B\r\n".utf8.count
        let bytes = Array(Self.good.utf8)
        for count in 0..<end {
            #expect(parse([Array(bytes[..<count])]) == .failure(MultipartError(reason: .unexpectedEnd, offset: count)))
        }
        #expect(throws: Never.self) { try parse([Array(bytes[..<end])]).get() }
    }

    @Test(
        "that is malformed is refused at its byte",
        arguments: [
            ("", MultipartError.Reason.unexpectedEnd, 0), ("no boundary at all", .unexpectedEnd, 18),
            ("--Bx\r\n", .malformedBoundary, 3), ("--B-x", .malformedBoundary, 4), ("--B\n", .malformedBoundary, 3),
            ("--B\r\r", .malformedBoundary, 4), ("--B\r\n\r\n", .noName, 6),
            ("--B\r\nContent-Disposition: form-data\r\n", .noName, 36),
            ("--B\r\nContent-Disposition: attachment; name=a\r\n", .noName, 45),
            ("--B\r\nContent-Disposition: form-data; name=a; name=b\r\n", .malformedHeader, 52),
            ("--B\r\nContent-Disposition: form-data; name=\"a\r\n", .malformedHeader, 45),
            ("--B\r\nContent-Disposition: form-data; name\r\n", .malformedHeader, 42),
            ("--B\r\nno colon\r\n", .malformedHeader, 14), ("--B\r\nA : b\r\n", .malformedHeader, 11),
            ("--B\r\n folded\r\n", .malformedHeader, 13), ("--B\r\nA: \u{1}", .malformedHeader, 8),
            ("--B\r\nA: b\n", .malformedHeader, 9), ("--B\r\nA: b\rc", .malformedHeader, 10),
            ("--B\r\nContent-Transfer-Encoding: base64\r\n", .transferEncoding, 39),
            ("--B\r\nContent-Type: a\r\nContent-Type: b\r\n", .malformedHeader, 38),
        ])
    func malformed(_ text: String, _ reason: MultipartError.Reason, _ offset: Int) {
        #expect(parse(text) == .failure(MultipartError(reason: reason, offset: offset)))
    }

    @Test("with a name that is no UTF-8 is refused")
    func invalidUTF8() {
        let bytes = Array("--B\r\nContent-Disposition: form-data; name=\"".utf8) + [0xC3, 0x28] + Array("\"\r\n".utf8)
        #expect(parse([bytes]) == .failure(MultipartError(reason: .invalidUTF8, offset: 47)))
    }

    @Test("has limits on its parts, their heads and its fields; a file has none of its own")
    func limits() throws {
        var limits = MultipartLimits()
        limits.parts = 2
        limits.head = 64
        limits.field = 10
        func part(_ head: String, _ body: String) -> String {
            "--B\r\nContent-Disposition: form-data; name=a\(head)\r\n\r\n\(body)\r\n"
        }
        func reason(_ text: String) -> MultipartError.Reason? {
            if case .failure(let error) = parse(text + "--B--", limits: limits) { error.reason } else { nil }
        }
        #expect(reason(part("", "0123456789") + part("", "")) == nil)
        #expect(reason(part("", "0123456789x")) == .fieldTooLong)
        #expect(reason(part("", String(repeating: "x", count: 1_000))) == .fieldTooLong)
        #expect(reason(part("; filename=b", String(repeating: "x", count: 1_000))) == nil)
        #expect(reason(part("", "") + part("", "") + part("", "")) == .tooManyParts)
        #expect(reason(part("; filename=b\r\nX: \(String(repeating: "x", count: 50))", "")) == .headerTooLong)
    }

    @Test(
        "takes names as browsers and curl send them",
        arguments: [
            (#""a.jpg""#, "a.jpg"), (#""a\"b.jpg""#, "a\"b.jpg"), (#""a%22b%0D%0A.jpg""#, "a\"b\r\n.jpg"),
            (#""C:\fake\a.jpg""#, #"C:\fake\a.jpg"#), (#""a\\b""#, #"a\b"#), (#""100%.jpg""#, "100%.jpg"),
            (#""a;b=c.jpg""#, "a;b=c.jpg"), ("plain.jpg", "plain.jpg"), (#""""#, ""),
        ])
    func fileNames(_ sent: String, _ expected: String) throws {
        let text = "--B\r\nContent-Disposition: form-data; name=x; filename=\(sent)\r\n\r\n\r\n--B--"
        #expect(try parse(text).get().first?.fileName == expected)
    }

    @Test("needs a boundary of 1 to 70 allowed characters that does not end with a space")
    func boundaries() {
        func isTaken(_ contentType: String) -> Bool { MultipartParser(contentType: contentType) != nil }
        #expect(isTaken("multipart/form-data; boundary=----WebKitFormBoundary7MA4YWxkTrZu0gW"))
        #expect(isTaken("Multipart/Form-Data;charset=utf-8 ; Boundary=\"a b'()+_,-./:=?\""))
        #expect(isTaken("multipart/form-data; boundary=\(String(repeating: "b", count: 70))"))
        #expect(!isTaken("multipart/form-data; boundary=\(String(repeating: "b", count: 71))"))
        for wrong in [
            "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"\"",
            "multipart/form-data; boundary=\"a \"", "multipart/form-data; boundary=\"a@b\"",
            "multipart/form-data; boundary=a; boundary=b", "multipart/mixed; boundary=a", "text/plain; boundary=a",
            "multipart/form-data; boundary=a b", "multipart/form-data boundary=a",
        ] { #expect(!isTaken(wrong), "\(wrong)") }
    }

    @Test("is followed on its way to a file, and its parts are ranges of that")
    func inFile() throws {
        let photo = (0..<900_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
        let server = try TestServer(
            configure: {
                $0.limits.upload = 2_000_000
                $0.bodies.threshold = 10_000
            }, admit: { _ in .upTo(2_000_000) }
        ) { request, _ in
            do {
                let form = try MultipartForm(request)
                let found = form.parts.map { "\($0.name) \(EntityTag.strong(of: form.content(of: $0).all).opaque)" }
                #expect(form.parts.allSatisfy { form.content(of: $0).isFile == request.body.isFile })
                return .text("\(request.body.isFile) " + found.joined(separator: " "))
            } catch {
                return .text("\(error)")
            }
        }
        for count in [10, 9_000, 11_000, 900_000] {
            let file = Array(photo.prefix(count))
            let note = EntityTag.strong(of: Array("fever".utf8)).opaque
            let head = "--b\r\nContent-Disposition: form-data; name=photo; filename=p.jpg\r\n\r\n"
            let rest = "\r\n--b\r\nContent-Disposition: form-data; name=note\r\n\r\nfever\r\n--b--\r\n"
            let response = try server.client().send(
                .post, "/", headers: [("Content-Type", "multipart/form-data; boundary=b")],
                body: Array(head.utf8) + file + Array(rest.utf8))
            #expect(response.text == "\(count > 10_000) photo \(EntityTag.strong(of: file).opaque) note \(note)")
        }
    }

    @Test("survives random mutations, and then too is the same in every split")
    func mutations() {
        var random = SplitMix(state: 11)
        let seed = Array(Self.good.utf8)
        for _ in 0..<5_000 {
            let bytes = random.mutate(seed)
            let split = Int.random(in: 0...bytes.count, using: &random)
            let whole = parse([bytes])
            #expect(parse([Array(bytes[..<split]), Array(bytes[split...])]) == whole)
            if case .success(let parts) = whole {
                #expect(parts.allSatisfy { $0.range.upperBound <= bytes.count })
            }
        }
    }
}
