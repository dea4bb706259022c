import Foundation
import HTTP
import Testing
import Vocabulary

@testable import Clinic

@Suite struct TrustPagesTests {
    /// A clinic with an authority of its own, in a folder that goes with it.
    private static func open(_ body: (TestClinic, TrustAnchor) throws -> Void) throws {
        let file = NSTemporaryDirectory() + "aalo-\(UUID().uuidString)"
        defer { for end in [".crt", ".key"] { try? FileManager.default.removeItem(atPath: file + end) } }
        let authority = try CertificateAuthority(name: "Aalo", for: [])
        try authority.write(certificate: file + ".crt", key: file + ".key")
        let anchor = try TrustAnchor(
            file: file + ".crt", door: "192.168.0.7:8080", clinic: "https://192.168.0.7:8443")
        try TestClinic.open(trustAnchor: anchor) { try body($0, anchor) }
    }

    @Test func aTabletLearnsInBothLanguagesHowToTrustTheClinic() throws {
        try Self.open { clinic, anchor in
            let page = clinic.send(.get, "/certificate", as: .nobody)
            #expect(page.status == .ok)
            for part in ["Android", "iPad", "Windows", "অ্যান্ড্রয়েড", "http://192.168.0.7:8080/certificate", "<svg"] {
                #expect(page.text.contains(part), "\(part)")
            }
            let shown = page.text.replacing("</code>\n<code>", with: "")
            #expect(shown.contains(anchor.certificate.fingerprint))
        }
    }

    @Test func theCertificateIsWhatADeviceInstalls() throws {
        try Self.open { clinic, anchor in
            let file = clinic.send(.get, "/certificate/aalo-ca.crt", as: .nobody)
            #expect(file.contentType?.value == "application/x-x509-ca-cert")
            guard case .bytes(let bytes) = file.body else { throw Problem.notFound }
            #expect(bytes == anchor.certificate.der)
        }
    }

    @Test func withoutTLSThereIsThatAndNothingElse() throws {
        try Self.open { clinic, anchor in
            #expect(OpenDoor.response(to: Request(.get, "/certificate"), clinic.app)?.status == .ok)
            let file = OpenDoor.response(to: Request(.get, "/certificate/aalo-ca.crt"), clinic.app)
            #expect(file?.contentType?.value == "application/x-x509-ca-cert")
            let style = clinic.app.site.assets.url("aalo.css")
            #expect(OpenDoor.response(to: Request(.get, style), clinic.app)?.status == .ok)
            for target in ["/", "/sign-in", "/api/tokens", "/certificate/ca.key", "/health"] {
                #expect(OpenDoor.response(to: Request(.get, target), clinic.app) == nil, "\(target)")
            }
        }
    }

    @Test func aClinicWithoutAnAuthorityHasNoSuchPage() throws {
        try TestClinic.open { clinic in
            #expect(clinic.send(.get, "/certificate", as: .nobody).status == .notFound)
            #expect(clinic.send(.get, "/certificate/aalo-ca.crt", as: .nobody).status == .notFound)
            #expect(OpenDoor.response(to: Request(.get, "/certificate"), clinic.app) == nil)
        }
    }
}
