/// Words in both languages of the clinic. There is no text with only one.
package struct Bilingual: Hashable, Sendable {
    package let english: String
    package let bangla: String

    package init(_ english: String, _ bangla: String) {
        self.english = english
        self.bangla = bangla
    }

    package subscript(language: Language) -> String { language == .english ? english : bangla }
}
