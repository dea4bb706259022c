@testable import Clinic
import Dispatch
import Foundation
import FoundationNetworking
import GRDB
import HTTP
import Logging
import Storage
import Testing
import Vocabulary

/// The worker against a real server that behaves, and misbehaves, as told.
@Suite(.timeLimit(.minutes(1))) struct OutboxWorkerTests {
    /// A clinic whose records go to a store of the test's own.
    private func open(
        requiresHealthID: Bool = false, isAuthorized: Bool = false,
        _ body: (TestClinic, StoreDouble, Watch) throws -> Void
    ) throws {
        let store = try StoreDouble()
        defer { store.close() }
        var destination = store.destination("shr", isAuthorized ? store.credentials : .none)
        destination.requiresHealthID = requiresHealthID
        try TestClinic.open(destinations: [destination]) { clinic in
            try body(clinic, store, Watch(clinic))
        }
    }

    private func working(_ clinic: TestClinic, _ body: () throws -> Void) rethrows {
        let worker = clinic.worker()
        worker.start()
        defer { worker.stop(grace: 0) }
        try body()
    }

    @Test func aSignedEncounterIsToldAtOnce() throws {
        try open { clinic, store, watch in
            try working(clinic) {
                let encounter = try clinic.signEncounter()
                watch.wait { $0.state == .accepted }
                #expect(store.heard == [encounter.fullUrl])
                #expect(store.counts["Observation"] == 6)
                #expect(watch.rows.first?.acceptedRevision == watch.rows.first?.revision)
            }
        }
    }

    @Test func toldAgainChangesNothingThere() throws {
        try open { clinic, store, watch in
            try working(clinic) {
                _ = try clinic.signEncounter()
                watch.wait { $0.state == .accepted }
                let before = store.counts
                let answer = clinic.send(.post, "/api/shr/outbox/1/retry", as: .role(.manager), json: "{}")
                #expect(answer.status == .ok)
                watch.wait { $0.state == .accepted && store.heard.count == 2 }
                #expect(store.counts == before)
            }
        }
    }

    @Test func aRefusalIsKeptWithItsReasonAndWithoutThePatient() throws {
        try open { clinic, store, watch in
            store.behave(
                .answers(
                    422,
                    """
                    {"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"invariant",\
                    "diagnostics":"Rahima Begum +8801711223344 born 1992 of House 7, Karail: address is wrong",\
                    "expression":["Bundle.entry[2].resource"]}]}
                    """))
            try working(clinic) {
                _ = try clinic.signEncounter()
                watch.wait { $0.state == .refused }
                let row = try #require(watch.rows.first)
                #expect(row.status == 422)
                #expect(row.diagnostics?.contains("address is wrong (Bundle.entry[2].resource)") == true)
                for secret in ["Rahima", "Begum", "1711223344", "1992", "Karail"] {
                    #expect(row.diagnostics?.contains(secret) == false)
                }
            }
        }
    }

    @Test func aPersonSendsWhatWasRefusedAgain() throws {
        try open { clinic, store, watch in
            store.behave(.answers(400))
            try working(clinic) {
                _ = try clinic.signEncounter()
                watch.wait { $0.state == .refused }
                store.behave(.takes)
                let page = clinic.send(.post, "/shr/outbox/1/retry", as: .role(.administrator), form: [:])
                #expect(page.status == .seeOther)
                watch.wait { $0.state == .accepted }
            }
        }
    }

    @Test(arguments: [503, 502, 429, 500, 409, 408, 403, 404, 302, 404_200])
    func whoeverIsNotThereIsAskedAgainLater(_ status: Int) throws {
        try open { clinic, store, watch in
            // A portal that wants a password answers 200 with a page of its own.
            store.behave(status == 404_200 ? .answers(200, "<html>Sign in</html>") : .answers(status))
            try working(clinic) {
                _ = try clinic.signEncounter()
                watch.wait { $0.failures == 1 }
                #expect(watch.rows.first?.state == .pending)
                store.behave(.takes)
                clinic.clock.advance(seconds: 3600)
                clinic.ring()
                watch.wait { $0.state == .accepted }
                #expect(watch.rows.first?.diagnostics == nil)
            }
        }
    }

    @Test func retryAfterIsKept() throws {
        try open { clinic, store, watch in
            store.behave(.answers(429, headers: [("Retry-After", "120")]))
            try working(clinic) {
                _ = try clinic.signEncounter()
                watch.wait { $0.failures == 1 }
                #expect(watch.rows.first?.dueAt == clinic.clock.now.adding(seconds: 120))
            }
        }
    }

    @Test func aDestinationThatIsDownIsTriedByOneRowOnly() throws {
        try open { clinic, store, watch in
            store.behave(.answers(503))
            try working(clinic) {
                let first = try clinic.signEncounter()
                watch.wait { $0.failures == 1 }
                for _ in 0..<5 { _ = try clinic.signEncounter() }
                clinic.clock.advance(seconds: 60)
                clinic.ring()
                watch.wait { _ in store.heard.count == 2 && watch.rows.map(\.failures).reduce(0, +) == 2 }
                #expect(store.heard.contains(first.fullUrl))
                store.behave(.takes)
                clinic.clock.advance(seconds: 60)
                clinic.ring()
                watch.waitForAll { $0.state == .accepted }
            }
        }
    }

    @Test func encountersOfOnePatientGoInTheirOrderAndHoldUpNobodyElse() throws {
        try open { clinic, store, watch in
            let first = try clinic.signEncounter()
            store.behave { bundle in
                (bundle["entry"]?.array ?? []).contains { $0["fullUrl"]?.string == first.fullUrl } ? .hangs : .takes
            }
            let second = try clinic.signEncounter(of: first.patient)
            let other = try clinic.signEncounter()
            working(clinic) {
                watch.wait { $0.encounter == other.id && $0.state == .accepted }
                #expect(Set(store.heard) == [first.fullUrl, other.fullUrl])
                store.release()
                watch.waitForAll { $0.state == .accepted }
                #expect(store.heard.last == second.fullUrl)
            }
        }
    }

    @Test func aRefusedEncounterDoesNotHoldUpTheNext() throws {
        try open { clinic, store, watch in
            let first = try clinic.signEncounter()
            store.behave { bundle in
                (bundle["entry"]?.array ?? []).contains { $0["fullUrl"]?.string == first.fullUrl }
                    ? .answers(422) : .takes
            }
            let second = try clinic.signEncounter(of: first.patient)
            working(clinic) {
                watch.wait { $0.encounter == second.id && $0.state == .accepted }
                let states = watch.rows.filter { $0.encounter == first.id }.map(\.state)
                #expect(states == [.refused])
            }
        }
    }

    @Test func whatIsLearntWhileItIsOnItsWayIsToldAfterwards() throws {
        try open { clinic, store, watch in
            store.behave(.hangs)
            try working(clinic) {
                let encounter = try clinic.signEncounter()
                store.waitUntilHeard(1)
                let revision = try #require(watch.rows.first).revision
                let now = clinic.clock.now
                try clinic.store.write { db in
                    try encounter.measure("WEIGHT", "65.0", "kg", amends: "WEIGHT", at: now, db)
                }
                try clinic.enqueue(encounter)
                store.behave(.takes)
                store.release()
                watch.wait { $0.state == .accepted }
                #expect(watch.rows.first?.acceptedRevision == revision + 1)
                #expect(store.heard.count == 2)
                #expect(store.last.map { "\($0)".contains("65.0") } == true)
            }
        }
    }

    /// Killed between the other side's commit and our own note of it.
    @Test func whatWasSentButNotWrittenDownIsSentAgainAndChangesNothing() throws {
        try open { clinic, store, watch in
            store.behave(.hangs)
            _ = try clinic.signEncounter()
            let first = clinic.worker()
            first.start()
            store.waitUntilHeard(1)
            first.stop(grace: 0)
            #expect(watch.rows.map(\.state) == [.pending])
            #expect(watch.rows.map(\.failures) == [0])
            let before = store.counts
            store.behave(.takes)
            working(clinic) { watch.wait { $0.state == .accepted } }
            #expect(store.counts == before)
            #expect(store.heard.count == 2)
        }
    }

    @Test func oneTokenServesUntilItIsRefused() throws {
        try open(isAuthorized: true) { clinic, store, watch in
            try working(clinic) {
                for _ in 0..<3 { _ = try clinic.signEncounter() }
                watch.waitForAll { $0.state == .accepted }
                #expect(store.tokensGiven == 1)
                store.expireTokens()
                _ = try clinic.signEncounter()
                watch.waitForAll { $0.state == .accepted }
                #expect(store.tokensGiven == 2)
                #expect(watch.rows.map(\.failures) == [0, 0, 0, 0])
            }
        }
    }

    @Test func aWrongSecretIsNoRefusalOfTheRecord() throws {
        let store = try StoreDouble()
        defer { store.close() }
        let wrong = Destination.Authorization.clientCredentials(
            tokenURL: store.address + "/token", clientID: "aalo", clientSecret: "wrong", scope: "system/*.*")
        try TestClinic.open(destinations: [store.destination("shr", wrong)]) { clinic in
            let watch = Watch(clinic)
            try working(clinic) {
                _ = try clinic.signEncounter()
                watch.wait { $0.failures == 1 }
                #expect(watch.rows.first?.diagnostics == "no-token: invalid_client")
                #expect(store.heard == [])
            }
        }
    }

    @Test func withoutHealthIDARowWaitsWhereOneIsAskedForAndGoesWhenThereIsOne() throws {
        try open(requiresHealthID: true) { clinic, store, watch in
            try working(clinic) {
                let encounter = try clinic.signEncounter()
                watch.wait { $0.state == .refused }
                #expect(store.heard == [])
                let page = clinic.send(.get, "/shr", as: .role(.manager), headers: [("Accept-Language", "en")])
                #expect(page.text.contains("The patient has no Health ID yet"))
                try clinic.store.write { db in
                    try db.execute(
                        sql: "UPDATE patient SET health_id = '98111122229' WHERE id = ?", arguments: [encounter.patient]
                    )
                }
                watch.wait { $0.state == .accepted }
            }
        }
    }

    /// Seen without a Health ID, and given one, before anybody wrote down that there was none.
    @Test func aHealthIDGivenMeanwhileIsNotOverlooked() throws {
        try open(requiresHealthID: true) { clinic, store, watch in
            let encounter = try clinic.signEncounter()
            let (now, site) = (clinic.clock.now, clinic.app.site)
            let submission = try clinic.store.write { db in
                try Submission.assemble(1, for: site.configuration.destinations[0], site, db)
            }
            let reply = try #require(submission?.obstacle)
            try clinic.give(encounter.patient, healthID: "98111122229")
            try clinic.store.write { db in
                try Outbox.settle(1, revision: 1, reply, at: now, due: now, db)
            }
            #expect(watch.rows.map(\.state) == [.pending])
        }
    }

    @Test func aDestinationThatHangsHoldsUpNoOther() throws {
        let (good, bad) = (try StoreDouble(), try StoreDouble())
        defer {
            good.close()
            bad.close()
        }
        bad.behave(.hangs)
        try TestClinic.open(destinations: [bad.destination("bad"), good.destination("good")]) { clinic in
            let watch = Watch(clinic)
            try working(clinic) {
                _ = try clinic.signEncounter()
                watch.wait { $0.destination == "good" && $0.state == .accepted }
                let states = watch.rows.filter { $0.destination == "bad" }.map(\.state)
                #expect(states == [.pending])
            }
        }
    }

    @Test func aComplaintOfAnyLengthInAnyScriptIsKept() throws {
        try open { clinic, store, watch in
            let complaint = String(repeating: "ক্ষ্ম", count: 1500)
            store.behave(
                .answers(
                    422,
                    """
                    {"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"invalid",\
                    "diagnostics":"\\u0000\(complaint)"}]}
                    """))
            try working(clinic) {
                _ = try clinic.signEncounter()
                watch.wait { $0.state == .refused }
                #expect(watch.rows.first?.diagnostics?.hasPrefix("invalid: ক্ষ্ম") == true)
            }
        }
    }

    @Test func anAnswerWithoutEndIsNotRead() throws {
        try open { clinic, store, watch in
            let padding = String(repeating: " ", count: Peer.longestAnswer)
            store.behave(.answers(200, #"{"resourceType":"Bundle","type":"transaction-response"}"# + padding))
            try working(clinic) {
                _ = try clinic.signEncounter()
                watch.wait { $0.failures == 1 }
                #expect(watch.rows.first?.diagnostics == "no-fhir-server")
            }
        }
    }

    /// Written down while the clock was ten days ahead.
    @Test func aClockThatWasSetBackHoldsNothingUp() throws {
        try open { clinic, store, watch in
            clinic.clock.advance(seconds: 864_000)
            _ = try clinic.signEncounter()
            clinic.clock.advance(seconds: -864_000)
            working(clinic) { watch.wait { $0.state == .accepted } }
        }
    }

    /// FoundationNetworking ends the program when an invalid session is asked for a task.
    @Test func whatIsClosedSendsNothingMore() async throws {
        let store = try StoreDouble()
        defer { store.close() }
        let peer = Peer(timeout: 5, deadline: 20)
        peer.close()
        let request = URLRequest(url: try #require(URL(string: store.address)))
        await #expect(throws: CancellationError.self) { try await peer.data(for: request) }
    }

    @Test func thePageSaysHowItStandsInBothLanguages() throws {
        try open { clinic, store, watch in
            store.behave(.answers(503))
            try working(clinic) {
                _ = try clinic.signEncounter()
                watch.wait { $0.failures == 1 }
            }
            for (language, words) in [("en", "Nobody has answered there yet"), ("bn", "কোনো সাড়া আসেনি")] {
                let page = clinic.send(.get, "/shr", as: .role(.manager), headers: [("Accept-Language", language)])
                #expect(page.text.contains(words))
            }
            #expect(clinic.send(.get, "/shr/outbox/1", as: .role(.manager)).text.contains("503".toBangla))
            #expect(clinic.send(.get, "/shr/outbox/99", as: .role(.manager)).status == .notFound)
            #expect(clinic.send(.get, "/shr", as: .role(.doctor)).status == .forbidden)
            let list = clinic.send(.get, "/api/shr/outbox?state=pending", as: .role(.manager)).json
            #expect(list["rows"]?.array?.count == 1)
            #expect(list["destinations"]?.array?.first?["isUnreachable"]?.bool == true)
            #expect(clinic.send(.get, "/api/shr/outbox?state=lost", as: .role(.manager)).status.rawValue == 422)
        }
    }

    @Test func waitingGrowsToItsLimitAndIsNeverTheSameForAll() {
        let backoff = Backoff(first: 1, longest: 60)
        #expect((1...8).map { backoff.seconds(after: $0, random: 1) } == [1, 2, 4, 8, 16, 32, 60, 60])
        #expect(backoff.seconds(after: 3, random: 0) == 2)
        #expect(backoff.seconds(after: Int.max, random: 1) == 60)
    }
}

/// The outbox as it is now, and a way to wait for what it will be.
final class Watch: Sendable {
    private let store: Store
    private let changed = DispatchSemaphore(value: 0)

    init(_ clinic: TestClinic) {
        store = clinic.store
        store.topics.observe { [changed] _ in changed.signal() }
    }

    var rows: [OutboxMessage] {
        (try? store.withReader { reader in try reader.read { try OutboxMessage.all(nil, limit: 100, $0) } }) ?? []
    }

    /// Until some row is so.
    func wait(_ isSo: (OutboxMessage) -> Bool) { while !rows.contains(where: isSo) { changed.wait() } }

    /// Until all are.
    func waitForAll(_ isSo: (OutboxMessage) -> Bool) { while !rows.allSatisfy(isSo) { changed.wait() } }
}

extension TestClinic {
    func worker() -> OutboxWorker {
        let clock = clock
        return OutboxWorker(store: store, site: app.site, logger: Logger(label: "test"), now: { clock.now })
    }

    /// Time has passed: in the clinic a timer says so.
    func ring() {
        _ = try? store.write { db in try db.execute(sql: "UPDATE outbox SET failures = failures") }
    }
}

extension StoreDouble {
    func waitUntilHeard(_ count: Int) { while heard.count < count { sched_yield() } }
}

extension String {
    fileprivate var toBangla: String { Digits.toBangla(self) }
}
