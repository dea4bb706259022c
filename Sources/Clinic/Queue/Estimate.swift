import GRDB
import Vocabulary

extension Queue {
    /// The people who will be called before `rank`, and the minutes they take by what one person takes at this stage,
    /// shared among its rooms. Rounded up to five minutes: it is a promise, not a measurement.
    static func estimate(_ stage: Stage, before rank: Instant, _ act: Act, _ db: Database) throws -> Promise {
        let ahead = try peopleAhead(stage, before: rank, act.day, db)
        let configuration = act.site.configuration
        let rooms = max(1, configuration.rooms(at: stage).count)
        let minutes = ahead * (configuration.minutes[stage] ?? 5) / rooms
        return Promise(peopleAhead: ahead, minutes: (minutes + 4) / 5 * 5)
    }

    /// Who comes now and has no priority stands behind everybody: for them the line's length is the answer, which the
    /// schema keeps. Only who goes ahead of others is counted to.
    private static func peopleAhead(_ stage: Stage, before rank: Instant, _ day: Day, _ db: Database) throws -> Int {
        let line = try db.first(
            """
            SELECT waiting, (
                SELECT max(rank_at) FROM queue_entry INDEXED BY queue_entry_line
                WHERE stage = ?1 AND day = ?2 AND state = 'waiting' AND ended_at IS NULL)
            FROM line WHERE day = ?2 AND stage = ?1
            """, [stage.rawValue, day]
        ) { (waiting: $0[0] as Int, last: $0.optionalInstant(1)) }
        guard let line, let last = line.last else { return 0 }
        return last <= rank ? min(line.waiting, Promise.countingLimit) : try count(stage, before: rank, day, db)
    }

    private static func count(_ stage: Stage, before rank: Instant, _ day: Day, _ db: Database) throws -> Int {
        try db.first(
            """
            SELECT count(*) FROM (
                SELECT 1 FROM queue_entry INDEXED BY queue_entry_line
                WHERE stage = ? AND day = ? AND state = 'waiting' AND rank_at <= ? AND ended_at IS NULL
                LIMIT \(Promise.countingLimit))
            """, [stage.rawValue, day, rank]
        ) { $0[0] } ?? 0
    }
}
