import Foundation
import HTTP
import Storage
import Synchronization
import Testing
import Vocabulary

@testable import Clinic

/// What stands on the answers, as it is on the wire.
@Suite struct WebDefenceTests {
    /// Every route of every feature, asked by somebody who may and by somebody who may not.
    @Test func everyAnswerIsDefended() throws {
        try TestClinic.open { clinic in
            try WiredClinic.open(clinic) { client in
                var pages = 0
                var others = 0
                for route in clinic.app.routes {
                    for cookie in [Self.session(of: route), "none"] {
                        let answer = try client.send(
                            route.method, Self.target(of: route), headers: Self.headers(route, cookie),
                            body: route.method == .get ? [] : Array(route.isREST ? "{}".utf8 : "_csrf=form-token".utf8))
                        let faults = Self.faults(in: answer)
                        #expect(faults == [], "\(route.label) \(answer.status)")
                        if Self.isHTML(answer) { pages += 1 } else { others += 1 }
                    }
                }
                #expect(pages > 20 && others > 60, "\(pages) pages, \(others) others")
            }
        }
    }

    @Test func aPageWithoutItsDefencesIsFound() {
        let bare = ClientResponse(
            status: 200, headers: [("Content-Type", "text/html"), ("Cache-Control", "no-store")], body: [])
        #expect(Self.faults(in: bare).count == 6)
        let inline = ClientResponse(
            status: 200,
            headers: Self.good.map {
                $0.name == "Content-Security-Policy" ? ($0.name, $0.value + "; style-src 'unsafe-inline'") : $0
            },
            body: Array("<p style=\"color:red\">".utf8))
        #expect(Self.faults(in: inline) == ["Content-Security-Policy", "inline"])
        #expect(Self.faults(in: ClientResponse(status: 200, headers: Self.good, body: [])) == [])
    }

    /// What is refused before any route is asked.
    @Test func theEnginesOwnRefusalsAreDefendedToo() throws {
        try TestClinic.open { clinic in
            try WiredClinic.open(clinic) { client in
                for target in ["/nowhere", "/api/nowhere", "/%", "/reception/tokens", "/api/tokens"] {
                    let answer = try client.send(.delete, target)
                    #expect(answer.status >= 400)
                    #expect(Self.faults(in: answer) == [], "\(target) \(answer.status)")
                }
                let asset = try client.send(.get, clinic.app.site.assets.url("aalo.css"))
                #expect(asset[header: "X-Content-Type-Options"] == "nosniff")
            }
        }
    }

    @Test func onlyThePapersMayStandInAFrameAndOnlyInOurs() throws {
        try TestClinic.open { clinic in
            let token = clinic.receive()
            let slip = clinic.send(.get, "/reception/tokens/\(token.token)/slip")
            #expect(slip[header: "Content-Security-Policy"]?.hasSuffix("frame-ancestors 'self'") == true)
            #expect(!slip.text.contains("<form") && !slip.text.contains("<button") && !slip.text.contains("<a "))
            let desk = clinic.send(.get, "/reception")
            #expect(desk[header: "Content-Security-Policy"]?.hasSuffix("frame-ancestors 'none'") == true)
        }
    }

    @Test func aScreenMayPlayAndNobodyMayListen() throws {
        try TestClinic.open { clinic in
            let screen = clinic.send(.get, "/display", as: .display)[header: "Permissions-Policy"] ?? ""
            #expect(screen.contains("autoplay=(self)") && screen.contains("microphone=()"))
            let desk = clinic.send(.get, "/reception")[header: "Permissions-Policy"] ?? ""
            for feature in BrowserFeature.allCases { #expect(desk.contains(feature.rawValue + "=()")) }
        }
    }

    /// Browsers keep URLs, and so does every log between: what is secret or a person's goes in a body.
    @Test func nothingSecretIsAskedForInAnAddress() throws {
        let secret: Set = [
            "secret", "password", "pin", "key", "code", "otp", "_csrf", "q", "text", "name", "phone", "nationalId",
            "birthRegistrationNumber", "healthId",
        ]
        try TestClinic.open { clinic in
            for route in clinic.app.routes where route.method == .get {
                let names = Set(route.input.map(\.name)).intersection(secret)
                #expect(names.isEmpty || Self.harmless.contains(route.pattern), "\(route.label) asks for \(names)")
            }
            let inURL = clinic.send(.post, "/api/sessions?userName=doctor&secret=1234", as: .nobody, json: "{}")
            #expect(inURL.status == .badRequest)
            let form = clinic.send(.post, "/sign-in?secret=1234", as: .nobody, form: ["userName": "doctor"])
            #expect(form.status == .badRequest)
        }
    }

    /// What is looked for here are words of the catalogue, never a person's.
    private static let harmless: Set = [
        "/api/catalogue/complaints", "/api/catalogue/diagnoses", "/api/catalogue/medicines",
        "/api/catalogue/investigations",
    ]

    @Test func everyFieldSaysWhetherTheBrowserMayRememberIt() throws {
        let tag = /<(?:input|textarea|select)\b[^>]*/
        for file in try SourceTree.clinic() {
            for match in file.text.matches(of: tag) {
                let text = String(match.0)
                if text.contains(/type=\\?"(hidden|radio|checkbox|file|submit)/) { continue }
                #expect(text.contains("autocomplete="), "\(file.path): \(text)")
                if text.contains("password") {
                    #expect(text.contains("current-password") || text.contains("new-password"))
                }
            }
        }
    }

    @Test func noPageHasScriptsOrStylesInIt() throws {
        let inline = /<script(?![^>]*src=)|<style|\sstyle=\\?"|\son[a-z]+=\\?"|javascript:/
        for file in try SourceTree.clinic() where !file.path.hasSuffix("Tests.swift") {
            let found = file.text.firstMatch(of: inline).map { String($0.0) }
            #expect(found == nil, "\(file.path): \(found ?? "")")
        }
    }

    @Test func overTLSCookiesAreBoundToTheHostAndPlainOnesSayNothing() throws {
        try TestClinic.open(configure: { $0.http.isSecure = true }) { clinic in
            let plain = [("Cookie", "aalo_session=session-of-receptionist")]
            #expect(clinic.send(.get, "/api/tokens", as: .nobody, headers: plain).status == .unauthorized)
            let bound = [("Cookie", "__Host-aalo_session=session-of-receptionist")]
            #expect(clinic.send(.get, "/api/tokens", as: .nobody, headers: bound).status == .ok)
            let language = clinic.send(.get, "/language/en", as: .nobody)[header: "Set-Cookie"] ?? ""
            #expect(language.hasPrefix("__Host-aalo_language=en; Path=/;") && language.hasSuffix("; Secure"))
            #expect(!language.contains("Domain"))
            let english = clinic.send(.get, "/sign-in", as: .nobody, headers: [("Cookie", "__Host-aalo_language=en")])
            #expect(english[header: "Content-Language"] == "en")
        }
    }

    @Test func withoutTLSCookiesHaveTheirPlainNames() throws {
        try TestClinic.open { clinic in
            let bound = [("Cookie", "__Host-aalo_session=session-of-receptionist")]
            #expect(clinic.send(.get, "/api/tokens", as: .nobody, headers: bound).status == .unauthorized)
        }
    }

    @Test(arguments: [("http://localhost", HTTP.Status.forbidden), ("https://localhost", .seeOther)])
    func overTLSNoPlainPageIsOurs(_ origin: String, _ expected: HTTP.Status) throws {
        try TestClinic.open(configure: { $0.http.isSecure = true }) { clinic in
            let headers = [("Origin", origin), ("Cookie", "__Host-aalo_session=session-of-receptionist")]
            let answer = clinic.send(
                .post, "/reception/tokens", as: .nobody, form: ["service": "general"], headers: headers)
            #expect(answer.status == expected)
        }
    }

    /// A person is told that it was our fault, and by which number we find it. Nothing else leaves.
    @Test func aFaultOfOursSaysNothingOfTheInside() throws {
        struct Inside: Error { let table = "patient_secret" }
        let broken = Feature(
            name: Bilingual("Broken", "ভাঙা"),
            routes: { routes in
                routes.query("/api/test/broken", by: .anyone, "Breaks") { (_: NoInput, _, db) -> NoContent in
                    try db.run("SELECT nothing FROM nowhere_at_all", [])
                    return NoContent()
                }
                routes.query("/test/broken", by: .anyone, "Breaks") { (_: NoInput, _, _) -> NoContent in
                    throw Inside()
                }
            })
        try TestClinic.open(with: [broken]) { clinic in
            for target in ["/api/test/broken", "/test/broken"] {
                let answer = clinic.send(.get, target, as: .nobody)
                #expect(answer.status == .internalServerError)
                for inside in ["nowhere_at_all", "SQL", "Inside", "patient_secret", ".swift", "/work", "Error("] {
                    #expect(!answer.text.contains(inside), "\(target): \(inside)")
                }
            }
        }
    }
}

extension WebDefenceTests {
    private static func isHTML(_ answer: ClientResponse) -> Bool {
        answer[header: "Content-Type"]?.hasPrefix("text/html") == true
    }

    private static func isKept(_ answer: ClientResponse) -> Bool {
        answer[header: "Content-Disposition"]?.hasPrefix("attachment; filename=") == true
    }

    /// The defences an answer lacks.
    private static func faults(in answer: ClientResponse) -> [String] {
        var expected = [("X-Content-Type-Options", "nosniff"), ("Cross-Origin-Resource-Policy", "same-origin")]
        expected += [("Referrer-Policy", "same-origin")]
        if isHTML(answer) { expected += [("Cross-Origin-Opener-Policy", "same-origin")] }
        var faults = expected.filter { answer[header: $0.0] != $0.1 }.map(\.0)
        if answer[header: "Cache-Control"] != "no-store" { faults.append("Cache-Control") }
        if answer[header: "Content-Type"]?.hasPrefix("application/json") == true, !isKept(answer) {
            faults.append("Content-Disposition")
        }
        if isHTML(answer) { faults += faultsOfAPage(answer) }
        return faults
    }

    private static func faultsOfAPage(_ answer: ClientResponse) -> [String] {
        let policy = answer[header: "Content-Security-Policy"] ?? ""
        let rules = [
            "default-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors '",
        ]
        var faults: [String] = []
        if !rules.allSatisfy(policy.contains) || policy.contains("unsafe") || policy.contains("*") {
            faults.append("Content-Security-Policy")
        }
        if answer[header: "Permissions-Policy"]?.contains("camera=()") != true { faults.append("Permissions-Policy") }
        if answer.text.contains(/<style|\sstyle="|\son[a-z]+="|<script(?![^>]*src=)/) { faults.append("inline") }
        return faults
    }

    private static var good: [(name: String, value: String)] {
        WebDefence.everyAnswer + [
            ("Content-Type", "text/html"), ("Cache-Control", "no-store"),
            ("Content-Security-Policy", WebDefence.contentSecurityPolicy), ("Permissions-Policy", "camera=()"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
        ]
    }

    private static func session(of route: Route) -> String {
        let role = Role.allCases.first { route.callers.roles.contains($0) }
        return role.map { "aalo_session=session-of-\($0.rawValue)" } ?? "aalo_device=TEST-KEY"
    }

    private static func headers(_ route: Route, _ cookie: String) -> [(String, String)] {
        let type = route.isREST ? "application/json" : "application/x-www-form-urlencoded"
        return [("Cookie", cookie)] + (route.method == .get ? [] : [("Content-Type", type)])
    }

    private static func target(of route: Route) -> String {
        route.pattern.split(separator: "/", omittingEmptySubsequences: false).map { segment in
            switch segment {
            case ":stage": "registration"
            case ":day": "2026-11-21"
            case ":language": "bn"
            default: segment.hasPrefix(":") ? "01a1fd42-eb7a-7f7a-a550-5053d45d018c" : String(segment)
            }
        }.joined(separator: "/")
    }
}

/// A test's clinic behind a real server.
enum WiredClinic {
    static func open(_ clinic: TestClinic, _ body: (Client) throws -> Void) throws {
        var configuration = ServerConfiguration()
        configuration.port = 0
        configuration.loops = 1
        configuration.fields = WebDefence.everyAnswer
        let (app, store) = (clinic.app, clinic.store)
        let server = try Server(configuration) { handle, run in
            try store.withReader { reader in run(app.loop(reader: reader) { handle.execute {} }) }
        }
        try server.start()
        defer {
            server.shutdown(grace: .zero)
            server.wait()
        }
        try body(try Client(host: "127.0.0.1", port: server.port))
    }
}
