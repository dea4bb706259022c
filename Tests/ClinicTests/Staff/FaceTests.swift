import Foundation
import GRDB
import HTTP
import Storage
import Testing
import Vocabulary

@testable import Clinic

/// Who works here, as the sign-in shows them.
@Suite struct FaceTests {
    private static let tablet = [("Cookie", "aalo_device=TEST-KEY")]

    private func bring(_ bytes: [UInt8], to path: String, as role: Role, _ clinic: TestClinic) -> Response {
        let head =
            "--sep\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"p\"\r\nContent-Type: image/png\r\n\r\n"
        return clinic.send(
            Request(
                .post, path,
                headers: [
                    ("Cookie", "aalo_session=session-of-\(role.rawValue)"),
                    ("Content-Type", "multipart/form-data; boundary=sep"),
                ], body: Array(head.utf8) + bytes + Array("\r\n--sep--\r\n".utf8)))
    }

    @Test func aPhotographIsShownToTheClinicsDevicesAndStaffAndToNobodyElse() throws {
        try TestClinic.open { clinic in
            let brought = bring(ScannedImageTests.png(300, 300), to: "/api/account/photo", as: .cashier, clinic)
            #expect(brought.status == .created)
            let path = try #require(brought.json["path"]?.string)
            for headers in [Self.tablet, [("Cookie", "aalo_session=session-of-doctor")]] {
                let answer = clinic.send(.get, path, as: .nobody, headers: headers)
                #expect(answer.status == .ok && answer.contentType == .png)
                #expect(answer.cacheControl == "private, max-age=31536000, immutable")
                #expect(answer[header: "X-Content-Type-Options"] == "nosniff")
                #expect(!answer.text.contains("secret place"), "nothing is left but the picture")
            }
            #expect(clinic.send(.get, path, as: .nobody).status == .seeOther)
            #expect(clinic.send(.get, "/sign-in", as: .nobody, headers: Self.tablet).text.contains("src=\"\(path)\""))
            #expect(!clinic.send(.get, "/sign-in", as: .nobody).text.contains(path))
        }
    }

    @Test func anotherTakesItsPlaceAndOfTheOldOneNothingIsLeft() throws {
        try TestClinic.open { clinic in
            let id = try clinic.id(of: "doctor")
            let first = bring(
                ScannedImageTests.png(300, 300), to: "/api/staff/\(id)/photo", as: .administrator, clinic)
            let second = bring(
                ScannedImageTests.png(301, 300), to: "/api/staff/\(id)/photo", as: .administrator, clinic)
            let paths = [first, second].map { $0.json["path"]?.string ?? "" }
            #expect(Set(paths).count == 2)
            #expect(clinic.send(.get, paths[0], as: .nobody, headers: Self.tablet).status == .notFound)
            #expect(clinic.send(.get, paths[1], as: .nobody, headers: Self.tablet).status == .ok)
            let gone = clinic.send(.delete, "/api/staff/\(id)/photo", as: .role(.administrator))
            #expect(gone.status == .noContent)
            #expect(clinic.send(.get, paths[1], as: .nobody, headers: Self.tablet).status == .notFound)
            #expect(try clinic.count("SELECT count(*) FROM staff_photo WHERE content IS NOT NULL") == 0)
        }
    }

    @Test func onlyPicturesOfAFaceAreTaken() throws {
        try TestClinic.open { clinic in
            for bytes in [ScannedImageTests.png(39, 300), ScannedImageTests.jpeg(), Array("<svg/>".utf8)] {
                let answer = bring(bytes, to: "/api/account/photo", as: .doctor, clinic)
                #expect(answer.badFields == ["photo"])
            }
            let id = try clinic.id(of: "doctor")
            let others = bring(
                ScannedImageTests.png(300, 300), to: "/api/staff/\(id)/photo", as: .manager, clinic)
            #expect(others.status == .forbidden)
        }
    }

    @Test(arguments: [
        ("Dr. Farzana Islam", "FI"), ("ডা. ফারজানা ইসলাম", "ফই"), ("মোঃ আরিফ", "আ"), ("Rahima", "R"),
        ("Md. Abdul Karim Mia", "AM"), ("Dr.", "D"), ("—", ""),
    ])
    func withoutAPhotographThereAreInitials(_ name: String, _ initials: String) {
        #expect(FaceCard.initials(of: name) == initials)
    }
}
