import FHIR
import Vocabulary

/// What was measured, as FHIR's vital signs want it said (https://hl7.org/fhir/R4/observation-vitalsigns.html): by LOINC
/// with its names where the profile names them, else by the catalogue's code and words.
struct VitalSign {
    let concept: CodeableConcept
    let category: String

    static let panel = CodeableConcept(
        Coding(CodeSystem.loinc, "85354-9", "Blood pressure panel with all children optional"), text: "Blood pressure")

    /// What goes into the panel.
    static let pressure: Set = ["BP_SYS", "BP_DIA"]

    init(_ code: String, _ catalogue: Catalogue) {
        let definition = catalogue.observations[code]
        let known = Self.loinc[code]?.map { Coding(CodeSystem.loinc, $0.code, $0.display) }
        let codings = known ?? [definition?.loinc.map { Coding(CodeSystem.loinc, $0) }].compactMap(\.self)
        concept = CodeableConcept(codings, text: definition?.name.english ?? code)
        category = definition?.category ?? "exam"
    }

    private static let loinc: [String: [(code: String, display: String)]] = [
        "BP_SYS": [("8480-6", "Systolic blood pressure")],
        "BP_DIA": [("8462-4", "Diastolic blood pressure")],
        "PULSE": [("8867-4", "Heart rate")],
        "RESP": [("9279-1", "Respiratory rate")],
        "TEMP": [("8310-5", "Body temperature")],
        // The profile of oxygen saturation wants the general code beside that of pulse oximetry.
        "SPO2": [
            ("2708-6", "Oxygen saturation in Arterial blood"),
            ("59408-5", "Oxygen saturation in Arterial blood by Pulse oximetry"),
        ],
        "WEIGHT": [("29463-7", "Body weight")],
        "HEIGHT": [("8302-2", "Body height")],
    ]
}
