import GRDB
import Vocabulary

extension Queue {
    /// The people who will be called before `rank`, and the minutes they take by what one person takes at this stage,
    /// shared among its rooms. Rounded up to five minutes: it is a promise, not a measurement.
    static func estimate(_ stage: Stage, before rank: Instant, _ act: Act, _ db: Database) throws -> Promise {
        let ahead = try db.first(
            """
            SELECT count(*) FROM (
                SELECT 1 FROM queue_entry INDEXED BY queue_entry_line
                WHERE stage = ? AND day = ? AND state = 'waiting' AND rank_at <= ? AND ended_at IS NULL
                LIMIT \(Promise.countingLimit))
            """, [stage.rawValue, act.day, rank]
        ) { $0[0] as Int }
        let configuration = act.site.configuration
        let rooms = max(1, configuration.rooms(at: stage).count)
        let minutes = (ahead ?? 0) * (configuration.minutes[stage] ?? 5) / rooms
        return Promise(peopleAhead: ahead ?? 0, minutes: (minutes + 4) / 5 * 5)
    }
}
