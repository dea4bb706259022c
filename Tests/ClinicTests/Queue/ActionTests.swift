import Testing

@testable import Clinic

@Suite struct ActionTests {
    /// The whole table: every action from every state.
    @Test func everyActionFromEveryState() {
        let expected: [EntryState: [Action: EntryState]] = [
            .waiting: [.call: .called, .send: .done],
            .called: [.recall: .called, .serve: .serving, .noShow: .noShow, .return: .waiting, .send: .done],
            .serving: [.return: .waiting, .send: .done, .finish: .done],
            .noShow: [.return: .waiting, .send: .done],
            .done: [:], .voided: [:],
        ]
        for state in EntryState.allCases {
            for action in Action.allCases {
                #expect(action.state(from: state) == expected[state]?[action], "\(action) from \(state)")
            }
        }
    }
}
