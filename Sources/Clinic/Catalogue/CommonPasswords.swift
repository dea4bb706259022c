import Foundation
import Vocabulary

/// Passwords that are tried first, and the words that most of the others are made of, all in lower case.
package struct CommonPasswords: Sendable {
    private let words: Set<String>

    init(folder: URL) throws {
        let table = try CatalogueTable("common-passwords.csv", in: folder)
        words = Set(try table.rows.map { try $0.text("password").lowercased() })
    }

    /// Whether it is one of them, or one of them with digits and signs around it.
    package func contains(_ password: String) -> Bool {
        let lowered = password.lowercased()
        return words.contains(lowered) || words.contains(lowered.core)
    }
}

extension String {
    /// What stays without the signs at its ends that are no letters.
    fileprivate var core: String {
        guard let first = firstIndex(where: \.isLetter), let last = lastIndex(where: \.isLetter) else { return self }
        return String(self[first...last])
    }
}
