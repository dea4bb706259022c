import GRDB
import HTTP
import Storage
import Testing
import Vocabulary

@testable import Clinic

/// Answers that were kept for retries go when nobody retries any more, also from a server that is never started anew.
@Suite struct ForgettingTests {
    private static let count = "SELECT count(*) FROM idempotency"

    private func tap(_ clinic: TestClinic, _ key: String) {
        let answer = clinic.send(.post, "/api/tokens", json: #"{"service":"child"}"#, key: key)
        #expect(answer.status == .created)
    }

    @Test func aKeyIsForgottenAfterSevenDaysAndNotBefore() throws {
        try TestClinic.open { clinic in
            tap(clinic, "first-day")
            clinic.clock.advance(seconds: 3_600)
            tap(clinic, "an-hour-later")
            clinic.clock.advance(seconds: IdempotencyKey.kept - 1_800)
            clinic.app.forgetOldKeys()
            try #expect(clinic.count(Self.count) == 1)
            try #expect(clinic.count(Self.count + " WHERE key = 'an-hour-later'") == 1)
        }
    }

    @Test func manyAreForgottenALittleAtATime() throws {
        try TestClinic.open { clinic in
            tap(clinic, "the-first-of-many")
            try clinic.store.write { db in
                try db.execute(
                    sql: """
                        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
                        INSERT INTO idempotency (actor, key, fingerprint, status, body, at)
                        SELECT actor, 'key-number-' || i, fingerprint, status, body, at FROM idempotency, n
                        """, arguments: [IdempotencyKey.batch])
            }
            let later = TestClinic.morning.adding(seconds: 1)
            let more = try clinic.store.write { db in
                [try IdempotencyKey.forget(before: later, db), try IdempotencyKey.forget(before: later, db)]
            }
            #expect(more == [true, false])
            try #expect(clinic.count(Self.count) == 0)
        }
    }
}
