import Vocabulary

extension Feature {
    /// Who the clinic knows.
    static let patients = Feature(
        name: Bilingual("Patients", "রোগী"),
        routes: { PatientRoutes.register(&$0) })
}
