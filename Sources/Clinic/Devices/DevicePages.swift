import GRDB
import HTML
import HTTP
import Storage
import Vocabulary

/// The administrator's pages about the clinic's devices.
enum DevicePages {
    static func register(_ routes: inout Routes) {
        let callers = DeviceRoutes.callers
        routes.query("/devices", by: callers, "The clinic's devices") { (_: NoInput, act, db) in
            try list(.fresh, act, db)
        }
        routes.form("/devices", by: callers, "Add a device; shows the code it registers by", again: list) {
            (asked: DeviceRequest, act, db) in
            ShownOnce(
                DeviceCodePage.page(
                    try DeviceRegister.add(asked.device(act), by: act.staff(), at: act.at, db), act))
        }
        routes.query("/devices/:device", by: callers, "One device") { (asked: DeviceQuery, act, db) in
            try one(asked.device, .fresh, act, db)
        }
        routes.form("/devices/:device", by: callers, "Name a device anew, or say where it stands", again: again) {
            (asked: DeviceChange, act, db) in
            SeeOther("/devices/\(try DeviceRegister.change(asked, act, db).device.id)")
        }
        routes.form("/devices/:device/code", by: callers, "A new code for a device", again: again) {
            (asked: DeviceQuery, act, db) in
            ShownOnce(
                DeviceCodePage.page(
                    try DeviceRegister.newCode(for: asked.device, by: act.staff(), at: act.at, db), act))
        }
        routes.form("/devices/:device/revoke", by: callers, "Revoke a device", again: again) {
            (asked: DeviceQuery, act, db) in
            _ = try DeviceRegister.revoke(asked.device, by: act.staff(), at: act.at, db)
            return SeeOther("/devices")
        }
    }

    // MARK: All

    private static func list(_ state: FormState, _ act: Act, _ db: Database) throws -> Page {
        let devices = try DeviceList.now(act, db)
        let (revoked, inUse) = (
            devices.devices.filter { $0.record.state == .revoked },
            devices.devices.filter { $0.record.state != .revoked }
        )
        let language = act.language
        return Page(
            DevicesText.title, scripts: ["since.js", "forms.js"], styles: ["devices.css"], address: "/devices",
            """
            <div class="station">\(Form.summary(state, language))
            <div class="heading"><h1>\(DevicesText.title[language])</h1>\
            <a class="button" href="/clients">\(ClientsText.link[language])</a></div>
            \(inUse.isEmpty ? "<p class=\"empty\">\(DevicesText.none[language])</p>" as HTML
            : "<ul class=\"rows\">\(inUse.map { DeviceRow.html($0, act) })</ul>")
            \(adding(state, isOpen: inUse.isEmpty, act))
            \(elsewhere(devices.sessionsElsewhere, act))
            \(revoked.isEmpty ? .empty : """
            <details class="panel"><summary>\(DevicesText.revokedDevices[language]) (\(language.digits(revoked.count)))</summary>
            <ul class="rows">\(revoked.map { DeviceRow.html($0, act) })</ul></details>
            """ as HTML)</div>
            """)
    }

    private static func adding(_ state: FormState, isOpen: Bool, _ act: Act) -> HTML {
        let language = act.language
        return """
            <details class="panel"\(HTML.flag("open", isOpen || state.problem != nil))>\
            <summary>\(DevicesText.add[language])</summary>
            <form method="post" action="/devices" data-once>\(Form.envelope(act))
            \(nameField.html(state, language))
            \(Form.choice("kind", DevicesText.kind, kinds, selected: Device.Kind.tablet.rawValue, state, language))
            \(roomField("", state, act))
            <button class="primary">\(DevicesText.getCode[language])</button></form></details>
            """
    }

    private static var kinds: [(value: String, text: Bilingual)] {
        [Device.Kind.tablet, .display, .kiosk].map { ($0.rawValue, $0.name) }
    }

    private static var nameField: Form.Field {
        Form.Field("name", DevicesText.name).with {
            $0.hint = DevicesText.nameHint
            $0.isOptional = false
        }
    }

    private static func roomField(_ selected: String, _ state: FormState, _ act: Act) -> HTML {
        let rooms = act.site.configuration.rooms.map { (value: $0.id, text: DeviceRow.place($0)) }
        return Form.select(
            "room", DevicesText.room, [(value: "", text: DevicesText.noRoom)] + rooms, selected: selected, state,
            act.language)
    }

    private static func elsewhere(_ sessions: [OpenSession], _ act: Act) -> HTML? {
        guard !sessions.isEmpty else { return nil }
        return """
            <details class="panel"><summary>\(DevicesText.elsewhere[act.language]) \
            (\(act.language.digits(sessions.count)))</summary>
            <p class="hint">\(DevicesText.elsewhereHint[act.language])</p>
            <ul class="rows">\(sessions.map { DeviceRow.session($0, act) })</ul></details>
            """
    }

    // MARK: One

    private static func again(_ state: FormState, _ act: Act, _ db: Database) throws -> Page {
        guard let device = ID<Device>(state.value("device")) else { throw state.problem ?? .noSuchDevice }
        return try one(device, state, act, db)
    }

    private static func one(_ id: ID<Device>, _ state: FormState, _ act: Act, _ db: Database) throws -> Page {
        let device = SeenDevice(try DeviceRecord.find(id, at: act.at, db), act)
        let (record, language) = (device.record, act.language)
        return Page(
            DevicesText.title, scripts: ["since.js", "forms.js"], styles: ["devices.css"], address: "/devices/\(id)",
            """
            <div class="station">\(Form.summary(state, language))
            <section class="panel"><h1>\(record.device.name)</h1>\(facts(device, act))</section>
            \(record.sessions.isEmpty ? .empty : """
            <section class="panel"><h2>\(DevicesText.signedIn[language])</h2>
            <ul class="rows">\(record.sessions.map { DeviceRow.session($0, act) })</ul></section>
            """ as HTML)
            \(record.state == .revoked ? .empty : actions(record, state, act))
            <p><a href="/devices">\(DevicesText.back[language])</a></p></div>
            """)
    }

    private static func facts(_ device: SeenDevice, _ act: Act) -> HTML {
        let (record, language) = (device.record, act.language)
        let room = record.room.flatMap(act.site.configuration.room).map(DeviceRow.place)
        let moments = [
            (DevicesText.added, record.createdAt), (DevicesText.registered, record.registeredAt),
            (DevicesText.revokedAt, record.revokedAt),
        ]
        let rows: [HTML] = moments.compactMap { label, instant in
            instant.map { "<dt>\(label[language])</dt><dd>\(DevicesText.moment($0, act))</dd>" }
        }
        return """
            <p>\(record.device.kind.name[language])\(room.map { " · " + $0[language] } ?? "")</p>
            <p>\(DeviceRow.standing(device, act))</p>
            <dl class="facts">\(rows)</dl>
            """
    }

    private static func actions(_ record: DeviceRecord, _ state: FormState, _ act: Act) -> HTML {
        let language = act.language
        let base = "/devices/\(record.device.id)"
        let typed = FormState(
            typed: state.problem == nil ? ["name": record.device.name] : state.typed, problem: state.problem)
        return """
            <section class="panel"><form method="post" action="\(base)" data-once>\(Form.envelope(act))
            <h2>\(DevicesText.change[language])</h2>\(nameField.html(typed, language))
            \(roomField(record.room ?? "", typed, act))
            <button>\(DevicesText.save[language])</button></form></section>
            <section class="panel"><form method="post" action="\(base)/code" data-once>\(Form.envelope(act))
            <p class="hint">\(DevicesText.newCodeHint[language])</p>
            <button>\(DevicesText.newCode[language])</button></form></section>
            <details class="panel"><summary>\(DevicesText.revoke[language])</summary>
            <form method="post" action="\(base)/revoke" data-once>\(Form.envelope(act))
            <p>\(DevicesText.revokeHint[language])</p>
            <button class="danger">\(DevicesText.revokeButton[language])</button></form></details>
            """
    }
}
