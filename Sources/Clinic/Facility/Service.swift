import Vocabulary

/// What people come for, and the stages a visit for it passes (FHIR HealthcareService).
package struct Service: Sendable, Equatable {
    package let code: String
    package let name: Bilingual
    package let path: [Stage]

    /// The stage after this one on the visit's way; nil when the person leaves. From a stage off the path, such as
    /// tests the doctor ordered, the way goes on with whatever comes later in the clinic's own order.
    package func stage(after stage: Stage) -> Stage? {
        let order = Stage.allCases
        guard let here = order.firstIndex(of: stage) else { return nil }
        return order[(here + 1)...].first { path.contains($0) }
    }
}
