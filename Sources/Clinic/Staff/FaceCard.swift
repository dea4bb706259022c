import HTML
import Vocabulary

/// How somebody looks: their photograph, or the first letters of their name in a circle of their own colour.
enum FaceCard {
    private static let tones = 8

    static func html(_ staff: Staff, photo: String?, _ language: Language) -> HTML {
        if let photo { return "<img class=\"face\" src=\"/faces/\(photo)\" alt=\"\" width=\"56\" height=\"56\">" }
        let tone = staff.id.description.utf8.reduce(0) { $0 &+ Int($1) } % tones
        return """
            <span class="face face-\(String(tone))" aria-hidden="true">\(initials(of: staff.name[language]))</span>
            """
    }

    /// Of the first name and the last, without titles, in either script: letters of Bangla without their vowel signs, so
    /// that two have room.
    static func initials(of name: String) -> String {
        let words = name.split(whereSeparator: \.isWhitespace)
        let names = words.filter { !isTitle($0) }
        let used = names.isEmpty ? words : names
        let letters = [used.first, used.count > 1 ? used.last : nil].compactMap {
            $0?.unicodeScalars.first { $0.properties.isAlphabetic }
        }
        return String(String.UnicodeScalarView(letters)).uppercased()
    }

    private static func isTitle(_ word: Substring) -> Bool {
        // The visarga of "মোঃ" is part of its last letter.
        endings.contains(word.unicodeScalars.last ?? " ") || titles.contains(word.lowercased())
    }

    private static let endings: Set<Unicode.Scalar> = [".", "ঃ", ":"]
    private static let titles: Set = ["dr", "md", "mst", "mrs", "mr", "ms", "prof", "ডা", "মো", "মোছা", "অধ্যাপক"]

    /// The photograph in use, and the way to another.
    /// - Parameter path: where the form posts to: "/account/photo".
    static func photo(
        of staff: Staff, _ photo: String?, at path: String, _ state: FormState, _ act: Act
    ) -> HTML {
        let language = act.language
        let removal: HTML? = photo.map { _ in
            """
            <form method="post" action="\(path)/remove" data-once>\(Form.envelope(act))\
            <button>\(StaffText.removeSignature[language])</button></form>
            """
        }
        return """
            <section class="panel" id="photo"><h2>\(StaffText.photo[language])</h2>
            <p class="hint">\(StaffText.photoHint[language])</p>\(Form.errorText(StaffPhoto.field, state, language))
            <div class="staff-row">\(html(staff, photo: photo, language))\(removal)</div>
            <form method="post" action="\(path)" enctype="multipart/form-data">\(Form.envelope(act))
            <div class="staff-row"><input type="file" name="photo" accept="image/png,image/jpeg" data-photo \
            aria-label="\(StaffText.photo[language])" required><button>\(StaffText.bring[language])</button></div></form></section>
            """
    }
}
