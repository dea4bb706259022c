/// What came of one attempt to send.
package struct Reply: Sendable, Equatable {
    package enum Outcome: String, Sendable, CaseIterable {
        case accepted
        /// Understood and not taken: sending the same again would be refused again, so a person must look.
        case refused
        /// Nobody was reached, or the other side asks to come again.
        case unreachable
    }

    /// Whose fault it is that nobody was reached: it is waited for with everything, or with this row alone.
    package enum Reach: Sendable { case destination, row }

    package let outcome: Outcome
    /// The HTTP status, if there was an answer.
    package let status: Int?
    /// Why, in the words of the other side, without patient data; a word of ours when it was not sent at all.
    package var diagnostics: String?
    package var reach = Reach.destination
    /// Seconds that the other side asked us to wait (RFC 9110 section 10.2.3).
    package var retryAfter: Int?
    /// Whether the patient stands there now as we made them.
    package var ownsPatient = false

    static func accepted(_ status: Int, ownsPatient: Bool) -> Reply {
        Reply(outcome: .accepted, status: status, ownsPatient: ownsPatient)
    }

    static func refused(_ status: Int?, _ diagnostics: String) -> Reply {
        Reply(outcome: .refused, status: status, diagnostics: bounded(diagnostics))
    }

    static func unreachable(
        _ status: Int?, _ diagnostics: String, _ reach: Reach = .destination, retryAfter: Int? = nil
    ) -> Reply {
        Reply(
            outcome: .unreachable, status: status, diagnostics: bounded(diagnostics), reach: reach,
            retryAfter: retryAfter)
    }

    static func refused(_ status: Int?, _ obstacle: Obstacle) -> Reply { refused(status, obstacle.rawValue) }

    /// What the table takes; never nothing. SQLite counts code points, of which a letter of Bangla has several, and only
    /// up to the first U+0000.
    private static func bounded(_ text: String) -> String {
        let printable = text.unicodeScalars.lazy.filter { $0.value >= 0x20 }.prefix(1000)
        return printable.isEmpty ? "-" : String(String.UnicodeScalarView(printable))
    }
}
