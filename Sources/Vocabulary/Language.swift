/// The two languages of the clinic, by their BCP 47 tags.
package enum Language: String, Sendable, CaseIterable {
    case bangla = "bn"
    case english = "en"

    package var other: Language { self == .bangla ? .english : .bangla }

    /// What the language calls itself.
    package var endonym: String { self == .bangla ? "বাংলা" : "English" }

    /// A whole number in the digits of the language: 42 or ৪২.
    package func digits(_ number: Int) -> String { digits(String(number)) }

    /// The same text with its ASCII digits replaced by those of the language.
    package func digits(_ text: String) -> String { self == .english ? text : Digits.toBangla(text) }
}

extension Language {
    /// What is known in one of the languages or in both: as it is in this one if it is, else as in the other.
    package func prefers(english: String?, bangla: String?) -> String? {
        self == .bangla ? bangla ?? english : english ?? bangla
    }
}
