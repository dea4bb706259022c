import GRDB

/// A command that waits for the writer, its result's type hidden.
struct Command: Sendable {
    /// What to call when the command's fate is settled.
    typealias Answer = @Sendable () -> Void

    /// Does the work; gives the answer to release after the commit.
    let perform: @Sendable (Database) throws -> Answer
    /// The answer when nothing of the command was kept.
    let refusal: @Sendable (any Error) -> Answer

    init<T: Sendable>(
        _ command: @escaping @Sendable (Database) throws -> T,
        then answer: @escaping @Sendable (Result<T, any Error>) -> Void
    ) {
        perform = { db in
            let value = try command(db)
            return { answer(.success(value)) }
        }
        refusal = { error in { answer(.failure(error)) } }
    }
}
