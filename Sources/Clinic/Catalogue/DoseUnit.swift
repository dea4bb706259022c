import Vocabulary

/// What a dose is counted in. The words are those of the catalogue of notation; how they bend with a number is grammar,
/// and so they stand here.
package enum DoseUnit: String, Sendable, CaseIterable {
    case tab, cap, tsf, ml, drop, puff, spray, sachet, unit, amp, vial, bag, supp, dose, apply

    /// From a form of the catalogue of medicines.
    package init?(form: String, strength: String, isOnSkin: Bool, isInsulin: Bool) {
        let form = form.lowercased()
        if isInsulin {
            self = .unit
        } else if isOnSkin {
            self = .apply
        } else if form.hasPrefix("injection") {
            self = strength.contains("/") ? .amp : .vial
        } else {
            self.init(form: form)
        }
    }

    /// By the form alone.
    init?(form: String) {
        let form = form.lowercased()
        guard let unit = Self.forms.first(where: { form.hasPrefix($0.form) })?.unit else { return nil }
        self = unit
    }

    private static let forms: [(form: String, unit: DoseUnit)] = [
        ("tablet", .tab), ("chewable tablet", .tab), ("dispersible tablet", .tab), ("sublingual tablet", .tab),
        ("vaginal tablet", .tab), ("sr tablet", .tab), ("capsule", .cap), ("injection", .amp), ("pfs", .tsf),
        ("syrup", .tsf), ("suspension", .tsf),
        ("powder for suspension", .tsf), ("solution", .tsf), ("powder", .sachet), ("suppository", .supp),
        ("drops", .drop), ("oral drops", .drop), ("eye drops", .drop), ("eye/ear drops", .drop),
        ("nasal drops", .drop), ("nasal spray", .spray), ("spray", .spray), ("mdi", .puff), ("inhaler", .puff),
        ("nebuliser solution", .ml), ("eye ointment", .apply), ("oral gel", .apply), ("iv fluid", .bag),
        ("gas", .dose),
    ]

    /// "1 tablet", "1½ teaspoons (5 mL)".
    func english(_ amount: DoseAmount) -> String {
        amount.description + " " + (amount.isMoreThanOne ? plural : singular)
    }

    /// "১টি", "আধা ট্যাবলেট", "দেড় চা চামচ (৫ মি.লি.)".
    func bangla(_ amount: DoseAmount) -> String {
        switch self {
        case .tab, .cap, .supp: amount.isLessThanOne ? amount.bangla + " " + bangla : amount.bangla + "টি"
        default: amount.bangla + " " + bangla
        }
    }

    /// What is put on thinly is not counted.
    var isCounted: Bool { self != .apply }

    private var singular: String {
        switch self {
        case .tab: "tablet"
        case .cap: "capsule"
        case .tsf: "teaspoon (5 mL)"
        case .ml: "mL"
        case .drop: "drop"
        case .puff: "puff"
        case .spray: "spray"
        case .sachet: "sachet"
        case .unit: "unit"
        case .amp: "ampoule"
        case .vial: "vial"
        case .bag: "bag"
        case .supp: "suppository"
        case .dose: "dose"
        case .apply: "apply thinly"
        }
    }

    private var plural: String {
        switch self {
        case .tsf: "teaspoons (5 mL each)"
        case .ml, .apply: singular
        case .puff: "puffs"
        case .supp: "suppositories"
        default: singular + "s"
        }
    }

    private var bangla: String {
        switch self {
        case .tab: "ট্যাবলেট"
        case .cap: "ক্যাপসুল"
        case .tsf: "চা চামচ (৫ মি.লি.)"
        case .ml: "মি.লি."
        case .drop: "ফোঁটা"
        case .puff: "পাফ"
        case .spray: "স্প্রে"
        case .sachet: "প্যাকেট"
        case .unit: "ইউনিট"
        case .amp: "অ্যাম্পুল"
        case .vial: "ভায়াল"
        case .bag: "ব্যাগ"
        case .supp: "সাপোজিটরি"
        case .dose: "ডোজ"
        case .apply: "অল্প করে লাগাবেন"
        }
    }
}
