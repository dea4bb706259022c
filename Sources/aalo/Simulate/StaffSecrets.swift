import Foundation

/// What the staff sign in with: one PIN for all, as in a demo clinic, or each their own.
struct StaffSecrets: Sendable, Equatable {
    let common: String?
    let own: [String: String]

    init(common: String?, own: [String: String] = [:]) {
        (self.common, self.own) = (common, own)
    }

    /// - Parameter file: lines of a user name, white space, and the PIN or password. Lines from "#" on are skipped.
    init(common: String?, file: String) throws {
        self.init(common: common, own: Self.parse(try String(contentsOfFile: file, encoding: .utf8)))
    }

    static func parse(_ text: String) -> [String: String] {
        var own: [String: String] = [:]
        for line in text.split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
            let words = line.split(maxSplits: 1, whereSeparator: \.isWhitespace)
            if words.count == 2 { own[String(words[0])] = words[1].trimmingCharacters(in: .whitespaces) }
        }
        return own
    }

    func secret(of userName: String) -> String? { own[userName] ?? common }
}
