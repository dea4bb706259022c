import HTML
import Vocabulary

/// What is written down of somebody, as a form.
enum StaffForm {
    static func details(_ state: FormState, _ act: Act) -> HTML {
        let language = act.language
        let roles = Role.allCases.map { (value: $0.rawValue, text: $0.name) }
        let rooms = act.site.configuration.rooms.map { (value: $0.id, text: label($0)) }
        return """
            <div class="side-by-side">\(name.html(state, language))\(nameBangla.html(state, language))</div>
            \(boxes("roles", "role-", StaffText.roles, roles, state, language))
            <div class="side-by-side">\(registrationNumber.html(state, language))\(qualification.html(state, language))</div>
            \(providerID.html(state, language))
            <div class="side-by-side">\(activeFrom.html(state, language))\(activeTo.html(state, language))</div>
            \(boxes("rooms", "room-", StaffText.rooms, rooms, state, language))
            """
    }

    /// The form as it is filled with what the register says.
    static func typed(_ member: StaffMember) -> [String: String] {
        let staff = member.staff
        var typed = [
            "name": staff.name.english, "nameBangla": staff.name.bangla,
            "registrationNumber": staff.registrationNumber ?? "", "qualification": staff.qualification ?? "",
            "providerId": member.providerID ?? "", "activeFrom": member.activeFrom?.description ?? "",
            "activeTo": member.activeTo?.description ?? "",
        ]
        for role in staff.roles { typed["role-" + role.rawValue] = "true" }
        for room in member.rooms { typed["room-" + room] = "true" }
        return typed
    }

    /// Some of many, as tiles. Each is a field of its own, so that a form says no name twice.
    private static func boxes(
        _ name: String, _ family: String, _ label: Bilingual, _ choices: [(value: String, text: Bilingual)],
        _ state: FormState, _ language: Language
    ) -> HTML {
        let tiles: [HTML] = choices.map { choice in
            let field = family + choice.value
            return """
                <label class="tile"><input type="checkbox" name="\(field)" value="true"\
                \(HTML.flag("checked", state.value(field) == "true"))><span>\(choice.text[language])</span></label>
                """
        }
        return """
            <fieldset class="choice" id="\(name)"><legend>\(label[language])</legend>
            \(Form.errorText(name, state, language))<div class="tiles">\(tiles)</div></fieldset>
            """
    }

    /// "Room 3, consultation": two counters may have one number.
    static func label(_ room: Room) -> Bilingual {
        Bilingual("\(room.name.english), \(room.stage.name.english)", "\(room.name.bangla), \(room.stage.name.bangla)")
    }

    static let userName = Form.Field("userName", StaffText.userName).with {
        $0.hint = StaffText.userNameHint
        $0.isOptional = false
    }
    private static let name = Form.Field("name", StaffText.nameEnglish).with { $0.isOptional = false }
    private static let nameBangla = Form.Field("nameBangla", StaffText.nameBangla).with { $0.isOptional = false }
    private static let registrationNumber = Form.Field("registrationNumber", StaffText.registrationNumber)
    private static let qualification = Form.Field("qualification", StaffText.qualification)
    private static let providerID = Form.Field("providerId", StaffText.providerID).with {
        $0.hint = StaffText.providerIDHint
    }
    private static let activeFrom = Form.Field("activeFrom", StaffText.activeFrom).with { $0.type = "date" }
    private static let activeTo = Form.Field("activeTo", StaffText.activeTo).with { $0.type = "date" }
}
