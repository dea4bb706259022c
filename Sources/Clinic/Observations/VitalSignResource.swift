import FHIR

/// A code of the catalogue of observations in LOINC, as FHIR's vital signs want it
/// (https://hl7.org/fhir/R4/observation-vitalsigns.html). A code that is not here goes in words.
struct VitalSign {
    let concept: CodeableConcept
    let category: String

    static let panel = CodeableConcept(
        Coding(CodeSystem.loinc, "85354-9", "Blood pressure panel with all children optional"), text: "Blood pressure")

    /// What goes into the panel.
    static let pressure = ["BP_SYS": "8480-6", "BP_DIA": "8462-4"]

    init(_ code: String) {
        let codings = Self.loinc[code] ?? []
        concept = CodeableConcept(
            codings.map { Coding(CodeSystem.loinc, $0.code, $0.display) }, text: codings.isEmpty ? code : nil)
        category = Self.laboratory.contains(code) ? "laboratory" : Self.exam.contains(code) ? "exam" : "vital-signs"
    }

    private static let laboratory: Set = ["GLU_RANDOM", "GLU_FASTING", "GLU_2HPP", "HB", "U_PROTEIN", "U_GLUCOSE"]
    private static let exam: Set = ["MUAC", "WAIST", "FHR", "SFH", "PAIN", "CRT"]

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
        "BMI": [("39156-5", "Body mass index (BMI) [Ratio]")],
        "HEAD_CIRC": [("9843-4", "Head Occipital-frontal circumference")],
        "MUAC": [("56072-2", "Circumference Mid upper arm - right")],
        "WAIST": [("8280-0", "Waist Circumference at umbilicus by Tape measure")],
        "GLU_RANDOM": [("14743-9", "Glucose [Moles/volume] in Capillary blood by Glucometer")],
        "GLU_FASTING": [("14770-2", "Fasting glucose [Moles/volume] in Capillary blood by Glucometer")],
        "GLU_2HPP": [("14760-3", "Glucose [Moles/volume] in Capillary blood --2 hours post meal")],
        "HB": [("718-7", "Hemoglobin [Mass/volume] in Blood")],
    ]
}
