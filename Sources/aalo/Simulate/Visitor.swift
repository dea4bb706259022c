import Clinic

/// Somebody with a token.
struct Visitor: Sendable {
    /// Counted by arrival, from 0.
    let number: Int
    let arrival: Arrival
    let token: String
    let visit: String
    let serial: Int
    /// The token was given for the wrong person: nobody comes when it is called.
    var isMistake = false
    /// Was called once and did not come.
    var wasMissed = false
    /// The test the doctor ordered: its service code.
    var test: String?

    /// Whether they stand up when they are called there.
    func comes(to stage: Stage) -> Bool {
        switch arrival.behaviour {
        case .noShowRegistration: wasMissed || stage != .registration
        // Whose way leads past the doctor is missed where they wait instead.
        case .noShowConsultation: wasMissed || stage != .consultation && stage != .orders
        case .leavesBeforeScreening: stage == .registration
        default: true
        }
    }

    var returnsWhenMissed: Bool { arrival.behaviour != .leavesBeforeScreening }

    func missed() -> Visitor {
        var visitor = self
        visitor.wasMissed = true
        return visitor
    }

    func needsRecall(at stage: Stage) -> Bool {
        arrival.behaviour == .recalledOnce && stage == .registration
    }
}
