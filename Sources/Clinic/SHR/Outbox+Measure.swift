import GRDB
import Vocabulary

extension Outbox {
    /// How much waits for each destination, and how much a person must look at.
    static func measure(_ figures: inout Exposition, _ act: Act, _ db: Database) throws {
        let destinations = act.site.configuration.destinations.map(\.name)
        guard !destinations.isEmpty else { return }
        let counts = try db.list(
            """
            SELECT destination, state, count(*) FROM outbox WHERE state = 'pending' OR state = 'refused'
            GROUP BY destination, state
            """
        ) { (destination: $0[0] as String, state: $0[1] as String, count: $0[2] as Int) }
        let samples = destinations.flatMap { destination in
            ["pending", "refused"].map { state in
                let count = counts.first { $0.destination == destination && $0.state == state }?.count ?? 0
                return Exposition.Sample([("destination", destination), ("state", state)], count)
            }
        }
        figures.gauge("aalo_outbox_records", "Records that wait for a destination, or that it refused.", samples)
    }
}
