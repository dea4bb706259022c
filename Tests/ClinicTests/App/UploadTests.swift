import HTML
import HTTP
import Testing
import Vocabulary

@testable import Clinic

/// Forms with files, by a route of the test's own.
@Suite struct UploadTests {
    private struct Referral: Input {
        let note: String
        let letter: Upload
        let photo: Upload?

        init?(_ fields: inout Fields) {
            let note = fields.required("note", Rule.text(longest: 20))
            let letter = fields.required("letter", UploadRule([.pdf, .jpeg], largest: 3_000_000))
            photo = fields.optional("photo", UploadRule([.jpeg], largest: 1_000))
            guard let note, let letter else { return nil }
            self.note = note
            self.letter = letter
        }
    }

    private struct Kept: JSONObject {
        let referral: Referral

        static let properties: [Property<Kept>] = [
            .string("note") { $0.referral.note },
            .string("name") { $0.referral.letter.fileName },
            .string("type") { $0.referral.letter.type.value },
            .integer("size") { $0.referral.letter.size },
            .string("digest") { digest((try? $0.referral.letter.content.bytes()) ?? []) },
            .boolean("hasPhoto") { $0.referral.photo != nil },
        ]
    }

    private static func digest(_ bytes: [UInt8]) -> String { EntityTag.strong(of: bytes).opaque }

    private static let feature = Feature(
        name: Bilingual("Referrals", "রেফারেল"),
        routes: { routes in
            routes.command(.post, "/api/test/referrals", by: .holding(.issueTokens), "Keep a referral") {
                (asked: Referral, _, _) in Created(Kept(referral: asked), at: "/api/test/referrals/1")
            }
            routes.form("/test/referrals", by: .holding(.issueTokens), "Keep a referral") { state, act, _ in
                page(state, act)
            } _: { (_: Referral, _, _) in
                SeeOther("/")
            }
        })

    private static func page(_ state: FormState, _ act: Act) -> Page {
        Page(
            Bilingual("Referral", "রেফারেল"),
            """
            \(Form.summary(state, act.language))
            <form method="post" enctype="multipart/form-data">\(Form.envelope(act))
            \(Form.Field("note", Bilingual("Note", "নোট")).html(state, act.language))</form>
            """)
    }

    private struct Sent {
        var name: String
        var fileName: String?
        var type: String?
        var bytes: [UInt8]

        init(_ name: String, _ text: String) {
            self.name = name
            bytes = Array(text.utf8)
        }

        init(_ name: String, file: String, _ type: String, _ bytes: [UInt8]) {
            self.name = name
            fileName = file
            self.type = type
            self.bytes = bytes
        }
    }

    private func body(_ parts: [Sent]) -> [UInt8] {
        var body: [UInt8] = []
        for part in parts {
            body += "--sep\r\nContent-Disposition: form-data; name=\"\(part.name)\"".utf8
            if let file = part.fileName { body += "; filename=\"\(file)\"".utf8 }
            if let type = part.type { body += "\r\nContent-Type: \(type)".utf8 }
            body += "\r\n\r\n".utf8
            body += part.bytes
            body += "\r\n".utf8
        }
        return body + Array("--sep--\r\n".utf8)
    }

    private func request(
        _ clinic: TestClinic, _ target: String, _ body: [UInt8], as caller: TestClinic.Caller = .role(.receptionist),
        type: String = "multipart/form-data; boundary=sep", key: String? = nil
    ) -> Request {
        var request = clinic.request(.post, target, as: caller, key: key, headers: [("Content-Type", type)])
        request.body = .bytes(body)
        return request
    }

    private func send(_ clinic: TestClinic, _ parts: [Sent], to target: String = "/api/test/referrals") -> Response {
        clinic.send(request(clinic, target, body(parts)))
    }

    private let scan = Sent("letter", file: "scan.pdf", "application/pdf", Array("%PDF-1.7 …".utf8))

    @Test func aFileComesWithItsFields() throws {
        try TestClinic.open(with: [Self.feature]) { clinic in
            let bytes = [0xFF, 0xD8, 0xFF] + (0..<199_997).map { UInt8(truncatingIfNeeded: $0 &* 7 >> 2) }
            let answer = send(
                clinic,
                [
                    Sent("note", "হাঁটু ব্যথা"),
                    Sent("letter", file: "C:\\scans\\রেফারেল.JPG", "image/jpeg; q=1", bytes),
                    Sent("photo", file: "", "application/octet-stream", []),
                ])
            #expect(answer.status == .created, "\(answer.text)")
            #expect(answer.json["note"]?.string == "হাঁটু ব্যথা")
            #expect(answer.json["name"]?.string == "রেফারেল.JPG")
            #expect(answer.json["type"]?.string == "image/jpeg")
            #expect(answer.json["size"]?.integer == 200_000)
            #expect(answer.json["digest"]?.string == Self.digest(bytes))
            #expect(answer.json["hasPhoto"]?.bool == false)
        }
    }

    @Test func whatIsWrongWithAFileIsSaidOfItsField() throws {
        try TestClinic.open(with: [Self.feature]) { clinic in
            let note = Sent("note", "note")
            let tooLarge = Sent("letter", file: "a.pdf", "application/pdf", Array(repeating: 1, count: 3_000_001))
            for (parts, fields) in [
                ([note], ["letter"]), ([note, Sent("letter", "text")], ["letter"]),
                ([note, Sent("letter", file: "a.exe", "application/x-msdownload", [1])], ["letter"]),
                ([note, Sent("letter", file: "a.pdf", "application/pdf", [])], ["letter"]),
                ([note, Sent("letter", file: "a.pdf", "application/pdf", Array("<script>".utf8))], ["letter"]),
                ([note, Sent("letter", file: "a.pdf", "application/pdf", [0xFF, 0xD8, 0xFF, 0xE0])], ["letter"]),
                ([note, tooLarge], ["letter"]),
                (
                    [note, scan, Sent("photo", file: "p.jpg", "image/jpeg", Array(repeating: 1, count: 1_001))],
                    ["photo"]
                ),
                ([scan, Sent("note", file: "n.txt", "text/plain", [65])], ["note"]),
                ([note, scan, Sent("other", file: "o", "text/plain", [65])], ["other"]),
                ([Sent("note", String(repeating: "x", count: 21))], ["note", "letter"]),
            ] {
                let answer = send(clinic, parts)
                #expect(answer.status == .unprocessableContent)
                #expect(answer.badFields == fields)
            }
        }
    }

    @Test func aFormThatCannotBeReadSaysWhatIsWrongAndWhere() throws {
        try TestClinic.open(with: [Self.feature]) { clinic in
            let whole = body([Sent("note", "x"), scan])
            let cut = clinic.send(request(clinic, "/api/test/referrals", Array(whole.dropLast(4))))
            #expect(cut.status == .badRequest)
            #expect(cut.json["reason"]?.string == "unexpectedEnd")
            #expect(cut.json["offset"]?.integer == whole.count - 4)
            let twice = send(clinic, [Sent("note", "x"), scan, scan])
            #expect(twice.status == .badRequest)
            #expect(twice.badFields == ["letter"])
            var note = Sent("note", "")
            note.bytes = [0xC3, 0x28]
            #expect(send(clinic, [note, scan]).json["reason"]?.string == "invalidUTF8")
        }
    }

    @Test func aRouteTakesOnlyTheTypesItIsFor() throws {
        try TestClinic.open(with: [Self.feature]) { clinic in
            let parts = body([Sent("service", "general")])
            #expect(clinic.send(request(clinic, "/api/tokens", parts)).status == .unsupportedMediaType)
            #expect(clinic.send(request(clinic, "/reception/tokens", parts)).status == .unsupportedMediaType)
            for type in ["application/pdf", "application/x-www-form-urlencoded", "multipart/mixed; boundary=sep"] {
                let answer = clinic.send(request(clinic, "/api/test/referrals", parts, type: type))
                #expect(answer.status == .unsupportedMediaType, "\(type)")
            }
            let bare = clinic.send(request(clinic, "/api/test/referrals", parts, type: "multipart/form-data"))
            #expect(bare.json["reason"]?.string == "noBoundary")
        }
    }

    @Test func aRefusedFormComesAgainWithWhatWasTyped() throws {
        try TestClinic.open(with: [Self.feature]) { clinic in
            let typed = [Sent("_csrf", "form-token"), Sent("note", "knee <pain>")]
            let again = send(clinic, typed, to: "/test/referrals")
            #expect(again.status == .unprocessableContent)
            #expect(again.text.contains("knee &lt;pain&gt;"))
            #expect(again.text.contains("href=\"#letter\""))
            #expect(send(clinic, typed + [scan], to: "/test/referrals").status == .seeOther)
            #expect(send(clinic, [Sent("note", "x"), scan], to: "/test/referrals").status == .forbidden)
        }
    }

    @Test func theSameTapTwiceKeepsOneFileAndAnotherFileIsAnotherTap() throws {
        try TestClinic.open(with: [Self.feature]) { clinic in
            func tap(_ file: Sent) -> Response {
                clinic.send(
                    request(clinic, "/api/test/referrals", body([Sent("note", "x"), file]), key: "tap-number-one"))
            }
            #expect(tap(scan).status == .created)
            #expect(tap(scan)[header: "idempotency-replayed"] == "true")
            let other = Sent("letter", file: "other.pdf", "application/pdf", Array("%PDF-1.4".utf8))
            #expect(tap(other).status == .unprocessableContent)
            var changed = scan
            changed.bytes[changed.bytes.count - 1] ^= 1
            #expect(tap(changed).json["type"]?.string == "/problems/idempotency-key-reused")
        }
    }

    @Test func aLargeBodyIsAdmittedByItsHeadAlone() throws {
        try TestClinic.open(with: [Self.feature]) { clinic in
            func admission(_ request: Request) -> String {
                switch clinic.admit(request) {
                case .upTo(let limit): "\(limit)"
                case .answered(let response): "\(response.status.rawValue)"
                }
            }
            #expect(clinic.app.largestBody == 4_049_576)
            let referrals = "/api/test/referrals"
            #expect(admission(request(clinic, referrals, [])) == "4049576")
            #expect(admission(request(clinic, referrals, [], as: .nobody)) == "401")
            #expect(admission(request(clinic, referrals, [], as: .role(.cashier))) == "403")
            #expect(admission(request(clinic, referrals, [], type: "application/pdf")) == "415")
            #expect(admission(request(clinic, "/test/referrals", [], as: .nobody)) == "303")
            #expect(admission(request(clinic, "/api/tokens", [])) == "0")
            #expect(admission(request(clinic, "/nowhere", [])) == "0")
        }
    }

    @Test(arguments: [
        (ContentType.pdf, "%PDF-1.7", true), (.pdf, " %PDF-1.7", false), (.pdf, "%PD", false),
        (.webp, "RIFF\u{1}\u{2}\u{3}\u{4}WEBPVP8 ", true), (.webp, "RIFF\u{1}\u{2}\u{3}\u{4}WAVEfmt ", false),
        (.csv, "নাম,phone\n", true), (.csv, "a\u{0}b", false), (.png, "<svg onload=alert(1)>", false),
        (.svg, "<svg/>", false), (.html, "<p>", false),
    ])
    func aFileIsWhatItBeginsLike(_ type: ContentType, _ text: String, _ expected: Bool) {
        #expect(FileSignature.fits(.bytes(Array(text.utf8)), type) == expected)
    }

    @Test(arguments: [
        ("a.pdf", "a.pdf"), ("../../etc/passwd", "passwd"), ("C:\\x\\y.jpg", "y.jpg"), ("", "file"), ("..", "file"),
        (".htaccess", "htaccess"), ("a\u{202E}gpj.exe", "agpj.exe"), ("a\r\nb\u{0}.pdf", "ab.pdf"),
        ("<a>:\"b\"|?*.pdf", "ab.pdf"), (" র‍্যাব ক্ষ.pdf ", "র‍্যাব ক্ষ.pdf"), ("/", "file"),
        (String(repeating: "a", count: 300) + ".jpeg", String(repeating: "a", count: 115) + ".jpeg"),
    ])
    func aFileNameIsMadeHarmless(_ sent: String, _ expected: String) {
        #expect(FileName.sanitized(sent) == expected)
    }

    @Test func theDocumentOfTheInterfaceSaysThatAFileIsSent() throws {
        try TestClinic.open(with: [Self.feature]) { clinic in
            let route = try #require(clinic.app.routes.first { $0.pattern == "/api/test/referrals" })
            #expect(route.input.map(\.name) == ["note", "letter", "photo"])
            #expect(route.input.map { $0.upload != nil } == [false, true, true])
        }
    }
}
