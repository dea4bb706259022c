/// Which rate of the price list a consultation has.
package enum ConsultationRate {
    /// How long a pregnancy lasts at most: an earlier check before that belonged to another.
    package static let pregnancyDays = 294
    /// Within how many days coming again costs nothing.
    package static let followUpDays = 7

    package struct Circumstances: Sendable {
        /// The code of the service they came for.
        package let service: String
        package let isDoctor: Bool
        /// Signed encounters of the service "anc" in this pregnancy, before this one.
        package let earlierPregnancyChecks: Int
        /// Since the last signed encounter, of whatever service; nil when there was none.
        package let daysSinceLast: Int?
        /// Whether they were seen in this visit already, and come back with their results.
        package let isSameVisit: Bool

        package init(
            service: String, isDoctor: Bool, earlierPregnancyChecks: Int, daysSinceLast: Int?, isSameVisit: Bool = false
        ) {
            self.service = service
            self.isDoctor = isDoctor
            self.earlierPregnancyChecks = earlierPregnancyChecks
            self.daysSinceLast = daysSinceLast
            self.isSameVisit = isSameVisit
        }
    }

    /// The code of the rate: a visit is paid once; then what the service says stands before the follow-up, and that
    /// before who was seen.
    package static func code(_ its: Circumstances) -> String {
        if its.isSameVisit { return "CON-FU" }
        switch its.service {
        case "anc": return its.earlierPregnancyChecks == 0 ? "ANC-1" : "ANC-N"
        case "pnc": return "PNC-VISIT"
        default: break
        }
        if let days = its.daysSinceLast, days <= followUpDays { return "CON-FU" }
        return its.isDoctor ? "CON-GEN" : "CON-PAR"
    }
}
