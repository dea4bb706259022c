import COpenSSL
import Glibc
import Testing

@testable import HTTP

@Suite("Shaking hands", .timeLimit(.minutes(1)))
struct HandshakeTests {
    @Test(
        "TLS 1.2 and 1.3 are spoken, with forward secrecy and authenticated encryption",
        arguments: [(TLS1_2_VERSION, "TLSv1.2"), (TLS1_3_VERSION, "TLSv1.3")])
    func versions(_ version: Int32, _ name: String) throws {
        let server = try TestServer(tls: [TestIdentity("localhost")])
        let client = try TLSClient(server) { $0.versions = version...version }
        #expect(client.version == name)
        #expect(client.cipher.contains("GCM") || client.cipher.contains("CHACHA20"))
        #expect(client.cipher.hasPrefix(version == TLS1_2_VERSION ? "ECDHE-ECDSA" : "TLS_"))
        #expect(try client.get("/a") == "/a")
        #expect(try client.get("/b") == "/b")
    }

    @Test("what is older is refused with an alert", arguments: [TLS1_VERSION, TLS1_1_VERSION])
    func oldVersions(_ version: Int32) throws {
        let server = try TestServer(tls: [TestIdentity("localhost")])
        let failure = #expect(throws: TLSClient.Failure.self) {
            try TLSClient(server) { $0.versions = version...version }
        }
        #expect(failure?.description.contains("alert protocol version") == true)
        #expect(try TLSClient(server).get() == "/")
    }

    @Test("of several protocols HTTP/1.1 is chosen")
    func chosenProtocol() throws {
        let server = try TestServer(tls: [TestIdentity("localhost")])
        #expect(try TLSClient(server) { $0.protocols = ["h2", "http/1.1"] }.chosenProtocol == "http/1.1")
        #expect(try TLSClient(server).chosenProtocol == nil)
    }

    @Test("a client that speaks only other protocols is told so (RFC 7301 section 3.2)")
    func noProtocol() throws {
        let server = try TestServer(tls: [TestIdentity("localhost")])
        let failure = #expect(throws: TLSClient.Failure.self) {
            try TLSClient(server) { $0.protocols = ["h2", "http/1.0"] }
        }
        #expect(failure?.description.contains("no application protocol") == true)
    }

    @Test("each name gets its certificate, an unknown one the first")
    func names() throws {
        let server = try TestServer(tls: [
            TestIdentity("localhost"), TestIdentity("clinic.example", "www.clinic.example"),
            TestIdentity("*.clinic.lan"),
        ])
        for name in ["localhost", "www.clinic.example", "desk.clinic.lan"] {
            let client = try TLSClient(server) { $0.name = name }
            #expect(client.certificate?.isFor(.dns(name)) == true)
            #expect(try client.get() == "/")
        }
        let stranger = try TLSClient(server) {
            $0.name = "elsewhere.example"
            $0.authority = nil
        }
        #expect(stranger.certificate?.name == "localhost")
    }

    @Test("a certificate of another authority is not trusted")
    func trust() throws {
        let server = try TestServer(tls: [TestIdentity("localhost")])
        let other = try CertificateAuthority(name: "Other", for: [])
        #expect(throws: TLSClient.Failure.self) { try TLSClient(server) { $0.authority = other.certificate } }
        #expect(throws: TLSClient.Failure.self) { try TLSClient(server) { $0.name = "clinic.lan" } }
    }

    @Test(
        "a session begun on one loop is resumed on any",
        arguments: [TLS1_2_VERSION, TLS1_3_VERSION], ["localhost", "clinic.example"])
    func resumption(_ version: Int32, _ name: String) throws {
        let loops = Box<UInt>()
        let identities = [try TestIdentity("localhost"), try TestIdentity("clinic.example")]
        let server = try TestServer(tls: identities, loops: 2) { _, _ in
            loops.put(pthread_self())
            return .text("ok")
        }
        let first = try TLSClient(server) {
            $0.versions = version...version
            $0.name = name
        }
        _ = try first.get()
        #expect(!first.isResumed)
        var ticket = try first.ticket()
        var others = 0
        // The kernel chooses the loop: until another one was met.
        while Set(loops.all).count < 2 || others < 4 {
            let again = try TLSClient(server) {
                $0.versions = version...version
                $0.name = name
                $0.session = ticket
            }
            #expect(try again.get() == "ok")
            #expect(again.isResumed)
            ticket = try again.ticket()
            others += 1
        }
    }

    @Test("a new certificate is for new connections, the open ones go on")
    func reload() throws {
        let identity = try TestIdentity("localhost")
        let tls = try TLS([identity.identity])
        let server = try TestServer(configure: { $0.tls = tls }) { request, _ in .text(request.path) }
        let old = try TLSClient(server)
        #expect(try old.get("/before") == "/before")
        let ticket = try old.ticket()
        try identity.renew(["localhost"])
        try tls.reload()
        #expect(try old.get("/after") == "/after")
        let new = try TLSClient(server) { $0.session = ticket }
        #expect(try new.get() == "/")
        #expect(!new.isResumed)
        #expect(new.certificate?.fingerprint != old.certificate?.fingerprint)
        #expect(new.certificate?.fingerprint == tls.certificates[0].fingerprint)
    }

    @Test("a handshake that is under way during a reload is finished")
    func reloadDuringHandshake() throws {
        let identity = [try TestIdentity("localhost"), try TestIdentity("clinic.example")]
        let tls = try TLS(identity.map(\.identity))
        let server = try TestServer(configure: { $0.tls = tls }) { request, _ in .text(request.path) }
        for _ in 0..<8 {
            let slow = try DribblingClient(server.server.port, name: "clinic.example")
            try slow.handshake(beforeEachByte: { if $0 % 100 == 50 { try tls.reload() } })
        }
    }

    @Test("a bad file keeps what was there, and is named")
    func badReload() throws {
        let identity = try TestIdentity("localhost")
        let tls = try TLS([identity.identity])
        let server = try TestServer(configure: { $0.tls = tls }) { request, _ in .text(request.path) }
        let before = tls.certificates[0].fingerprint
        try PrivateKey.generate().write(to: identity.key)
        #expect(throws: TLSError.mismatch(certificate: identity.certificate, key: identity.key)) { try tls.reload() }
        try PEMFile.write(Array("nonsense".utf8), to: identity.certificate, mode: 0o644)
        #expect(throws: TLSError.noCertificate(file: identity.certificate)) { try tls.reload() }
        unlink(identity.certificate)
        #expect(throws: TLSError.cannotRead(file: identity.certificate, reason: "No such file or directory")) {
            try tls.reload()
        }
        #expect(tls.certificates[0].fingerprint == before)
        #expect(try TLSClient(server).get() == "/")
    }

    @Test("a key that asks for a passphrase is refused instead of waited for")
    func passphrase() throws {
        let identity = try TestIdentity("localhost")
        let key = try PrivateKey(file: identity.key)
        let bytes = PEMFile.bytes {
            _ = PEM_write_bio_PrivateKey($0, key.pointer, EVP_aes_128_cbc(), Array("secret".utf8), 6, nil, nil)
        }
        try PEMFile.write(bytes, to: identity.key, mode: 0o600)
        #expect(throws: TLSError.keyHasPassphrase(file: identity.key)) { try TLS([identity.identity]) }
        try PEMFile.write(Array("none".utf8), to: identity.key, mode: 0o600)
        #expect(throws: TLSError.noKey(file: identity.key)) { try TLS([identity.identity]) }
    }

    @Test("who does not shake hands in time is let go")
    func deadline() throws {
        let server = try TestServer(
            tls: [TestIdentity("localhost")], configure: { $0.limits.handshakeTimeout = .milliseconds(1) })
        let silent = try RawConnection(server)
        #expect(try silent.rest().isEmpty)
        let slow = try RawConnection(server)
        try slow.send("\u{16}\u{3}\u{1}")
        #expect(try slow.rest().isEmpty)
    }

    @Test("a handshake whose every byte travels alone succeeds")
    func dribbledHandshake() throws {
        let server = try TestServer(tls: [TestIdentity("localhost")])
        let client = try DribblingClient(server.server.port, name: "localhost")
        try client.handshake()
        #expect(try client.get("/drop/by/drop").hasSuffix("/drop/by/drop"))
    }

    @Test("HTTP without TLS is answered in its own way")
    func plainHTTP() throws {
        let server = try TestServer(tls: [TestIdentity("localhost")])
        let plain = try RawConnection(server)
        try plain.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        let response = try plain.response()
        #expect(response.status == 400)
        #expect(response[header: "Connection"] == "close")
        #expect(try plain.rest().isEmpty)
        #expect(try TLSClient(server).get() == "/")
    }

    @Test(
        "what is neither TLS nor HTTP ends the connection, and nothing else",
        arguments: [
            "nonsense\r\n\r\n", "\u{16}\u{3}\u{1}\u{0}\u{5}\u{1}\u{0}\u{0}\u{1}\u{0}",
            "\u{15}\u{3}\u{3}\u{0}\u{2}\u{2}\u{28}",
        ])
    func noise(_ bytes: String) throws {
        let server = try TestServer(tls: [TestIdentity("localhost")])
        let noise = try RawConnection(server)
        try noise.send(bytes)
        let rest = try noise.rest()
        #expect(!rest.contains("HTTP"))
        #expect(try TLSClient(server).get() == "/")
    }

    @Test("a failed handshake is counted and told of with its reason, a crowd of them once")
    func failureIsTold() throws {
        let (told, metrics) = (Box<FailedHandshake>(), ServerMetrics())
        let server = try TestServer(
            tls: [TestIdentity("localhost")],
            configure: {
                $0.metrics = metrics
                $0.handshakeLog = { told.put($0) }
            })
        for _ in 0..<20 {
            #expect(throws: TLSClient.Failure.self) {
                try TLSClient(server) { $0.versions = TLS1_1_VERSION...TLS1_1_VERSION }
            }
        }
        #expect(try TLSClient(server).get() == "/")
        #expect(
            told.wait() == [FailedHandshake(remoteAddress: "127.0.0.1", reason: "unsupported protocol", others: 0)])
        #expect(metrics.read().ended.first { $0.reason == .failedHandshake }?.count == 20)
    }

    @Test("of many failures one in ten seconds is told of, with how many there were besides")
    func failuresAreNoFlood() {
        var failures = FailedHandshakes()
        let begun = ContinuousClock.now
        let told = (0..<2_500).map { failures.count(at: begun + .milliseconds($0 * 10)) }
        #expect(told.compactMap(\.self) == [0, 999, 999])
    }

    @Test("nobody renegotiates")
    func renegotiation() throws {
        let server = try TestServer(tls: [TestIdentity("localhost")])
        let client = try TLSClient(server) { $0.versions = TLS1_2_VERSION...TLS1_2_VERSION }
        #expect(try client.get("/a") == "/a")
        #expect(!client.renegotiate())
        #expect(try TLSClient(server).get() == "/")
    }

    @Test("new keys may be asked for in the middle (RFC 8446 section 4.6.3)")
    func keyUpdate() throws {
        let server = try TestServer(tls: [TestIdentity("localhost")])
        let client = try TLSClient(server) { $0.versions = TLS1_3_VERSION...TLS1_3_VERSION }
        for _ in 0..<10 {
            try client.updateKeys()
            #expect(try client.get("/a") == "/a")
        }
    }

    @Test("a flood of new keys ends the connection, and nobody else's")
    func keyUpdateFlood() throws {
        let server = try TestServer(tls: [TestIdentity("localhost")])
        let other = try TLSClient(server)
        let flood = try TLSClient(server) { $0.versions = TLS1_3_VERSION...TLS1_3_VERSION }
        #expect(throws: TLSClient.Failure.self) {
            for _ in 0..<100_000 { try flood.updateKeys(SSL_KEY_UPDATE_NOT_REQUESTED) }
            while try flood.read() {}
        }
        #expect(try other.get() == "/")
    }
}
