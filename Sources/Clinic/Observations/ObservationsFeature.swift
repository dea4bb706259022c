import Vocabulary

extension Feature {
    /// What was measured, as the nation is told.
    static let observations = Feature(
        name: Bilingual("Measurements", "মাপজোখ"),
        record: { record, db in try record.tellObservations(db) })
}
