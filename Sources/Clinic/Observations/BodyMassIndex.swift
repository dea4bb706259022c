import Vocabulary

/// Body mass index in kg/m² (LOINC 39156-5): computed when asked for, never stored. For adults who are not pregnant;
/// children are judged by growth curves.
package struct BodyMassIndex: Sendable {
    static let code = "BMI"
    /// Centimetres to the metre.
    private static let hundred = DecimalText(100)

    package let value: DecimalText
    package let band: VitalThreshold?

    /// Nil when weight or height is missing, or the number would say nothing of this person.
    init?(_ measurements: [Measurement], _ subject: VitalSubject, _ catalogue: Catalogue) {
        guard subject.isAdult, subject.pregnancy != .pregnant, let weight = measurements.latest("WEIGHT")?.value,
            let height = measurements.latest("HEIGHT")?.value,
            let value = DecimalText.quotient([weight, Self.hundred, Self.hundred], by: [height, height], decimals: 1)
        else { return nil }
        self.value = value
        band = catalogue.vitalThresholds.band(of: value, Self.code, subject)
    }
}
