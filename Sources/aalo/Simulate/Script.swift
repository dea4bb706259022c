import Clinic

/// What chance decides of the day. The same seed gives the same day, whichever thread comes first.
struct Script: Sendable {
    /// What takes time, with the least and the most seconds of it.
    enum Doing: UInt64, Sendable {
        case typing, walking, patience, absence
        case registration, screening, consultation, test, billing

        var seconds: ClosedRange<Double> {
            switch self {
            case .typing: 12...25
            case .walking: 10...25
            case .patience: 40...60
            case .absence: 300...1200
            case .registration: 30...90
            case .screening: 60...150
            case .consultation: 120...300
            case .test: 240...600
            case .billing: 30...75
            }
        }

        init(serving stage: Stage) {
            switch stage {
            case .registration: self = .registration
            case .screening: self = .screening
            case .consultation: self = .consultation
            case .orders: self = .test
            case .billing: self = .billing
            }
        }
    }

    let seed: UInt64

    /// How long this takes with the visitor of that number.
    func seconds(_ doing: Doing, _ visitor: Int) -> Double {
        var dice = dice(visitor, doing.rawValue)
        let range = doing.seconds
        // The mean of two throws: most are near the middle.
        return (Double.random(in: range, using: &dice) + Double.random(in: range, using: &dice)) / 2
    }

    /// The test that the doctor orders, if any: its service code.
    func test(_ visitor: Int) -> String? {
        var dice = dice(visitor, 100)
        return switch Int.random(in: 0..<100, using: &dice) {
        case ..<10: "laboratory"
        case ..<14: "sonology"
        default: nil
        }
    }

    /// Whether the second tap comes before the first one's answer.
    func tapsAtOnce(_ visitor: Int) -> Bool {
        var dice = dice(visitor, 101)
        return Bool.random(using: &dice)
    }

    func dice(_ visitor: Int, _ purpose: UInt64) -> SplitMix64 {
        var mixed = SplitMix64(state: seed ^ UInt64(bitPattern: Int64(visitor)) &* 0xD1B5_4A32_D192_ED03)
        return SplitMix64(state: mixed.next() ^ purpose &* 0x8CB9_2BA7_2F3D_8DD7)
    }
}

/// Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014).
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
