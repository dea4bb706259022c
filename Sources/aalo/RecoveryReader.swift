import ArgumentParser
import Clinic
import Foundation

/// Reads keys that a person types off the recovery sheet: a name, then its groups, on as many lines as they like.
struct RecoveryReader {
    /// Whether there is a person who can be asked again.
    let isTerminal: Bool
    private var keys: [KeyName: ClinicKeys.Key] = [:]
    private var name: KeyName?
    private var groups: [String] = []

    init(isTerminal: Bool) { self.isTerminal = isTerminal }

    /// - Throws: `ValidationError` naming what is wrong, where nobody can be asked again.
    mutating func read() throws -> [KeyName: ClinicKeys.Key] {
        say("Type a key's name (index, audit, data-1 …) and its eight groups. An empty line ends.")
        while let line = readLine(), !line.allSatisfy(\.isWhitespace) { try take(line) }
        if let name { try wrong("\(name) is not complete: it has \(RecoveryCode.count) groups.") }
        return keys
    }

    private mutating func take(_ line: String) throws {
        var words = line.split { $0 == " " || $0 == "\t" || $0 == ":" }.map(String.init)
        if let first = words.first, let next = KeyName(first) {
            (name, groups) = (next, [])
            words.removeFirst()
        }
        guard let name else { return try wrong("A key begins with its name: index, audit, data-1 …") }
        groups += words
        guard groups.joined().count(where: { $0 != "-" }) >= RecoveryCode.count * 8 else { return }
        try finish(name)
    }

    private mutating func finish(_ name: KeyName) throws {
        let typed = groups
        (self.name, groups) = (nil, [])
        do throws(RecoveryCode.Mistake) {
            keys[name] = try RecoveryCode.key(typed, name)
            say("\(name) is right.")
        } catch {
            let what =
                error.group == 0 ? "\(name) has too many letters." : "Group \(error.group) of \(name) is not right."
            try wrong(what + " Type this key again.")
        }
    }

    private func wrong(_ words: String) throws {
        guard isTerminal else { throw ValidationError(words + " Nothing was written.") }
        say(words)
    }

    private func say(_ words: String) {
        if isTerminal { FileHandle.standardError.write(Data((words + "\n").utf8)) }
    }
}
