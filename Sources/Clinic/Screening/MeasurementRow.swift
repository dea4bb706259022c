import HTML
import HTTP
import Vocabulary

/// One thing to measure: its name, what it was, what it is, and where to write it.
struct MeasurementRow {
    let sheet: ScreeningSheet
    let isOpen: Bool
    let state: FormState
    let language: Language

    static func all(
        _ sheet: ScreeningSheet, isOpen: Bool, _ state: FormState, _ language: Language
    ) -> [HTML] {
        let rows = MeasurementRow(sheet: sheet, isOpen: isOpen, state: state, language: language)
        return groups.map(rows.row)
    }

    /// What stands side by side: the two numbers of a blood pressure.
    private static let groups: [[Vital]] = Vital.allCases.filter { $0 != .diastolic }.map {
        $0 == .systolic ? [.systolic, .diastolic] : [$0]
    }

    private func row(_ vitals: [Vital]) -> HTML {
        let isBad = vitals.contains { state.error($0.rawValue) != nil }
        return """
            <div class="measure\(isBad ? " field-bad" : "")">
            <div class="measure-what"><h2>\(name(vitals))</h2>\(today(vitals))\(before(vitals))</div>
            \(isOpen ? entry(vitals) : .empty)
            \(vitals == [.height] ? bodyMassIndex : .empty)
            </div>
            """
    }

    private func name(_ vitals: [Vital]) -> String {
        switch vitals {
        case [.systolic, .diastolic]: ScreeningText.pressure[language]
        case [.glucose]: ScreeningText.glucose[language]
        default: sheet.definition(vitals[0].code(.random))?.name[language] ?? ""
        }
    }

    /// "Today": the value with its band in colour and word, what it was before it was corrected, and the way to correct.
    /// Of the two numbers of a blood pressure, the band of the worse.
    private func today(_ vitals: [Vital]) -> HTML? {
        let found = vitals.compactMap { ScreeningSheet.latest($0, sheet.measured) }
        guard found.count == vitals.count else { return nil }
        let worse = found.max { $0.current.colour ?? .green < $1.current.colour ?? .green }
        return """
            <p class="measured"><b>\(words(found))</b> \(worse.flatMap(sheet.band).map { Self.chip($0, language) })\
            <small>\(timing(found[0]))\(when(found[0]))\(found.compactMap(corrections))</small>\
            \(zip(vitals, found).map(correct))</p>
            """
    }

    /// "120/80 mmHg".
    private func words(_ measurements: [Measurement]) -> String {
        let values = measurements.compactMap { $0.value.map { language.digits($0.description) } }
        let unit = sheet.definition(measurements[0].code)?.unitName[language] ?? ""
        return values.joined(separator: "/") + " " + unit
    }

    private func timing(_ measurement: Measurement) -> String {
        let timing = GlucoseTiming.allCases.first { $0.code == measurement.code }
        return timing.map { $0.name[language] + ", " } ?? ""
    }

    private func correct(_ vital: Vital, _ measurement: Measurement) -> HTML {
        let text =
            switch vital {
            case .systolic: ScreeningText.correctUpper
            case .diastolic: ScreeningText.correctLower
            default: ScreeningText.correct
            }
        return """
            <a href="/screening/observations/\(measurement.current.id.description)">\(text[language])</a>
            """
    }

    static func chip(_ band: VitalThreshold, _ language: Language) -> HTML {
        "<span class=\"colour colour-\(band.colour.rawValue)\">\(band.label[language])</span> "
    }

    private func when(_ measurement: Measurement) -> String {
        let at = measurement.set.effectiveAt
        let time = language.digits(at.wallClock)
        return Day(at) == sheet.token.day ? time : Day(at).words(language) + ", " + time
    }

    private func corrections(_ measurement: Measurement) -> HTML? {
        guard !measurement.earlier.isEmpty else { return nil }
        let old = measurement.earlier.compactMap(\.value).map { language.digits($0.description) }
        return " · \(ScreeningText.corrected[language]): <s>\(old.joined(separator: ", "))</s>"
    }

    private func before(_ vitals: [Vital]) -> HTML? {
        let last = vitals.compactMap { ScreeningSheet.latest($0, sheet.before) }
        guard last.count == vitals.count, let at = last.first?.set.effectiveAt else { return nil }
        return """
            <p class="hint">\(ScreeningText.last[language]): \(words(last)) · \(Day(at).words(language))</p>
            """
    }

    private var bodyMassIndex: HTML? {
        guard sheet.isAdult, isOpen || sheet.bodyMassIndex != nil else { return nil }
        let index = sheet.bodyMassIndex
        return """
            <p class="bmi" data-bmi\(index == nil ? " hidden" as HTML : .empty)>\(ScreeningText.bodyMassIndex[language]) \
            <output>\(index.map { language.digits($0.value.description) } ?? "")</output> \
            \(index?.band.map { Self.chip($0, language) })</p>
            """
    }
}

extension MeasurementRow {
    /// Where a number is written: at once, or, when it was measured today already, behind "Measure again".
    private func entry(_ vitals: [Vital]) -> HTML {
        let inputs: HTML = """
            <div class="measure-entry">\(hint(vitals))\(vitals.compactMap(errorText))<div class="measure-inputs">\(vitals.map(input))\
            <span class="unit" aria-hidden="true">\(unit(vitals[0]))</span></div>\(vitals.compactMap(confirmation))\
            \(vitals == [.glucose] ? timings : .empty)</div>
            """
        guard vitals.contains(where: { ScreeningSheet.latest($0, sheet.measured) != nil }) else { return inputs }
        let isTyped = vitals.contains { !state.value($0.rawValue).isEmpty || state.error($0.rawValue) != nil }
        return """
            <details class="again"\(HTML.flag("open", isTyped))><summary>\(ScreeningText.again[language])</summary>\
            \(inputs)</details>
            """
    }

    private func hint(_ vitals: [Vital]) -> HTML? {
        guard vitals == [.temperature] else { return nil }
        return "<p class=\"hint\" id=\"temperature-hint\">\(ScreeningText.temperatureHint[language])</p>"
    }

    private func input(_ vital: Vital) -> HTML {
        let (name, isBad) = (vital.rawValue, state.error(vital.rawValue) != nil)
        let described = [isBad ? name + "-error" : nil, vital == .temperature ? "temperature-hint" : nil].compactMap(
            \.self)
        return """
            <input id="\(name)" name="\(name)" type="text" inputmode="decimal" autocomplete="off" \
            aria-label="\(label(vital))" value="\(state.value(name))"\
            \(isBad ? " aria-invalid=\"true\"" as HTML : .empty)\
            \(described.isEmpty ? .empty : " aria-describedby=\"\(described.joined(separator: " "))\"" as HTML)\
            \(latest(vital))>\(vital == .systolic ? "<span aria-hidden=\"true\">/</span>" as HTML : .empty)
            """
    }

    /// What was measured today, so that the body mass index can follow what is typed.
    private func latest(_ vital: Vital) -> HTML? {
        guard vital == .weight || vital == .height else { return nil }
        return ScreeningSheet.latest(vital, sheet.measured)?.value.map { " data-latest=\"\($0.description)\"" }
    }

    private func label(_ vital: Vital) -> String {
        let name = vital == .glucose ? ScreeningText.glucose : sheet.definition(vital.code(.random))?.name
        return (name?[language] ?? "") + ", " + unit(vital)
    }

    private func unit(_ vital: Vital) -> String {
        sheet.definition(vital.code(.random))?.unitName[language] ?? ""
    }

    private func errorText(_ vital: Vital) -> HTML? { Form.errorText(vital.rawValue, state, language) }

    /// Beside a number that looks unusual: it was measured again. It says so of this number only.
    private func confirmation(_ vital: Vital) -> HTML? {
        let isAsked = state.isUnusual(vital.rawValue)
        let isTicked = !state.value(vital.confirmation).isEmpty
        guard isAsked || isTicked else { return nil }
        return """
            <label class="tick"><input type="checkbox" name="\(vital.confirmation)" value="\(state.value(vital.rawValue))"\
            \(HTML.flag("checked", isTicked && !isAsked))><span>\(ScreeningText.confirm[language])</span></label>
            """
    }

    private var timings: HTML {
        Form.choice(
            "glucoseTiming", ScreeningText.glucoseTiming, GlucoseTiming.allCases.map { ($0.rawValue, $0.name) },
            selected: GlucoseTiming.random.rawValue, state, language)
    }
}

extension FormState {
    /// Whether a value was refused only because it was not measured again.
    func isUnusual(_ field: String) -> Bool {
        guard case .text(let fields) = problem?.members["unusual"] else { return false }
        return fields.split(separator: " ").contains { $0 == field }
    }
}
