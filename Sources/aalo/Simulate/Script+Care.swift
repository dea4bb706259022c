import Clinic
import Vocabulary

/// What chance decides of a body and of a purse: plausible, and the same for the same seed.
extension Script {
    /// What the instruments show. Most people are well enough; some have fever, some high pressure.
    func vitals(_ visitor: Visitor) -> ObservationsBody {
        var dice = self.dice(visitor.number, 200)
        let years = visitor.arrival.years ?? 30
        var body = ObservationsBody()
        body.temperature = Self.decimal(Double.random(in: 36.2...37.2, using: &dice), 1)
        if visitor.arrival.complaint?.contains("জ্বর") ?? false {
            body.temperature = Self.decimal(Double.random(in: 38.2...39.6, using: &dice), 1)
        }
        body.weight = Self.decimal(Self.weight(years) * Double.random(in: 0.85...1.15, using: &dice), 1)
        body.pulse = "\(Int.random(in: years < 5 ? 95...125 : 66...96, using: &dice))"
        body.respiratoryRate = "\(Int.random(in: years < 5 ? 24...32 : years < 12 ? 18...24 : 14...19, using: &dice))"
        body.spo2 = "\(Int.random(in: 96...99, using: &dice))"
        if years >= 12 { adult(&body, visitor, &dice) }
        return body
    }

    /// The class by which this visit is not paid in full, and why.
    func waiver(_ visitor: Visitor) -> (class: String, reason: String)? {
        var dice = self.dice(visitor.number, 201)
        return switch Int.random(in: 0..<100, using: &dice) {
        case ..<55: ("FREE", "Programme of the day")
        case ..<70: ("REDCARD", "Red card seen")
        case ..<80: ("GREENCARD", "Green card seen")
        default: nil
        }
    }

    /// What a value of a test comes out as, somewhere around its range.
    func result(_ visitor: Visitor, _ interval: PanelComponent.Interval?, _ index: Int) -> String {
        var dice = self.dice(visitor.number, 300 + UInt64(index))
        let low = (interval?.low).flatMap(Double.init) ?? 1
        let high = (interval?.high).flatMap(Double.init) ?? max(low * 2, 10)
        return Self.decimal(low + (high - low) * Double.random(in: 0.05...1.1, using: &dice), 1)
    }

    private func adult(_ body: inout ObservationsBody, _ visitor: Visitor, _ dice: inout SplitMix64) {
        let isHypertensive = visitor.arrival.service == "ncd"
        let systolic = Int.random(in: isHypertensive ? 130...164 : 104...134, using: &dice)
        body.systolic = "\(systolic)"
        body.diastolic = "\(systolic - Int.random(in: 36...48, using: &dice))"
        body.height = "\(Int.random(in: visitor.arrival.sex == .male ? 158...176 : 146...164, using: &dice))"
        if isHypertensive {
            body.glucose = Self.decimal(Double.random(in: 5.2...13.5, using: &dice), 1)
            body.glucoseTiming = "random"
        }
        if visitor.arrival.service == "anc" { body.pregnancy = "pregnant" }
        if visitor.arrival.service == "pnc" { body.pregnancy = "postpartum" }
    }

    private static func weight(_ years: Double) -> Double {
        switch years {
        case ..<1: 4 + years * 5.5
        case ..<12: 8 + years * 2.3
        default: 56
        }
    }

    static func decimal(_ value: Double, _ places: Int) -> String {
        var factor = 1
        for _ in 0..<places { factor *= 10 }
        let scaled = Int((value * Double(factor)).rounded())
        let fraction = String(scaled % factor)
        return "\(scaled / factor).\(String(repeating: "0", count: places - fraction.count))\(fraction)"
    }
}

extension Arrival {
    /// The age in years; nil when nobody said.
    var years: Double? {
        guard let age else { return nil }
        return switch ageUnit {
        case .years: Double(age)
        case .months: Double(age) / 12
        case .days: Double(age) / 365
        }
    }
}
