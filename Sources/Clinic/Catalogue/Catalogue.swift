import Foundation
import Vocabulary

/// The words, codes and rates the clinic works with: `Config/catalogue`, read once at start and never changed while the
/// program runs. What is written down copies what it needs, so that a later edition changes no record.
package struct Catalogue: Sendable {
    package let rates: Rates
    package let exemptions: Exemptions
    package let investigations: Investigations
    package let complaints: Complaints
    package let diagnoses: Diagnoses
    package let medicines: Medicines
    package let dosage: DosageNotation
    package let observations: ObservationDefinitions
    package let vitalLimits: VitalLimits
    package let vitalThresholds: VitalThresholds
    package let crossChecks: CrossChecks
    package let components: PanelComponents
    package let geography: Geography
    package let commonPasswords: CommonPasswords

    /// - Throws: `CatalogueError` naming the file, line and column.
    package init(folder: URL) throws {
        rates = try Rates(folder: folder)
        exemptions = try Exemptions(folder: folder)
        investigations = try Investigations(folder: folder)
        complaints = try Complaints(folder: folder)
        diagnoses = try Diagnoses(folder: folder)
        medicines = try Medicines(folder: folder)
        dosage = try DosageNotation(folder: folder)
        observations = try ObservationDefinitions(folder: folder)
        vitalLimits = try VitalLimits(folder: folder, observations)
        vitalThresholds = try VitalThresholds(folder: folder, observations)
        crossChecks = try CrossChecks(folder: folder)
        components = try PanelComponents(folder: folder, of: investigations)
        geography = try Geography(folder: folder)
        commonPasswords = try CommonPasswords(folder: folder)
    }

    /// How many matches of a search are given.
    static let searchLimit = 20
}
