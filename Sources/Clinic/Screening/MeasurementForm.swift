import HTML
import HTTP
import Vocabulary

/// One column of measurements, each with what was measured today and before, and room for a number.
enum MeasurementForm {
    static func html(_ sheet: ScreeningSheet, _ room: String?, _ state: FormState, _ act: Act) -> HTML {
        let language = act.language
        let action = "/screening/visits/\(sheet.token.visit)/observations"
        let isOpen = sheet.token.isOpen(act)
        return """
            <form method="post" action="\(action)" id="measurements" data-once>\(Form.envelope(act))
            \(sheet.patient.birth == nil ? notice(ScreeningText.unknownAge, language) : .empty)
            \(sheet.needsPressureAgain ? notice(ScreeningText.pressureAgain, language) : .empty)
            <section class="panel">
            \(isOpen && sheet.mayBePregnant ? pregnancy(sheet, state, language) : .empty)
            <div class="measures">\(MeasurementRow.all(sheet, isOpen: isOpen, state, language))</div>
            </section></form>
            <div class="act">\(actions(sheet, room, isOpen, act))</div>
            """
    }

    private static func notice(_ text: Bilingual, _ language: Language) -> HTML {
        "<p class=\"notice\">\(text[language])</p>"
    }

    private static func pregnancy(_ sheet: ScreeningSheet, _ state: FormState, _ language: Language) -> HTML {
        Form.choice(
            "pregnancy", ScreeningText.pregnancy, PregnancyStatus.allCases.map { ($0.rawValue, $0.name) },
            selected: sheet.pregnancy.rawValue, state, language)
    }

    /// The primary action comes first, so that Enter means it; the style sheet puts it last.
    private static func actions(_ sheet: ScreeningSheet, _ room: String?, _ isOpen: Bool, _ act: Act) -> HTML {
        let language = act.language
        if isOpen, sheet.token.isServed(at: .screening) {
            let isUnmeasured = sheet.measured.latest.isEmpty
            return """
                <button class="primary" form="measurements" name="next" value="send">\
                \(StationText.saveAndSend[language])</button>
                \(isUnmeasured ? ScreeningPages.send(sheet.token, to: nil, ScreeningText.sendUnmeasured, act) : .empty)
                <button form="measurements" name="next" value="stay">\(StationText.saveOnly[language])</button>
                """
        }
        let isLeaving = sheet.token.stage != .screening
        return """
            \(isOpen ? save(isPrimary: !isLeaving, language) : .empty)
            <a class="button\(isLeaving ? " primary" : "")" href="\(Stage.screening.board(room))" data-back>\
            \(isLeaving ? StationText.nextPerson[language] : StationText.toLine[language])</a>
            """
    }

    private static func save(isPrimary: Bool, _ language: Language) -> HTML {
        """
        <button\(isPrimary ? " class=\"primary\"" as HTML : .empty) form="measurements" name="next" value="stay">\
        \(StationText.save[language])</button>
        """
    }
}
