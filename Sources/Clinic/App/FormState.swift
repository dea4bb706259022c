import HTML
import Vocabulary

/// A form that comes back: what was typed in it and what has to be mended.
package struct FormState: Sendable {
    package let typed: [String: String]
    package let problem: Problem?

    /// A form seen for the first time.
    package static let fresh = FormState(typed: [:], problem: nil)

    package init(typed: [String: String], problem: Problem?) {
        self.typed = typed
        self.problem = problem
    }

    package func error(_ name: String) -> Bilingual? { problem?.fields.first { $0.name == name }?.text }
    package func value(_ name: String) -> String { typed[name] ?? "" }
}
