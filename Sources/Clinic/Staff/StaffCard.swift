import HTML
import Vocabulary

/// The parts of a person's page in the register.
enum StaffCard {
    static func details(_ member: StaffMember, _ state: FormState, _ act: Act) -> HTML {
        let language = act.language
        // The boxes of a form that comes back are as they were left, unticked ones included.
        let isBack = !state.value("version").isEmpty
        let form = FormState(typed: isBack ? state.typed : StaffForm.typed(member), problem: state.problem)
        return """
            <section class="panel"><form method="post" action="\(path(member))" data-once>\(Form.envelope(act))
            <input type="hidden" name="version" value="\(member.version)">
            <h2>\(StaffText.details[language])</h2>\(StaffForm.details(form, act))
            <button class="primary">\(StaffText.save[language])</button></form></section>
            """
    }

    static func roster(_ member: StaffMember, _ state: FormState, _ isKeeper: Bool, _ act: Act) -> HTML {
        let language = act.language
        let rows: [HTML] = member.shifts.map { shift(member, $0, isKeeper, act) }
        return """
            <section class="panel"><h2>\(StaffText.roster[language])</h2>
            \(rows.isEmpty ? "<p class=\"empty\">\(StaffText.noShifts[language])</p>" : "<ul class=\"rows\">\(rows)</ul>" as HTML)
            \(isKeeper ? newShift(member, state, act) : .empty)</section>
            """
    }

    private static func shift(_ member: StaffMember, _ shift: Shift, _ isKeeper: Bool, _ act: Act) -> HTML {
        let language = act.language
        let room = shift.room.flatMap { act.site.configuration.room($0) }.map { StaffForm.label($0)[language] }
        return """
            <li><span><b>\(shift.weekday.name[language])</b> \(language.digits(shift.from))–\(language.digits(shift.to))\
            <small>\(room ?? shift.room ?? "")</small></span>\
            \(isKeeper ? button(member, "/shifts/\(shift.id)/remove", StaffText.removeShift, act) : .empty)</li>
            """
    }

    private static func newShift(_ member: StaffMember, _ state: FormState, _ act: Act) -> HTML {
        let language = act.language
        let days = Weekday.allCases.map { (value: $0.rawValue, text: $0.name) }
        let known = act.site.configuration.rooms
        let rooms = [(value: "", text: StaffText.noRoom)] + known.map { (value: $0.id, text: StaffForm.label($0)) }
        return """
            <form method="post" action="\(path(member))/shifts" data-once>\(Form.envelope(act))
            <div class="staff-shift">\(Form.select("weekday", StaffText.weekday, days, state, language))
            \(from.html(state, language))\(to.html(state, language))
            \(Form.select("room", StaffText.room, rooms, selected: member.rooms.first ?? "", state, language))
            <button>\(StaffText.addShift[language])</button></div></form>
            """
    }

    static func signature(_ member: StaffMember, _ state: FormState, _ act: Act) -> HTML {
        let language = act.language
        let picture: HTML? = member.signature.map { id in
            """
            <img class="staff-signature" src="/staff/\(member.staff.id.description)/signatures/\(id.description)" \
            alt="\(StaffText.signature[language])">\
            \(button(member, "/signature/remove", StaffText.removeSignature, act))
            """
        }
        return """
            <section class="panel" id="signature"><h2>\(StaffText.signature[language])</h2>
            <p class="hint">\(StaffText.signatureHint[language])</p>\(Form.errorText("signature", state, language))
            <div class="staff-row">\(picture)</div>
            <form method="post" action="\(path(member))/signature" enctype="multipart/form-data">\(Form.envelope(act))
            <div class="staff-row"><input type="file" name="signature" accept="image/png,image/jpeg" \
            aria-label="\(StaffText.signature[language])" required><button>\(StaffText.bring[language])</button></div></form></section>
            """
    }

    static func access(_ member: StaffMember, _ state: FormState, _ act: Act) -> HTML {
        let language = act.language
        // Not sent by script, which keeps what was typed until it is taken.
        let has = member.secrets.isEmpty ? StaffText.noSecret : StaffText.has(member)
        return """
            <section class="panel"><h2>\(StaffText.access[language])</h2><p>\(has[language])</p>
            \(member.lockedAt.map { lock(member, since: $0, act) })
            <form method="post" action="\(path(member))/secret">\(Form.envelope(act))
            \(secret.html(FormState(typed: [:], problem: state.problem), language))
            <p class="hint">\(StaffText.secretRules[language])</p>
            <button>\(StaffText.giveSecret[language])</button></form>
            <div class="staff-row">\(button(member, "/sign-out", StaffText.signOutEverywhere, act))</div>
            \(member.secondFactorSince.map { secondStep(member, since: $0, state, act) })</section>
            """
    }

    private static func secondStep(
        _ member: StaffMember, since: Instant, _ state: FormState, _ act: Act
    ) -> HTML {
        let language = act.language
        let reason = Form.Field("reason", SecondFactorText.reason).with { $0.isOptional = false }
        return """
            <p>\(SecondFactorText.memberHas[language]) \(Day(since).words(language))</p>
            <details\(HTML.flag("open", state.error("reason") != nil))><summary>\(SecondFactorText.lostPhone[language])</summary>
            <p>\(SecondFactorText.lostPhoneHint[language])</p>
            <form method="post" action="\(path(member))/second-step/reset" data-once>\(Form.envelope(act))
            \(reason.html(state, language))
            <button class="danger">\(SecondFactorText.remove[language])</button></form></details>
            """
    }

    private static func lock(_ member: StaffMember, since: Instant, _ act: Act) -> HTML {
        let language = act.language
        let time = "\(Day(since).words(language)), \(language.digits(since.wallClock))"
        return """
            <div class="staff-row"><p><b>\(StaffText.lockedSince[language]) \(time)</b></p>\
            \(button(member, "/unlock", StaffText.openAccount, act))</div>
            """
    }

    static func standing(_ member: StaffMember, _ act: Act) -> HTML {
        let language = act.language
        guard member.isActive(on: act.day) else {
            return "<section class=\"panel\">\(button(member, "/reinstate", StaffText.reinstate, act))</section>"
        }
        return """
            <details class="panel"><summary>\(StaffText.endWork[language])</summary>
            <p>\(StaffText.endQuestion[language])</p>
            <form method="post" action="\(path(member))/end" data-once>\(Form.envelope(act))
            <button class="danger">\(StaffText.endWork[language])</button></form></details>
            """
    }

    static func history(_ revisions: [StaffRevision], _ language: Language) -> HTML {
        guard !revisions.isEmpty else { return .empty }
        let rows: [HTML] = revisions.map { revision in
            """
            <li><span>\(revision.by?.name[language] ?? StaffText.onServer[language])<small>\
            \(Day(revision.at).words(language)), \(language.digits(revision.at.wallClock))</small></span>\
            <details><summary>\(StaffText.before[language])</summary><code>\(revision.before)</code></details></li>
            """
        }
        return """
            <details class="panel"><summary>\(StaffText.history[language]) (\(language.digits(revisions.count)))</summary>
            <ol class="rows staff-history">\(rows)</ol></details>
            """
    }

    static func path(_ member: StaffMember) -> String { "/staff/\(member.staff.id)" }

    /// One tap that posts nothing but itself.
    static func button(_ member: StaffMember, _ path: String, _ text: Bilingual, _ act: Act) -> HTML {
        """
        <form method="post" action="\(self.path(member))\(path)" data-once>\(Form.envelope(act))\
        <button>\(text[act.language])</button></form>
        """
    }

    private static let from = Form.Field("from", StaffText.from).with {
        $0.type = "time"
        $0.isOptional = false
    }
    private static let to = Form.Field("to", StaffText.to).with {
        $0.type = "time"
        $0.isOptional = false
    }
    private static let secret = Form.Field("secret", StaffText.newSecret).with {
        $0.type = "password"
        $0.autocomplete = "new-password"
        $0.isOptional = false
    }
}
