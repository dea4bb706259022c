import Foundation
import GRDB
import HTTP
import Storage
import Testing
import Vocabulary

@testable import Clinic

@Suite struct ScannedImageTests {
    /// A PNG of this size, grey, with a comment in it.
    static func png(_ width: UInt32 = 200, _ height: UInt32 = 60, comment: String = "secret place") -> [UInt8] {
        var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        bytes += chunk("IHDR", four(width) + four(height) + [8, 0, 0, 0, 0])
        bytes += chunk("tEXt", Array(comment.utf8))
        bytes += chunk("IDAT", [0x78, 0x9C, 0x63, 0x00, 0x00, 0x00, 0x01, 0x00, 0x01])
        return bytes + chunk("IEND", [])
    }

    static func jpeg(_ width: UInt8 = 200, _ height: UInt8 = 60) -> [UInt8] {
        let comment = Array("Exif secret place".utf8)
        var bytes: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE1, 0, UInt8(comment.count + 2)] + comment
        bytes += [0xFF, 0xC0, 0, 11, 8, 0, height, 0, width, 1, 1, 0x11, 0]
        return bytes + [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD9]
    }

    private static func four(_ number: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
    }

    private static func chunk(_ type: String, _ content: [UInt8]) -> [UInt8] {
        let named = Array(type.utf8) + content
        return four(UInt32(content.count)) + named + four(CheckSum.crc32(named[...]))
    }

    @Test func theCheckSumIsThatOfTheStandard() {
        #expect(CheckSum.crc32(Array("123456789".utf8)[...]) == 0xCBF4_3926)
        #expect(CheckSum.crc32(Array("IEND".utf8)[...]) == 0xAE42_6082)
    }

    @Test(arguments: [png(), jpeg()])
    func aPictureKeepsNothingButThePicture(_ bytes: [UInt8]) throws {
        let image = try ScannedImage(bytes, field: "signature")
        #expect((image.width, image.height) == (200, 60))
        #expect(!String(decoding: image.bytes, as: UTF8.self).contains("secret place"))
        #expect(try ScannedImage(image.bytes, field: "signature") == image, "it is whole without them")
        let polyglot = try ScannedImage(bytes + Array("<script>".utf8), field: "signature")
        #expect(polyglot == image, "nothing after its end is kept")
    }

    @Test func whatIsCutOrDamagedIsRefused() {
        let good = Self.png()
        for end in 0..<good.count {
            #expect(throws: Problem.self) { try ScannedImage(Array(good[..<end]), field: "f") }
        }
        for index in [9, 17, 30, good.count - 1] {
            var bad = good
            bad[index] ^= 1
            #expect(throws: Problem.self, "byte \(index)") { try ScannedImage(bad, field: "f") }
        }
        let photo = Self.jpeg()
        for end in 0..<photo.count {
            #expect(throws: Problem.self) { try ScannedImage(Array(photo[..<end]), field: "f") }
        }
        for text in ["", "<svg/>", "GIF89a", "%PDF-1.7"] {
            #expect(throws: Problem.self) { try ScannedImage(Array(text.utf8), field: "f") }
        }
    }

    @Test(arguments: [(39, 60), (2_001, 60), (200, 14), (200, 1_001), (UInt32.max, UInt32.max)] as [(UInt32, UInt32)])
    func aPictureHasTheSizeOfASignature(_ width: UInt32, _ height: UInt32) {
        #expect(throws: Problem.self) { try ScannedImage(Self.png(width, height), field: "f") }
    }

    private func bring(_ bytes: [UInt8], type: String, to id: String, _ clinic: TestClinic) -> Response {
        var body = Array(
            "--sep\r\nContent-Disposition: form-data; name=\"signature\"; filename=\"s\"\r\nContent-Type: \(type)\r\n\r\n"
                .utf8)
        body += bytes
        body += "\r\n--sep--\r\n".utf8
        let session = clinic.request(.get, "/", as: .role(.administrator))[header: "cookie"] ?? ""
        return clinic.send(
            Request(
                .post, "/api/staff/\(id)/signature",
                headers: [("Cookie", session), ("Content-Type", "multipart/form-data; boundary=sep")], body: body))
    }

    @Test func aSignatureIsShownAsWhatItIsAndTheOldOneIsKept() throws {
        try TestClinic.open { clinic in
            let id = try clinic.id(of: "doctor")
            let first = bring(Self.png(), type: "image/png", to: id, clinic)
            #expect(first.status == .created, "\(first.text)")
            let picture = clinic.send(.get, first[header: "Location"] ?? "", as: .role(.doctor))
            #expect(picture.contentType == .png)
            #expect(picture[header: "X-Content-Type-Options"] == "nosniff")
            clinic.clock.advance(seconds: 60)
            #expect(bring(Self.jpeg(), type: "image/jpeg", to: id, clinic).status == .created)
            #expect(bring(Array("<script>".utf8), type: "image/png", to: id, clinic).badFields == ["signature"])
            #expect(bring(Self.png(), type: "text/html", to: id, clinic).badFields == ["signature"])
            #expect(try clinic.count("SELECT count(*) FROM staff_signature") == 2)
            #expect(try clinic.count("SELECT count(*) FROM staff_signature WHERE ended_at IS NULL") == 1)
            let staff = try #require(ID<Staff>(id))
            let (then, now) = (TestClinic.morning, clinic.clock.now)
            let used = try clinic.store.write { db in
                (try Signatures.used(by: staff, at: then, db), try Signatures.used(by: staff, at: now, db))
            }
            #expect(used.0 != nil && used.0 != used.1, "an old paper shows the old one")
            #expect(throws: (any Error).self) {
                try clinic.store.write { db in try db.execute(sql: "DELETE FROM staff_signature") }
            }
        }
    }
}
