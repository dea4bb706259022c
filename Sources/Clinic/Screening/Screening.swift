import GRDB
import Vocabulary

/// The work of the screening station. Each function runs inside the caller's transaction.
enum Screening {
    /// Writes down what was measured and, when that is all, lets the visit go on.
    static func record(_ asked: MeasurementRequest, _ act: Act, _ db: Database) throws -> ID<ObservationSet> {
        let set = try Observations.record(asked.readings, pregnancy: asked.pregnancy, of: asked.visit, act, db)
        if asked.isComplete { try Queue.complete(.screening, of: asked.visit, act, db) }
        return set
    }

    /// The same from the form, where somebody may go on with what was measured before.
    /// - Returns: where they went, if they were being served here.
    static func record(_ entry: MeasurementEntry, _ act: Act, _ db: Database) throws -> Moved? {
        if !entry.readings.isEmpty {
            try Observations.record(entry.readings, pregnancy: entry.pregnancy, of: entry.visit, act, db)
        } else if try entry.next == .stay || Observations.measured(in: entry.visit, db).latest.isEmpty {
            throw Problem.nothingMeasured
        }
        return entry.next == .send ? try Queue.complete(.screening, of: entry.visit, act, db) : nil
    }
}

extension Problem {
    static let nothingMeasured = Problem.invalid([Field("weight", ScreeningText.nothingMeasured)])
}
