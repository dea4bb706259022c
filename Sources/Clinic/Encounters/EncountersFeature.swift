import Vocabulary

extension Feature {
    /// What a practitioner found and decided, as the nation is told.
    static let encounters = Feature(
        name: Bilingual("Encounters", "পরামর্শ"),
        record: { record, db in
            try record.tellEncounter(db)
            try record.tellMedicationRequests(db)
        })
}
