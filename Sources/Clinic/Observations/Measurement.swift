import Vocabulary

/// Something that was measured once: what is true of it now, and everything that was written of it before.
package struct Measurement: Sendable {
    package let current: Observation
    /// What was written before, the first on top; empty when nothing was amended.
    package let earlier: [Observation]

    package var set: ObservationSet { current.set }
    package var code: String { current.code }
    /// None when it was withdrawn.
    package var value: DecimalText? { current.value }

    /// Puts each amendment to what it amends.
    /// - Parameter observations: of whole sets, in the order wanted.
    static func gather(_ observations: [Observation]) -> [Measurement] {
        let amendments = observations.reduce(into: [ID<Observation>: Observation]()) { amendments, observation in
            if let amended = observation.amends { amendments[amended] = observation }
        }
        return observations.filter { $0.amends == nil }.map { first in
            var (current, earlier): (Observation, [Observation]) = (first, [])
            while let next = amendments[current.id] {
                earlier.append(current)
                current = next
            }
            return Measurement(current: current, earlier: earlier)
        }
    }
}

extension [Measurement] {
    /// The latest value of something that still stands; the measurements are in the order of time.
    package func latest(_ code: String) -> Measurement? { last { $0.code == code && $0.value != nil } }

    /// The latest of each thing, in the order in which they were first measured.
    package var latest: [Measurement] {
        var seen: Set<String> = []
        return reversed().filter { $0.value != nil && seen.insert($0.code).inserted }.reversed()
    }

    /// The most urgent colour of what stands now.
    package var worstColour: TriageColour? { latest.compactMap(\.current.colour).max() }
}
