import Vocabulary

/// Measurements in the order and with the short names in which people who decide read them: "BP 120/80".
enum Vitals {
    struct Line: Sendable {
        let name: Bilingual
        let value: String
        let unit: String
        let colour: String?
    }

    /// Both blood pressures are one line, with the worse colour.
    static func lines(_ measured: [MeasuredValue]) -> [Line] {
        let byCode = Dictionary(measured.map { ($0.code, $0) }) { $1 }
        var lines: [Line] = []
        if let systolic = byCode["BP_SYS"], let diastolic = byCode["BP_DIA"] {
            lines.append(
                Line(
                    name: Bilingual("BP", "রক্তচাপ"), value: systolic.value + "/" + diastolic.value, unit: "mmHg",
                    colour: worse(systolic.colour, diastolic.colour)))
        }
        let known = names.compactMap { entry in byCode[entry.code].map { line($0, entry.name) } }
        let others = measured.filter { value in !pressures.contains(value.code) && name(value.code) == nil }
        return lines + known + others.map { line($0, Bilingual($0.code, $0.code)) }
    }

    private static func line(_ value: MeasuredValue, _ name: Bilingual) -> Line {
        Line(name: name, value: value.value, unit: units[value.unit] ?? value.unit, colour: value.colour)
    }

    private static func name(_ code: String) -> Bilingual? { names.first { $0.code == code }?.name }

    private static func worse(_ a: String?, _ b: String?) -> String? {
        ["red", "yellow", "green"].first { $0 == a || $0 == b }
    }

    private static let pressures: Set = ["BP_SYS", "BP_DIA"]

    private static let names: [(code: String, name: Bilingual)] = [
        ("PULSE", Bilingual("Pulse", "পালস")), ("TEMP", Bilingual("Temperature", "তাপমাত্রা")),
        ("SPO2", Bilingual("SpO₂", "SpO₂")), ("RESP", Bilingual("Breathing", "শ্বাস")),
        ("WEIGHT", Bilingual("Weight", "ওজন")), ("HEIGHT", Bilingual("Height", "উচ্চতা")),
        ("BMI", Bilingual("BMI", "বিএমআই")), ("GLU_RANDOM", Bilingual("Glucose", "গ্লুকোজ")),
        ("GLU_FASTING", Bilingual("Glucose, fasting", "গ্লুকোজ, খালি পেটে")),
        ("GLU_2HPP", Bilingual("Glucose, 2 h after food", "গ্লুকোজ, খাবারের ২ ঘণ্টা পরে")),
    ]

    /// UCUM as people write it.
    private static let units = ["Cel": "°C", "mm[Hg]": "mmHg", "/min": "/min", "kg/m2": "kg/m²"]
}
