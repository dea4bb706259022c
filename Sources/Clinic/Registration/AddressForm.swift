import HTML
import HTTP
import Vocabulary

/// Where they live: one field to type a part of the place in, the places that fit to choose from, and the line.
enum AddressForm {
    static func html(_ parts: RegistrationParts, _ language: Language) -> HTML {
        let form = parts.state.form
        return """
            \(place(parts, language))
            <fieldset class="places" id="upazila" aria-live="polite" data-none="\(RegistrationText.nothingFound[language])">\
            <legend class="unseen">\(RegistrationText.choosePlace[language])</legend>
            \(Form.errorText("upazila", form, language))\(choices(parts.state, language))</fieldset>
            \(addressLine.html(form, language))
            """
    }

    /// Without script the button shows the form again with the places that fit.
    private static func place(_ parts: RegistrationParts, _ language: Language) -> HTML {
        let form = parts.state.form
        let isBad = form.error("place") != nil
        return """
            <div class="field\(isBad ? " field-bad" : "")"><label for="place">\(RegistrationText.place[language]) \
            <span class="optional">\(AppText.optional[language])</span></label>
            <p class="hint" id="place-hint">\(RegistrationText.placeHint[language])</p>
            \(Form.errorText("place", form, language))
            <div class="search-row"><input id="place" name="place" type="search" autocomplete="off" \
            aria-describedby="place-hint\(isBad ? " place-error" : "")" value="\(form.value("place"))">\
            <button formaction="\(parts.base)/places" data-finds>\(RegistrationText.findPlace[language])</button></div>
            </div>
            """
    }

    private static func choices(_ state: RegistrationState, _ language: Language) -> HTML {
        let chosen = state.form.value("upazila")
        let tiles: [HTML] = state.places.map { tile($0.code.upazila, $0.words[language], chosen) }
        let isEmpty = tiles.isEmpty && !state.form.value("place").isEmpty
        return """
            <div class="tiles">\(tiles)\
            \(tile("", RegistrationText.noPlace[language], chosen))</div>\
            \(isEmpty ? "<p class=\"empty\">\(RegistrationText.nothingFound[language])</p>" as HTML : .empty)
            """
    }

    private static func tile(_ code: String, _ words: String, _ chosen: String) -> HTML {
        """
        <label class="tile"><input type="radio" name="upazila" value="\(code)"\(HTML.flag("checked", code == chosen))>\
        <span>\(words)</span></label>
        """
    }

    private static let addressLine = Form.Field("addressLine", RegistrationText.addressLine)
}
