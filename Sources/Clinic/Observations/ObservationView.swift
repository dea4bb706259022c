import Vocabulary

/// A measurement as programs are told of it.
package struct ObservationView: JSONObject {
    let measurement: Measurement
    let definition: ObservationDefinition?
    let band: VitalThreshold?

    package init(_ measurement: Measurement, _ catalogue: Catalogue) {
        self.measurement = measurement
        definition = catalogue.observations[measurement.code]
        band = measurement.current.threshold.flatMap { catalogue.vitalThresholds[$0] }
    }

    /// FHIR observation-status.
    var status: String {
        if measurement.value == nil { return "entered-in-error" }
        return measurement.earlier.isEmpty ? "final" : "amended"
    }

    package static let properties: [Property<ObservationView>] = [
        .id("id") { $0.measurement.current.id },
        .id("setId") { $0.measurement.set.id },
        .id("visitId") { $0.measurement.set.visit },
        .string("code") { $0.measurement.code },
        .optionalString("loinc") { $0.definition?.loinc },
        .optionalObject("name") { $0.definition?.name },
        .optionalDecimal("value") { $0.measurement.value },
        .string("unit") { $0.measurement.current.unit },
        .string("status", oneOf: ["final", "amended", "entered-in-error"]) { $0.status },
        .string("method", oneOf: ["manual", "device"]) { $0.measurement.current.method.rawValue },
        .optionalString("colour", oneOf: TriageColour.allCases.map(\.rawValue)) {
            $0.measurement.current.colour?.rawValue
        },
        .optionalString("category") { $0.band?.category },
        .optionalObject("label") { $0.band?.label },
        .instant("measuredAt") { $0.measurement.set.effectiveAt },
        .object("recordedBy") { $0.measurement.current.recordedBy },
        .optionalString("reason") { $0.measurement.current.reason },
        .array("history") { $0.measurement.earlier.map(EarlierValue.init) },
    ]
}

/// What was written before an amendment.
struct EarlierValue: JSONObject {
    let observation: Observation

    init(_ observation: Observation) { self.observation = observation }

    static let properties: [Property<EarlierValue>] = [
        .id("id") { $0.observation.id },
        .optionalDecimal("value") { $0.observation.value },
        .instant("recordedAt") { $0.observation.recordedAt },
        .object("recordedBy") { $0.observation.recordedBy },
        .optionalString("reason") { $0.observation.reason },
    ]
}

/// Measurements of a visit or a patient, in the order of time.
package struct ObservationList: JSONObject {
    let observations: [ObservationView]

    package init(_ measurements: [Measurement], _ catalogue: Catalogue) {
        observations = measurements.map { ObservationView($0, catalogue) }
    }

    package static let properties: [Property<ObservationList>] = [.array("observations") { $0.observations }]
}
