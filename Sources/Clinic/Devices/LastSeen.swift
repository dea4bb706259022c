import GRDB
import Vocabulary

/// When a device or a program was last heard of, for after a restart. Up to a minute old, and lost when the disk is full.
enum LastSeen {
    static func write(_ device: ID<Device>, at instant: Instant, _ db: Database) throws {
        try db.run(
            """
            INSERT INTO device_presence (device_id, last_seen_at) VALUES (?, ?)
            ON CONFLICT (device_id) DO UPDATE SET last_seen_at = excluded.last_seen_at
            """, [device, instant])
    }

    static func write(_ client: ID<APIClient>, at instant: Instant, _ db: Database) throws {
        try db.run(
            """
            INSERT INTO api_client_use (client_id, last_used_at) VALUES (?, ?)
            ON CONFLICT (client_id) DO UPDATE SET last_used_at = excluded.last_used_at
            """, [client, instant])
    }
}
