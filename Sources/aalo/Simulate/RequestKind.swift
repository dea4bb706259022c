/// What a request is for, as the table at the end lists it.
enum RequestKind: String, Sendable, CaseIterable {
    case signIn = "sign in"
    case findPatient = "find patient"
    case issueToken = "issue token"
    case voidToken = "void token"
    case attachPatient = "attach patient"
    case next
    case call, recall, serve
    case noShow = "no-show"
    case `return`, send, finish
    case listTokens = "list tokens"
    case lookAtLine = "look at line"
    case watchLine = "watch line"

    /// Held by the server until something changes: how long says nothing of how fast the server is.
    var isHeld: Bool { self == .watchLine }
}
