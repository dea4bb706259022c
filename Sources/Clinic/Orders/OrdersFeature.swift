import Vocabulary

extension Feature {
    /// What was asked for and found, as the nation is told.
    static let orders = Feature(
        name: Bilingual("Tests", "পরীক্ষা"),
        record: { record, db in
            try record.tellServiceRequests(db)
            try record.tellDiagnosticReports(db)
        })
}
