import GRDB
import HTML
import HTTP
import Storage
import Vocabulary

/// Where a device gives its code: opened on the device itself, by whoever sets it up.
enum DeviceRegistrationPages {
    static func register(_ routes: inout Routes) {
        routes.query("/devices/register", by: .anyone, "Where a device gives its code") { (_: NoInput, act, _) in
            page(.fresh, act)
        }
        routes.provenCommand(
            "/devices/register", by: .anyone, "A device gives its code and gets its key, in a cookie",
            again: { state, act, _ in page(state, act) }, prove: DeviceRegistration.prove
        ) { code, act, db in
            let new = try DeviceRegistration.register(code, act, db)
            var answer = SeeOther(new.device.kind.start)
            answer.cookies = new.cookies
            return answer
        }
    }

    /// A kiosk that has its key already is told so: it has no other page yet.
    private static func page(_ state: FormState, _ act: Act) -> Page {
        if case .device(let device) = act.actor, device.kind == .kiosk, state.problem == nil {
            return registered(device, act)
        }
        let language = act.language
        // A code is not shown again.
        let state = FormState(typed: [:], problem: state.problem)
        let code = Form.Field("code", DevicesText.code).with {
            $0.hint = DevicesText.codeHint
            $0.isOptional = false
        }
        return Page(
            DevicesText.register, frame: .plain, scripts: ["device-register.js"],
            """
            <form class="device" method="post" action="/devices/register" id="register">\(Form.envelope(act))
            \(Form.summary(state, language))
            <h1>\(DevicesText.register[language])</h1>
            \(code.html(state, language))
            <button class="primary">\(DevicesText.registerButton[language])</button></form>
            """)
    }

    private static func registered(_ device: Device, _ act: Act) -> Page {
        Page(
            DevicesText.registeredTitle, frame: .plain,
            """
            <div class="message"><h1>\(DevicesText.registeredTitle[act.language]): \(device.name)</h1>
            <p>\(DevicesText.kioskRegistered[act.language])</p></div>
            """)
    }
}
