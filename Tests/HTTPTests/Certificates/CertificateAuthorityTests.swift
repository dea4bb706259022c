import COpenSSL
import Foundation
import Glibc
import Testing

@testable import HTTP

@Suite("The clinic's own certificates")
struct CertificateAuthorityTests {
    private static func names(_ texts: String...) -> [ServerName] { texts.compactMap(ServerName.init) }

    @Test("a server's certificate is good for its names and addresses, and for 825 days at most")
    func server() throws {
        let authority = try CertificateAuthority(name: "Aalo Clinic", for: [])
        let names = Self.names("clinic.local", "localhost", "192.168.0.7", "127.0.0.1", "::1", "fd00::7")
        let (certificate, key) = try authority.issue(for: names, named: "Aalo")
        for name in names { #expect(certificate.isFor(name)) }
        #expect(certificate.names == names)
        #expect(!certificate.isFor(.dns("other.local")))
        #expect(!certificate.isFor(.address([192, 168, 0, 8])))
        #expect(certificate.belongs(to: key))
        #expect(certificate.validUntil - certificate.validFrom <= 825 * 86_400)
        #expect(certificate.validUntil > time(nil) + 800 * 86_400)
        #expect(certificate.validFrom < time(nil) - 3_600)
        #expect(X509_check_purpose(certificate.pointer, X509_PURPOSE_SSL_SERVER, 0) == 1)
        #expect(X509_check_purpose(certificate.pointer, X509_PURPOSE_SSL_CLIENT, 0) == 0)
    }

    @Test("the authority is good for ten years, and for nothing but what is the clinic's")
    func authority() throws {
        let authority = try CertificateAuthority(name: "আলো ক্লিনিক", for: Self.names("clinic.example", "203.0.113.7"))
        #expect(authority.certificate.name == "আলো ক্লিনিক")
        #expect(abs(authority.certificate.validUntil - time(nil) - 3650 * 86_400) < 60)
        for good in ["clinic.example", "203.0.113.7", "10.1.2.3", "aalo.local", "fd12::1"] {
            #expect(throws: Never.self) { try authority.issue(for: Self.names(good), named: "x") }
        }
        for bad in ["bank.example", "203.0.113.8", "8.8.8.8", "2001:db8::1"] {
            #expect(throws: TLSError.self) { try authority.issue(for: Self.names("clinic.local", bad), named: "x") }
        }
    }

    @Test("two authorities of one name are two")
    func unlike() throws {
        let two = try (0..<2).map { _ in try CertificateAuthority(name: "Aalo", for: []).certificate }
        #expect(two[0].fingerprint != two[1].fingerprint)
        #expect(two[0].fingerprint.wholeMatch(of: /([0-9A-F]{2}:){31}[0-9A-F]{2}/) != nil)
    }

    @Test("written and read it is the same; its key is nobody else's to read")
    func files() throws {
        let identity = try TestIdentity("localhost")
        let (file, key) = (identity.folder + "/ca.crt", identity.folder + "/ca.key")
        let authority = try CertificateAuthority(name: "Aalo", for: [])
        try authority.write(certificate: file, key: key)
        let again = try CertificateAuthority(certificate: file, key: key)
        #expect(again.certificate.fingerprint == authority.certificate.fingerprint)
        #expect(try Certificate(file: file).der == authority.certificate.der)
        let permissions = try FileManager.default.attributesOfItem(atPath: key)[.posixPermissions] as? Int
        #expect(permissions == 0o600)
        #expect(throws: TLSError.self) { try CertificateAuthority(certificate: file, key: identity.key) }
        #expect(throws: TLSError.self) {
            try CertificateAuthority(certificate: identity.certificate, key: identity.key)
        }
    }

    @Test(
        "what is no name of a server is none",
        arguments: ["", "a b", "-a", "a-", "a..b", "1.2.3", "256.1.1.1", "*", "*.com", "ক.com", "a/b", "a:80"])
    func badName(_ text: String) { #expect(ServerName(text) == nil) }

    @Test("names are kept in small letters, addresses in their usual form")
    func names() {
        #expect(ServerName("Clinic.LAN")?.description == "clinic.lan")
        #expect(ServerName("*.clinic.lan") == .dns("*.clinic.lan"))
        #expect(ServerName("FD00:0::7")?.description == "fd00::7")
        #expect(ServerName("192.168.0.7") == .address([192, 168, 0, 7]))
        #expect(NetworkInterfaces.addresses.contains(.address([127, 0, 0, 1])))
    }
}
