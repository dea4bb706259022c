import Vocabulary

/// A device to be added: it waits for its key until it comes with a code.
package struct NewDevice: Sendable {
    package let name: String
    package let kind: Device.Kind
    /// A room of the configuration where it stands.
    package let room: String?

    /// - Throws: `Problem.invalid` for a name of more than 60 characters or of none, and for a room there is not.
    package init(name: String, kind: Device.Kind, room: String?, _ configuration: Configuration) throws {
        self.name = try Self.checked(name)
        self.kind = kind
        self.room = try room.map { try Self.checked(room: $0, configuration) }
    }

    static func checked(_ name: String) throws -> String {
        do throws(Refusal) {
            let name = try Rule.text(longest: 60).parse(name)
            guard !name.isEmpty else { throw Refusal("This is needed", "এটি দিতে হবে") }
            return name
        } catch {
            throw Problem.invalid([Problem.Field("name", error.text)])
        }
    }

    static func checked(room: String, _ configuration: Configuration) throws -> String {
        guard configuration.room(room) != nil else { throw Problem.unknownDeviceRoom }
        return room
    }
}

/// What an administrator says of a new device.
struct DeviceRequest: Input {
    let name: String
    let kind: Device.Kind
    let room: String?

    init?(_ fields: inout Fields) {
        let name = fields.required("name", Rule.text(longest: 60))
        let kind = fields.required("kind", Rule.choice(Device.Kind.self))
        room = fields.optional("room", Rule.text(longest: 40))
        guard let name, let kind else { return nil }
        (self.name, self.kind) = (name, kind)
    }

    func device(_ act: Act) throws -> NewDevice {
        try NewDevice(name: name, kind: kind, room: room, act.site.configuration)
    }
}

/// Another name for a device, or another place.
struct DeviceChange: Input {
    let device: ID<Device>
    let name: String
    let room: String?

    init?(_ fields: inout Fields) {
        let device = fields.required("device", Rule.id(of: Device.self))
        let name = fields.required("name", Rule.text(longest: 60))
        room = fields.optional("room", Rule.text(longest: 40))
        guard let device, let name else { return nil }
        (self.device, self.name) = (device, name)
    }
}

struct DeviceQuery: Input {
    let device: ID<Device>

    init?(_ fields: inout Fields) {
        guard let device = fields.required("device", Rule.id(of: Device.self)) else { return nil }
        self.device = device
    }
}

extension Problem {
    static let unknownDeviceRoom = Problem.invalid([
        Field("room", Bilingual("There is no such room", "এমন কোনো কক্ষ নেই"))
    ])
    static let deviceNameTaken = Problem(
        .conflict, "device-name-taken", Bilingual("Another device has this name", "অন্য একটি ডিভাইসের এই নাম আছে"),
        fields: [Field("name", Bilingual("Choose another name", "অন্য একটি নাম দিন"))])
    static let noSuchDevice = Problem(
        .notFound, "no-such-device", Bilingual("There is no such device", "এমন কোনো ডিভাইস নেই"))
    static let deviceIsRevoked = Problem(
        .conflict, "device-is-revoked",
        Bilingual("This device was revoked. Add it anew.", "এই ডিভাইসটি বাতিল করা হয়েছে। নতুন করে যোগ করুন।"))
}
