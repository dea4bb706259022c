import Vocabulary

/// A room or counter where one person is served at a time (FHIR Location).
package struct Room: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable { case room, counter }

    /// What it is called in addresses and in the database: "counter-1".
    package let id: String
    package let stage: Stage
    package let kind: Kind
    package let number: Int

    /// "Room 2" or "২ নম্বর কক্ষ".
    package var name: Bilingual {
        let bangla = Language.bangla.digits(number)
        return switch kind {
        case .room: Bilingual("Room \(number)", "\(bangla) নম্বর কক্ষ")
        case .counter: Bilingual("Counter \(number)", "\(bangla) নম্বর কাউন্টার")
        }
    }
}
