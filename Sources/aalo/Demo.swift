import ArgumentParser
import Clinic
import Foundation
import Storage
import Vocabulary

struct Demo: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a demonstration clinic: staff of every role, a display, some patients.")

    @OptionGroup var installation: Installation
    @Option(help: "One PIN for everybody, instead of a random one for each.") var pin: String?
    @Option(help: "The display's key, instead of a random one.") var displayKey: String?
    @Flag(help: "Do not print the PINs.") var quiet = false

    func run() throws {
        let key = displayKey ?? Secret.deviceKey()
        let people = try DemoClinic.staff(pin: pin)
        let isMade = try installation.record("aalo demo", tell: { if !quiet { Installation.tell($0) } }) { db in
            try DemoClinic.make(people, displayKey: key, at: .now(), db)
        }
        guard isMade else { throw ValidationError("This database has staff already: it is not made into a demo.") }
        if !quiet { print(Self.card(people, key)) }
    }

    private static func card(_ people: [DemoClinic.Person], _ key: String) -> String {
        let lines = people.map { person in
            let user = person.new.userName.padding(toLength: 14, withPad: " ", startingAt: 0)
            return "  \(user)PIN \(person.pin)   \(person.new.name.english)"
        }
        return """
            The demonstration clinic is ready.
            \(lines.joined(separator: "\n"))
              Display key   \(key)
            """
    }
}
