import Vocabulary

/// Why something did not get there, where that is our own finding and not the other side's words. Kept as a word, with
/// what more there is to say after a colon; the page says it in the language of whoever looks.
enum Obstacle: String, CaseIterable {
    case healthIDNeeded = "health-id-needed"
    case corrupt = "corrupt-record"
    case notConnected = "not-connected"
    case timedOut = "timed-out"
    case insecure = "no-secure-connection"
    case notFHIR = "no-fhir-server"
    case noToken = "no-token"
    case notAuthorized = "not-authorized"
    case comeAgain = "come-again"
    case serverFault = "server-fault"
    case noReason = "no-reason-given"

    var text: Bilingual {
        switch self {
        case .healthIDNeeded:
            Bilingual(
                "The patient has no Health ID yet. It is sent when there is one.",
                "রোগীর এখনো হেলথ আইডি নেই। হেলথ আইডি পেলে পাঠানো হবে।")
        case .corrupt:
            Bilingual(
                "The record could not be put together. Tell the people who look after the program.",
                "রেকর্ডটি তৈরি করা যায়নি। প্রোগ্রামের দায়িত্বে যাঁরা আছেন তাঁদের জানান।")
        case .notConnected: Bilingual("No connection", "সংযোগ নেই")
        case .timedOut: Bilingual("No answer in time", "সময়মতো সাড়া আসেনি")
        case .insecure: Bilingual("No secure connection (TLS)", "নিরাপদ সংযোগ (TLS) হয়নি")
        case .notFHIR:
            Bilingual("What answers there is no FHIR server", "ওখানে যা সাড়া দেয় তা FHIR সার্ভার নয়")
        case .noToken: Bilingual("No access token was given", "অ্যাক্সেস টোকেন পাওয়া যায়নি")
        case .notAuthorized: Bilingual("Our access was not accepted", "আমাদের অনুমতি গ্রহণ করা হয়নি")
        case .comeAgain: Bilingual("The server asks to come again later", "সার্ভার পরে আবার পাঠাতে বলেছে")
        case .serverFault: Bilingual("A fault of the server", "সার্ভারের ত্রুটি")
        case .noReason: Bilingual("No reason was given", "কোনো কারণ জানানো হয়নি")
        }
    }

    /// With what more there is to say, such as the error of a token server.
    func saying(_ more: String) -> String { rawValue + ": " + more }

    /// What is kept, as a person reads it: other sides' words as they are.
    static func words(_ diagnostics: String) -> Bilingual {
        let parts = diagnostics.split(separator: ":", maxSplits: 1).map(String.init)
        guard let word = parts.first, let obstacle = Obstacle(rawValue: word) else {
            return Bilingual(diagnostics, diagnostics)
        }
        let more = parts.count > 1 ? " (\(parts[1].trimmed))" : ""
        return Bilingual(obstacle.text.english + more, obstacle.text.bangla + more)
    }
}
