import Vocabulary

extension Feature {
    /// A practitioner with a patient: what is known, what is found, what is prescribed, and the signature under it.
    static let consultation = Feature(
        name: Bilingual("Consultation", "ডাক্তার দেখানো"),
        routes: { routes in
            ConsultationRoutes.register(&routes)
            SummaryRoutes.register(&routes)
            ConsultationPages.register(&routes)
            PrescriptionPages.register(&routes)
        })
}
