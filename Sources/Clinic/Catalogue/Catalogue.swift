import Foundation
import Vocabulary

/// The words, codes and rates the clinic works with: `Config/catalogue`, read once at start and never changed while the
/// program runs. What is written down copies what it needs, so that a later edition changes no record.
package struct Catalogue: Sendable {
    package let rates: Rates
    package let exemptions: Exemptions
    package let investigations: Investigations
    package let observations: ObservationDefinitions
    package let vitalLimits: VitalLimits
    package let vitalThresholds: VitalThresholds
    package let crossChecks: CrossChecks
    package let components: PanelComponents
    package let geography: Geography

    /// - Throws: `CatalogueError` naming the file, line and column.
    package init(folder: URL) throws {
        rates = try Rates(folder: folder)
        exemptions = try Exemptions(folder: folder)
        investigations = try Investigations(folder: folder)
        observations = try ObservationDefinitions(folder: folder)
        vitalLimits = try VitalLimits(folder: folder, observations)
        vitalThresholds = try VitalThresholds(folder: folder, observations)
        crossChecks = try CrossChecks(folder: folder)
        components = try PanelComponents(folder: folder, of: investigations)
        geography = try Geography(folder: folder)
    }
}
