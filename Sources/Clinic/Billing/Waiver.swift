import Vocabulary

/// What is waived of an invoice: for which class, how much of a hundred, and why.
package struct Waiver: Sendable {
    package let code: String
    package let name: Bilingual
    package let percent: Int
    package let reason: String
}

extension Waiver {
    /// - Throws: 422 naming the field to mend; 403 when a manager has to grant it.
    init(_ asked: WaiverRequest, _ act: Act) throws {
        guard let exemption = act.site.catalogue.exemptions[asked.code] else { throw Problem.unknownExemption(act) }
        let reason = asked.reason ?? exemption.standingReason
        let percent = asked.percent ?? (exemption.isFixed ? exemption.percent.lowerBound : nil)
        var wrong: [Problem.Field] = []
        if percent.map(exemption.percent.contains) != true { wrong.append(.percentOutside(exemption)) }
        if reason == nil { wrong.append(.needsReason) }
        guard let percent, let reason, wrong.isEmpty else { throw Problem.invalid(wrong) }
        guard percent <= exemption.limit(for: act) else { throw Problem.needsManager(exemption) }
        self.init(code: exemption.code, name: exemption.name, percent: percent, reason: reason)
    }
}

extension Exemption {
    /// The most that whoever acts may grant; less than the least of the range when they may grant nothing.
    func limit(for act: Act) -> Int {
        Callers.holding(.waiveInFull).admits(act.actor) ? percent.upperBound : min(withoutManager, percent.upperBound)
    }
}

/// What the desk says of a waiver.
struct WaiverRequest: Sendable {
    let code: String
    let percent: Int?
    let reason: String?

    init?(_ fields: inout Fields) {
        let code = fields.optional("waiverClass", .text(longest: 40))
        percent = fields.optional("waiverPercent", .integer(1...100))
        reason = fields.optional("waiverReason", .text(longest: 200))
        if code == nil, percent != nil || reason != nil { fields.refuse("waiverClass", BillingText.whichClass) }
        guard let code else { return nil }
        self.code = code
    }

    /// As far as it was typed in a form that comes back.
    init?(_ state: FormState) {
        guard !state.value("waiverClass").isEmpty else { return nil }
        code = state.value("waiverClass")
        percent = Int(Digits.toASCII(state.value("waiverPercent")))
        reason = state.typed["waiverReason"].flatMap { $0.isEmpty ? nil : $0 }
    }
}
