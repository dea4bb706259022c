import ArgumentParser
import Clinic
import Storage
import Vocabulary

struct DeviceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "device", abstract: "The clinic's screens, kiosks and tablets.",
        subcommands: [Add.self, Code.self, List.self, Revoke.self])

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a device. Prints the code by which it registers, within ten minutes.")

        @OptionGroup var installation: Installation
        @Argument(help: "Its name, as it is called in the clinic.") var name: String
        @Option(help: "What it is: display, kiosk or tablet.") var kind: String
        @Option(help: "The room of the configuration where it stands.") var room: String?

        func run() throws {
            guard let kind = Device.Kind(rawValue: kind) else {
                let words = Device.Kind.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("A device is one of \(words).")
            }
            let configuration = try installation.configuration()
            let new = try Explained.run {
                try NewDevice(name: name, kind: kind, room: room, configuration)
            }
            let issued = try Explained.run {
                try installation.record("aalo device add") { db in
                    try DeviceRegister.add(new, by: nil, at: .now(), db)
                }
            }
            DeviceCommand.tell(issued)
        }
    }

    struct Code: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "A new code for a device.")

        @OptionGroup var installation: Installation
        @Argument(help: "The device's name.") var name: String

        func run() throws {
            let issued = try Explained.run {
                try installation.record("aalo device code") { [name] db in
                    let now = Instant.now()
                    guard let found = try DeviceRecord.find(named: name, at: now, db) else {
                        return nil as IssuedCode?
                    }
                    return try DeviceRegister.newCode(for: found.device.id, by: nil, at: now, db)
                }
            }
            guard let issued else { throw ValidationError("No device in use has the name \(name).") }
            DeviceCommand.tell(issued)
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the devices, and who is signed in on them.")

        @OptionGroup var installation: Installation

        func run() throws {
            let devices = try installation.withStore { store in
                try store.withReader { reader in try reader.read { db in try DeviceRecord.all(at: .now(), db) } }
            }
            for device in devices {
                let seen = device.lastSeenAt.map { "last seen " + $0.timestamp } ?? "not seen yet"
                let people = device.sessions.map(\.name.english).joined(separator: ", ")
                print(
                    [
                        device.device.name, device.device.kind.rawValue, device.room ?? "-", device.state.rawValue,
                        seen, people,
                    ]
                    .joined(separator: "\t"))
            }
            if devices.isEmpty { print("None yet. Add one: aalo device add NAME --kind tablet") }
        }
    }

    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Revoke a device: its key opens nothing any more, and who is signed in on it is signed out.")

        @OptionGroup var installation: Installation
        @Argument(help: "The device's name.") var name: String

        func run() throws {
            let revoked = try installation.record("aalo device revoke") { [name] db in
                let now = Instant.now()
                return try DeviceRecord.find(named: name, at: now, db).map {
                    try DeviceRegister.revoke($0.device.id, by: nil, at: now, db)
                }
            }
            guard revoked != nil else { throw ValidationError("No device in use has the name \(name).") }
            print("\(name) is revoked.")
        }
    }

    private static func tell(_ issued: IssuedCode) {
        print(
            """
            \(issued.device.name): open /devices/register on it and type
              \(issued.code.shown)
            Good once, until \(issued.expiresAt.wallClock).
            """)
    }
}
