import Vocabulary

/// Measurements in the order and with the short names in which people who decide read them: "BP 120/80".
enum Vitals {
    struct Line: Sendable {
        let name: Bilingual
        /// "146/92", in ASCII digits.
        let value: String
        let unit: Bilingual
        /// The band it fell into, which has its colour and its word.
        let band: VitalThreshold?
    }

    /// The last of each thing; both blood pressures are one line, with the worse band.
    static func lines(_ measured: [Measurement], _ catalogue: Catalogue) -> [Line] {
        let latest = measured.latest
        let groups = [[BloodPressure.systolic, BloodPressure.diastolic]] + names.map { [$0.code] }
        let named = groups.compactMap { codes in
            let found = codes.compactMap { latest.latest($0) }
            return found.count == codes.count ? line(found, catalogue) : nil
        }
        let known = Set(groups.joined())
        return named + latest.filter { !known.contains($0.code) }.map { line([$0], catalogue) }
    }

    private static func line(_ found: [Measurement], _ catalogue: Catalogue) -> Line {
        let definition = catalogue.observations[found[0].code]
        let bands = found.compactMap { $0.current.threshold.flatMap { catalogue.vitalThresholds[$0] } }
        return Line(
            name: name(found[0].code) ?? definition?.name ?? Bilingual(found[0].code, found[0].code),
            value: found.compactMap { $0.value?.description }.joined(separator: "/"),
            unit: definition?.unitName ?? Bilingual("", ""), band: bands.max { $0.colour < $1.colour })
    }

    private static func name(_ code: String) -> Bilingual? {
        code == BloodPressure.systolic ? Bilingual("BP", "রক্তচাপ") : names.first { $0.code == code }?.name
    }

    private static let names: [(code: String, name: Bilingual)] = [
        ("PULSE", Bilingual("Pulse", "পালস")), ("TEMP", Bilingual("Temperature", "তাপমাত্রা")),
        ("SPO2", Bilingual("SpO₂", "SpO₂")), ("RESP", Bilingual("Breathing", "শ্বাস")),
        ("WEIGHT", Bilingual("Weight", "ওজন")), ("HEIGHT", Bilingual("Height", "উচ্চতা")),
        ("GLU_RANDOM", Bilingual("Glucose", "গ্লুকোজ")),
        ("GLU_FASTING", Bilingual("Glucose, fasting", "গ্লুকোজ, খালি পেটে")),
        ("GLU_2HPP", Bilingual("Glucose, 2 h after food", "গ্লুকোজ, খাবারের ২ ঘণ্টা পরে")),
    ]
}
