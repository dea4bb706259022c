import Vocabulary

/// What can be done with someone in a line. One pure table; everything else asks it.
package enum Action: String, Sendable, CaseIterable {
    case call, recall, serve
    case noShow = "no-show"
    case `return`, send, finish

    /// The state an entry is in afterwards; nil where the action makes no sense.
    package func state(from state: EntryState) -> EntryState? {
        switch (self, state) {
        case (.call, .waiting): .called
        case (.recall, .called): .called
        case (.serve, .called): .serving
        case (.noShow, .called): .noShow
        case (.return, .called), (.return, .serving), (.return, .noShow): .waiting
        case (.send, .waiting), (.send, .called), (.send, .serving), (.send, .noShow): .done
        case (.finish, .serving): .done
        default: nil
        }
    }

    /// How the event is written down.
    var event: String {
        switch self {
        case .call: "called"
        case .recall: "recalled"
        case .serve: "serving"
        case .noShow: "no-show"
        case .return: "returned"
        case .send: "sent"
        case .finish: "finished"
        }
    }
}
