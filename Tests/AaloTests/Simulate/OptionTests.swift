import ArgumentParser
import Testing

@testable import aalo

@Suite struct OptionTests {
    @Test func `A speed is a factor above zero, or max`() {
        #expect(Pace(argument: "60") == .times(60))
        #expect(Pace(argument: "0.5") == .times(0.5))
        #expect(Pace(argument: "max") == .unpaced)
        for text in ["0", "-1", "nan", "inf", "fast", ""] { #expect(Pace(argument: text) == nil) }
    }

    @Test func `A server is an http or https address without a path`() {
        #expect(ServerAddress(argument: "http://localhost:8080") == ServerAddress(host: "localhost", port: 8080))
        #expect(ServerAddress(argument: "http://10.0.0.2/") == ServerAddress(host: "10.0.0.2", port: 80))
        #expect(ServerAddress(argument: "http://[::1]:81") == ServerAddress(host: "::1", port: 81))
        let secure = ServerAddress(host: "clinic.example", port: 443, isSecure: true)
        #expect(ServerAddress(argument: "https://clinic.example") == secure)
        #expect(secure.description == "https://clinic.example:443")
        for text in ["localhost:8080", "ftp://a", "http://a/b", "http://a:70000", "http://", ""] {
            #expect(ServerAddress(argument: text) == nil, "\(text)")
        }
    }

    @Test func `Secrets are a common one, and for some their own`() {
        let secrets = StaffSecrets(
            common: "2468", own: StaffSecrets.parse("# who what\ndoctor1  1357 \n\nlab1\ta long password\nnobody\n"))
        #expect(secrets.secret(of: "doctor1") == "1357")
        #expect(secrets.secret(of: "lab1") == "a long password")
        #expect(secrets.secret(of: "nobody") == "2468")
        #expect(StaffSecrets(common: nil).secret(of: "doctor1") == nil)
    }

    @Test func `Somebody has to be able to sign in`() {
        #expect(throws: (any Error).self) { try SimulateCommand.parse([]) }
        #expect(throws: Never.self) { try SimulateCommand.parse(["--pin", "2468", "--tablets", "8"]) }
        #expect(throws: (any Error).self) { try SimulateCommand.parse(["--pin", "2468", "--tablets", "0"]) }
    }

    @Test func `Over https somebody has to be trusted, and over http nobody can be`() {
        let pin = ["--pin", "2468"]
        #expect(throws: (any Error).self) { try SimulateCommand.parse(pin + ["--server", "https://a"]) }
        #expect(throws: (any Error).self) { try SimulateCommand.parse(pin + ["--authority", "ca.crt"]) }
        #expect(throws: Never.self) {
            try SimulateCommand.parse(pin + ["--server", "https://a", "--authority", "ca.crt"])
        }
    }

    @Test func `Trying again takes longer each time and ends after half a minute`() {
        var backoff = Backoff()
        var pauses: [Double] = []
        while let pause = backoff.pause() { pauses.append(pause) }
        #expect(abs(pauses.reduce(0, +) - 30) < 0.001)
        #expect(pauses.dropLast() == ArraySlice(pauses.dropLast().sorted()))
        #expect(pauses.first == 0.05)
    }
}
