/// What came of a simulated day.
struct Outcome: Sendable {
    let figures: Tally.Figures
    let count: Attendance.Count
    let tokens: Int
    let voided: Int
    let pace: Pace
    /// Real seconds from the first arrival to the last goodbye.
    let elapsed: Double
    /// Why the day ended early, if it did.
    let cutShort: String?
    /// What the national record was told by then.
    let told: [Told]
    let findings: [Inspection.Finding]

    var isGood: Bool {
        cutShort == nil && figures.errors.isEmpty && findings.allSatisfy { $0.fault == nil }
    }
}
