import HTTP

/// What browsers are asked to refuse on our behalf.
package enum WebDefence {
    /// On every answer, those included by which the engine itself refuses. Our own pages need the Referer to come back
    /// in the other language.
    package static let everyAnswer: [(name: String, value: String)] = [
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ]

    /// Nothing inline and nothing from elsewhere (CSP level 3), and no page in a frame, not even in one of ours. Pictures
    /// inside a picture (`<use>`) are judged by `default-src` in some browsers.
    static let contentSecurityPolicy = rules + "; frame-ancestors 'none'"

    /// A paper, which has nothing to tap on, prints itself out of a frame in the page that made it.
    static let paperSecurityPolicy = rules + "; frame-ancestors 'self'"

    private static let rules = [
        "default-src 'self'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "connect-src 'self'",
        "media-src 'self'", "frame-src 'self'", "object-src 'none'", "worker-src 'none'", "base-uri 'none'",
        "form-action 'self'",
    ].joined(separator: "; ")
}

/// What a browser can do that a page has to ask for, by its name in Permissions-Policy.
package enum BrowserFeature: String, Sendable, CaseIterable {
    case accelerometer, autoplay, bluetooth, camera, fullscreen, geolocation, gyroscope, hid, magnetometer, microphone
    case midi, payment, serial, usb
    case displayCapture = "display-capture"
    case publicKeyCredentials = "publickey-credentials-get"
    case screenWakeLock = "screen-wake-lock"

    /// The Permissions-Policy field: our own pages may do what they use, everything else is off.
    static func policy(_ used: Set<BrowserFeature>) -> String {
        used.isEmpty ? nothing : field(used)
    }

    private static let nothing = field([])

    private static func field(_ used: Set<BrowserFeature>) -> String {
        allCases.map { "\($0.rawValue)=\(used.contains($0) ? "(self)" : "()")" }.joined(separator: ", ")
    }
}

extension Response {
    package static func forPrograms(
        _ bytes: [UInt8], status: Status = .ok, as type: ContentType = .json
    ) -> Response {
        var response = Response(status: status, contentType: type, body: .bytes(bytes))
        response.keepAsFile()
        return response
    }

    /// What is for programs is no page: a browser that was led to it keeps it as a file (ASVS 14.4.2).
    mutating func keepAsFile() { add("Content-Disposition", "attachment; filename=\"answer.json\"") }

    /// What stands on every answer that is HTML.
    mutating func defendPage(isPaper: Bool = false, uses: Set<BrowserFeature> = []) {
        set(
            "Content-Security-Policy",
            isPaper ? WebDefence.paperSecurityPolicy : WebDefence.contentSecurityPolicy)
        set("Permissions-Policy", BrowserFeature.policy(uses))
        set("Cross-Origin-Opener-Policy", "same-origin")
    }

    /// Nearly everything is about persons, and tablets are shared: nothing is kept unless an answer says that it may be
    /// (RFC 9111 section 5.2.2.5). Who polls with an entity tag of its own still gets its 304.
    var unstored: Response {
        guard cacheControl == nil else { return self }
        var response = self
        response.cacheControl = "no-store"
        return response
    }
}
