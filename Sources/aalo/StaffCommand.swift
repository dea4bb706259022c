import ArgumentParser
import Clinic
import Foundation
import Glibc
import Storage
import Vocabulary

struct StaffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "staff", abstract: "Who works here.",
        subcommands: [Add.self, Passwd.self, Unlock.self, ResetFactor.self, List.self])

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Add someone. Asks for a PIN or password.")

        @OptionGroup var installation: Installation
        @Argument(help: "The user name: a-z, 0-9, dot and hyphen.") var userName: String
        @Option(help: "The name in Latin letters.") var name: String
        @Option(help: "The name in Bangla.") var nameBangla: String?
        @Option(help: "A role; may be given several times.") var role: [String]
        @Option(help: "The number of the professional register (BMDC), printed on prescriptions.")
        var registration: String?
        @Option(help: "The degrees the register knows, printed on prescriptions.") var qualification: String?

        func run() throws {
            let roles = try role.map(StaffCommand.role)
            let rules = SecretRules(try installation.catalogue())
            let new = try Explained.run {
                try NewStaff(
                    userName: userName, name: Bilingual(name, nameBangla ?? name), roles: Set(roles),
                    registrationNumber: registration, qualification: qualification,
                    secret: try StaffCommand.secret(), rules)
            }
            try Explained.run {
                _ = try installation.record("aalo staff add") { db in try StaffRegister.add(new, at: .now(), db) }
            }
            print("\(userName) may now sign in.")
        }
    }

    struct Passwd: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Set a new PIN or password. Ends the person's sessions.")

        @OptionGroup var installation: Installation
        @Argument(help: "The user name.") var userName: String

        func run() throws {
            let (typed, rules) = (try StaffCommand.secret(), SecretRules(try installation.catalogue()))
            let secret = try Explained.run { try NewSecret(typed, of: userName, rules) }
            let isFound = try installation.record("aalo staff passwd") { [userName] db in
                guard let staff = try StaffRegister.find(userName, db) else { return false }
                try StaffRegister.set(secret, of: staff.id, at: .now(), db)
                return true
            }
            guard isFound else { throw ValidationError("Nobody has the user name \(userName).") }
            print("\(userName) has a new secret and is signed out everywhere.")
        }
    }

    struct Unlock: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Open an account that was locked after too many wrong tries.")

        @OptionGroup var installation: Installation
        @Argument(help: "The user name.") var userName: String

        func run() throws {
            let isFound = try installation.record("aalo staff unlock") { [userName] db in
                guard let staff = try StaffRegister.find(userName, db) else { return false }
                try SecretChange.openAccount(staff.id, db)
                return true
            }
            guard isFound else { throw ValidationError("Nobody has the user name \(userName).") }
            print("\(userName) may sign in again.")
        }
    }

    struct ResetFactor: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "reset-factor",
            abstract: "Turn off the second step at sign-in of somebody who lost the phone. Ends their sessions.")

        @OptionGroup var installation: Installation
        @Argument(help: "The user name.") var userName: String
        @Option(help: "Why; up to 200 characters.") var reason = "on the server"

        func validate() throws {
            let isPlain = !reason.unicodeScalars.contains { $0.properties.generalCategory == .control }
            guard isPlain, (1...200).contains(reason.unicodeScalars.count) else {
                throw ValidationError("A reason is one line of 1 to 200 characters.")
            }
        }

        func run() throws {
            let isFound = try Explained.run {
                try installation.record("aalo staff reset-factor") { [userName, reason] db in
                    guard let staff = try StaffRegister.find(userName, db) else { return false }
                    try SecondFactors.reset(staff.id, by: nil, reason, at: .now(), db)
                    return true
                }
            }
            guard isFound else { throw ValidationError("Nobody has the user name \(userName).") }
            print("\(userName) signs in with PIN or password alone, and is signed out everywhere.")
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List who works here.")

        @OptionGroup var installation: Installation

        func run() throws {
            let staff = try installation.withStore { store in
                try store.withReader { reader in try reader.read { db in try StaffRegister.all(db) } }
            }
            for person in staff {
                let roles = person.roles.map(\.rawValue).sorted().joined(separator: ", ")
                print("\(person.userName)\t\(person.name.english)\t\(person.name.bangla)\t\(roles)")
            }
            if staff.isEmpty { print("Nobody yet. Add someone: aalo staff add NAME --name … --role …") }
        }
    }

    private static func role(_ word: String) throws -> Role {
        guard let role = Role(rawValue: word) else {
            throw ValidationError("A role is one of " + Role.allCases.map(\.rawValue).joined(separator: ", ") + ".")
        }
        return role
    }

    /// From AALO_STAFF_SECRET, or typed without being shown.
    private static func secret() throws -> String {
        if let secret = ProcessInfo.processInfo.environment["AALO_STAFF_SECRET"] { return secret }
        guard let typed = getpass("PIN or password: ") else { throw ValidationError("No secret was given.") }
        return String(cString: typed)
    }
}
