import HTML
import HTTP
import Vocabulary

/// The code of a device, shown once: to be scanned with the device's camera, or to be typed there.
enum DeviceCodePage {
    static func page(_ issued: IssuedCode, _ act: Act) -> Page {
        let language = act.language
        let address = RegistrationAddress.address(act)
        let base = "/devices/\(issued.device.id)"
        return Page(
            DevicesText.title, scripts: ["device-code.js", "forms.js"], styles: ["devices.css"],
            address: base,
            """
            <div class="station"><section class="panel device-code" id="device-code" \
            data-device="/api\(base)" data-done="\(base)" \
            data-until="\(issued.expiresAt.timestamp)" data-left="\(DevicesText.codeLeft[language])" \
            data-over="\(DevicesText.codeOver[language])">
            <h1>\(DevicesText.codeTitle[language]) \(issued.device.name)</h1>
            <p>\(DevicesText.codeShownOnce[language])</p>
            <div class="device-code-ways">\(QRCode.html(of: address + "#" + issued.code.text))
            <div><p class="code">\(issued.code.shown)</p><p><code>\(address)</code></p>
            <p role="timer" id="left">\
            \(DevicesText.codeUntil(language.digits(issued.expiresAt.wallClock))[language])</p></div></div>
            <form method="post" action="\(base)/code" data-once>\(Form.envelope(act))\
            <button>\(DevicesText.newCode[language])</button></form></section>
            <p><a href="/devices">\(DevicesText.back[language])</a></p></div>
            """)
    }
}

/// Where a device of the clinic's Wi-Fi finds the page to type its code. The code itself goes behind the "#", which no
/// browser sends, no server logs and no Referer tells.
enum RegistrationAddress {
    static func address(_ act: Act) -> String { base(act) + "/devices/register" }

    /// As the administrator's browser reached us, if another device can reach us by that too.
    private static func base(_ act: Act) -> String {
        if let clinic = act.site.trustAnchor?.clinic { return String(clinic.dropLast()) }
        let scheme = act.site.isSecure ? "https://" : "http://"
        let (name, port) = split(act.host)
        guard ServerName(name)?.isLoopback ?? true else { return scheme + act.host }
        let mine = NetworkInterfaces.addresses.first { $0.isIPv4 && !$0.isLoopback }
        return scheme + (mine?.description ?? name) + port
    }

    /// "clinic.local:8080" in its two parts, the second with its colon.
    private static func split(_ host: String) -> (String, String) {
        guard let colon = host.lastIndex(of: ":"), !host[colon...].contains("]") else { return (host, "") }
        return (String(host[..<colon]), String(host[colon...]))
    }
}
