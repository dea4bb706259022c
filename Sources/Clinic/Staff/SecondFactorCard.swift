import HTML
import Vocabulary

/// The parts of pages about the second step at sign-in.
enum SecondFactorCard {
    /// On the account page, for those who may have one.
    static func summary(_ factor: SecondFactor?, _ act: Act) -> HTML {
        guard isShown(factor, act) else { return .empty }
        let language = act.language
        let isOn = factor?.confirmedAt != nil
        return """
            <section class="panel"><h2>\(SecondFactorText.title[language])</h2>
            <p>\((isOn ? SecondFactorText.isOn : SecondFactorText.isOff)[language])</p>
            \(factor.map { warnings($0, act) })
            <p class="staff-row"><a class="button" href="\(SecondFactorPages.path)">\
            \((isOn ? SecondFactorText.manage : SecondFactorText.setUp)[language])</a></p></section>
            """
    }

    static func isShown(_ factor: SecondFactor?, _ act: Act) -> Bool {
        guard case .staff(let session) = act.actor else { return false }
        return factor?.confirmedAt != nil || session.staff.may(.secureAccount)
    }

    /// What its owner should know.
    static func warnings(_ factor: SecondFactor, _ act: Act) -> HTML {
        guard factor.confirmedAt != nil else { return .empty }
        let language = act.language
        let few: HTML = factor.codesLeft > 2 ? .empty : "<p class=\"notice\">\(SecondFactorText.fewCodes[language])</p>"
        let replayed: HTML? = factor.replayedAt.map {
            """
            <p class="notice">\(SecondFactorText.replayed[language]) \(Day($0).words(language)), \
            \(language.digits($0.wallClock))</p>
            """
        }
        return "<p>\(SecondFactorText.codesLeft(factor.codesLeft)[language])</p>\(few)\(replayed)"
    }

    /// The key, to be scanned or typed, and the first code.
    static func waiting(_ factor: SecondFactor, _ state: FormState, _ act: Act) -> HTML {
        let language = act.language
        let address = factor.totp.address(of: userName(act), at: act.site.configuration.clinicName.english)
        let groups: [HTML] = factor.totp.groups.map { "<span>\($0)</span> " }
        return """
            <section class="panel"><h2>\(SecondFactorText.scan[language])</h2>
            <p>\(SecondFactorText.scanHint[language])</p>
            <div class="factor-key">\(QRCode.html(of: address))
            <div><p>\(SecondFactorText.orType[language])</p><p class="factor-groups" translate="no">\(groups)</p></div></div>
            <form method="post" action="\(SecondFactorPages.path)/confirm">\(Form.envelope(act))
            \(code().html(state, language))
            <button class="primary">\(SecondFactorText.confirm[language])</button></form></section>
            """
    }

    static func begin(_ state: FormState, _ act: Act) -> HTML {
        let language = act.language
        return """
            <section class="panel"><p>\(SecondFactorText.why[language])</p>
            <form method="post" action="\(SecondFactorPages.path)">\(Form.envelope(act))
            \(secret("secret").html(state, language))
            <button class="primary">\(SecondFactorText.setUp[language])</button></form></section>
            """
    }

    /// What needs secret and code: new recovery codes, and the end.
    static func manage(_ factor: SecondFactor, _ state: FormState, _ act: Act) -> HTML {
        let language = act.language
        let isRemoval = !state.value("removal").isEmpty
        return """
            <section class="panel"><p>\(SecondFactorText.isOn[language])</p>\(warnings(factor, act))</section>
            \(both(SecondFactorText.newCodes, SecondFactorText.newCodesHint, "/codes", isRemoval ? nil : state, act))
            \(both(SecondFactorText.remove, SecondFactorText.removeHint, "/remove", isRemoval ? state : nil, act))
            """
    }

    /// - Parameter state: of the form that came back; nil for the other one, which stays closed.
    private static func both(
        _ title: Bilingual, _ hint: Bilingual, _ path: String, _ state: FormState?, _ act: Act
    ) -> HTML {
        let language = act.language
        let isBack = state?.problem != nil
        let form = state ?? .fresh
        let removal: HTML = path == "/remove" ? "<input type=\"hidden\" name=\"removal\" value=\"1\">" : .empty
        let own = { (name: String) in isBack ? name : name + path.replacing("/", with: "-") }
        return """
            <details class="panel"\(HTML.flag("open", isBack))><summary>\(title[language])</summary>
            <p>\(hint[language])</p>
            <form method="post" action="\(SecondFactorPages.path)\(path)">\(Form.envelope(act))\(removal)
            \(secret(own("secret")).html(form, language))\(code(own("code")).html(form, language))
            \(path == "/remove" ? withoutPhone(form, language) : .empty)
            <button\(path == "/remove" ? " class=\"danger\"" : .empty)>\(title[language])</button></form></details>
            """
    }

    /// A recovery code has letters, for which a keypad of digits will not do.
    static func withoutPhone(_ state: FormState, _ language: Language) -> HTML {
        let field = Form.Field(SecondFactorCode.recoveryField, SecondFactorText.recoveryCode).with {
            $0.hint = SecondFactorText.recoveryHint
            $0.isOptional = false
        }
        return """
            <details class="factor-lost"><summary>\(SecondFactorText.withoutPhone[language])</summary>
            \(field.html(state, language))<p class="hint">\(SecondFactorText.askAdministrator[language])</p></details>
            """
    }

    /// The ten codes, shown once.
    static func codes(_ codes: [StaffRecoveryCode], _ act: Act) -> HTML {
        let language = act.language
        let rows: [HTML] = codes.map { "<li><code>\($0.shown)</code></li>" }
        return """
            <section class="panel factor-codes"><h1>\(SecondFactorText.codes[language])</h1>
            <p>\(act.site.configuration.clinicName[language]) · \(userName(act)) · \(act.day.words(language))</p>
            <p class="notice">\(SecondFactorText.shownOnce[language])</p>
            <ol translate="no">\(rows)</ol>
            <p class="staff-actions"><button type="button" id="print" hidden>\(SecondFactorText.print[language])</button>
            <a class="button primary" href="/">\(SecondFactorText.goOn[language])</a></p></section>
            """
    }

    static func code(_ id: String = SecondFactorCode.field, hasFocus: Bool = false) -> Form.Field {
        Form.Field(SecondFactorCode.field, SecondFactorText.code).with {
            $0.id = id
            $0.hint = SecondFactorText.codeHint
            $0.inputMode = "numeric"
            $0.autocomplete = "one-time-code"
            $0.isOptional = false
            $0.hasFocus = hasFocus
        }
    }

    private static func secret(_ id: String) -> Form.Field {
        Form.Field("secret", StaffText.secret).with {
            $0.id = id
            $0.type = "password"
            $0.autocomplete = "current-password"
            $0.isOptional = false
        }
    }

    private static func userName(_ act: Act) -> String {
        if case .staff(let session) = act.actor { session.staff.userName } else { "" }
    }
}
