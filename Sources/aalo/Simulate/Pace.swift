import ArgumentParser
import Foundation

/// How fast the simulated day runs.
enum Pace: Sendable, Equatable {
    /// So many simulated seconds to a real one.
    case times(Double)
    /// Nobody waits for anything but the server.
    case unpaced

    /// Simulated seconds in a real one; without a pace they are the same.
    var factor: Double {
        switch self {
        case .times(let factor): factor
        case .unpaced: 1
        }
    }
}

extension Pace: ExpressibleByArgument {
    init?(argument: String) {
        if argument == "max" {
            self = .unpaced
        } else if let factor = Double(argument), factor > 0, factor.isFinite {
            self = .times(factor)
        } else {
            return nil
        }
    }

    var defaultValueDescription: String {
        switch self {
        case .times(let factor): factor.formatted()
        case .unpaced: "max"
        }
    }
}
