import Foundation

/// Takes what is known of a patient out of a text that is kept or logged.
struct PatientMask: Sendable {
    private let words: [String]

    /// - Parameters:
    ///   - personal: names, numbers, address, as they were sent: each of their words.
    ///   - clinical: codes and names of what somebody has or takes, as they were sent: as a whole, because their words
    ///     are those of any message.
    init(_ personal: [String], clinical: [String] = []) {
        let parts = personal.flatMap { text in [text] + text.split(separator: " ").map(String.init) } + clinical
        words = Set(parts.filter { $0.count >= 3 }).sorted { ($0.count, $0) > ($1.count, $1) }
    }

    func masked(_ text: String) -> String {
        words.reduce(text) { $0.replacingOccurrences(of: $1, with: "…", options: .caseInsensitive) }
            .replacing(/\b[0-9]{9,}\b/, with: "…")
    }
}
