/// What a request is for, as the table at the end lists it.
enum RequestKind: String, Sendable, CaseIterable {
    case signIn = "sign in"
    case findPatient = "find patient"
    case issueToken = "issue token"
    case voidToken = "void token"
    case next
    case call, recall, serve
    case noShow = "no-show"
    case `return`, send, finish
    case register, measure, consult, sign, order, verify, bill
    case writeLine = "write a line"
    case writeResult = "write a result"
    case lookAtPatient = "look at patient"
    case lookAtEncounter = "look at encounter"
    case lookAtOrders = "look at orders"
    case lookAtCharges = "look at charges"
    case lookAtOutbox = "look at outbox"
    case listTokens = "list tokens"
    case lookAtLine = "look at line"
    case watchLine = "watch line"

    /// Held by the server until something changes: how long says nothing of how fast the server is.
    var isHeld: Bool { self == .watchLine }
}
