import Vocabulary

/// How much of a token is shown to whom: everybody at work here sees the number and where it stands; whose it is, how
/// they are reached and what they came for only who needs it for their part of the work.
struct TokenView {
    /// Today whoever serves people at a stage calls them by name; later only those who look people up.
    let hasPatient: Bool
    /// The desks where somebody is looked for by phone, and where it is written down.
    let hasPhone: Bool
    /// Today's, for the desk that writes it down and for who treats; what they came for then is in the record.
    let hasComplaint: Bool

    private static let lookingUp = Callers.holding(.identifyPatients).and(.clients(.patients))
    private static let testing = Callers.holding(.serveOrders)
    private static let registering = Callers.holding(.issueTokens, .registerPatients).and(.clients(.patients))
    private static let treating = Callers.holding(.issueTokens, .readClinicalRecord).and(.clients(.encounters))

    init(_ actor: Actor, isToday: Bool) {
        hasPatient = Self.lookingUp.admits(actor) || isToday && Self.testing.admits(actor)
        hasPhone = Self.registering.admits(actor)
        hasComplaint = isToday && Self.treating.admits(actor)
    }
}
