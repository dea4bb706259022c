import HTTP
import Storage
import Testing
import Vocabulary

@testable import Clinic

/// Programs of others: what they may read, until when, and how often.
@Suite struct ClientTests {
    @Test func aProgramReadsUntilItsLastDayIsOver() throws {
        try TestClinic.open { clinic in
            let client = clinic.addClient("queue")
            #expect(read(clinic, client.token).status == .ok)
            clinic.clock.set(try #require(Day("2026-12-22")).start.adding(seconds: -1))
            #expect(read(clinic, client.token).status == .ok)
            clinic.clock.advance(seconds: 1)
            #expect(read(clinic, client.token).status == .unauthorized)
        }
    }

    @Test func aRevokedProgramReadsNothingAndAnotherGoesOn() throws {
        try TestClinic.open { clinic in
            let (gone, other) = (clinic.addClient("queue"), clinic.addClient("queue", name: "Other"))
            #expect(read(clinic, gone.token).status == .ok)
            clinic.send(.post, "/api/clients/\(gone.id)/revoke", as: .role(.administrator), json: "{}")
            #expect(read(clinic, gone.token).status == .unauthorized)
            #expect(read(clinic, other.token).status == .ok)
        }
    }

    @Test func aTokenIsRecognisedByItsBeginning() throws {
        try TestClinic.open { clinic in
            #expect(clinic.addClient("queue").token.1.wholeMatch(of: /Bearer aalo_[0-9a-f]{64}/) != nil)
        }
    }

    @Test func aProgramThatAsksTooOftenWaitsAndAnotherDoesNot() throws {
        try TestClinic.open(configure: {
            $0.limits.clients.burst = 3
            $0.limits.clients.perSecond = 1
        }) { clinic in
            let (busy, other) = (clinic.addClient("queue"), clinic.addClient("queue", name: "Other"))
            for _ in 0..<3 { #expect(read(clinic, busy.token).status == .ok) }
            let refused = read(clinic, busy.token)
            #expect(refused.status == .tooManyRequests)
            #expect(refused[header: "Retry-After"] == "1")
            #expect(read(clinic, other.token).status == .ok)
            clinic.clock.advance(seconds: 1)
            #expect(read(clinic, busy.token).status == .ok)
            #expect(read(clinic, busy.token).status == .tooManyRequests)
        }
    }

    @Test func itIsSeenWhenAProgramLastAsked() throws {
        try TestClinic.open { clinic in
            let client = clinic.addClient("queue")
            func lastUsed() -> String? {
                clinic.send(.get, "/api/clients/" + client.id, as: .role(.administrator)).json["lastUsedAt"]?.string
            }
            #expect(lastUsed() == nil)
            clinic.clock.advance(seconds: 7)
            _ = read(clinic, client.token)
            #expect(lastUsed() == clinic.clock.now.timestamp)
            try #expect(
                clinic.count("SELECT last_used_at FROM api_client_use") == Int(clinic.clock.now.milliseconds))
        }
    }

    @Test(arguments: [
        (#""name":"A","scopes":"queue","lastDay":"2026-11-20""#, ["lastDay"]),
        (#""name":"A","scopes":"queue","lastDay":"2027-11-22""#, ["lastDay"]),
        (#""name":"A","scopes":"queue""#, ["lastDay"]),
        (#""name":"A","scopes":"queue kitchen","lastDay":"2026-12-01""#, ["scopes"]),
        (#""name":"A","scopes":"","lastDay":"2026-12-01""#, ["scopes"]),
        (#""name":"","scopes":"queue","lastDay":"2026-12-01""#, ["name"]),
    ])
    func whatIsWrongOfANewProgramIsSaid(_ members: String, _ fields: [String]) throws {
        try TestClinic.open { clinic in
            let answer = clinic.send(.post, "/api/clients", as: .role(.administrator), json: "{\(members)}")
            #expect(answer.status == .unprocessableContent)
            #expect(answer.badFields == fields)
        }
    }

    @Test func aYearIsTheLongest() throws {
        try TestClinic.open { clinic in
            let answer = clinic.send(
                .post, "/api/clients", as: .role(.administrator),
                json: #"{"name":"A","scopes":"metrics","lastDay":"2027-11-21"}"#)
            #expect(answer.status == .created)
        }
    }

    @Test func theFormComesBackWithWhatWasTypedAndTheTokenIsShownOnce() throws {
        try TestClinic.open { clinic in
            let refused = clinic.send(
                .post, "/clients", as: .role(.administrator), form: ["name": "Reports", "lastDay": "2026-12-01"])
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains("value=\"Reports\""))
            #expect(refused.text.contains("value=\"2026-12-01\""))
            let form = ["name": "Reports", "lastDay": "2026-12-01", "scope-reports": "1", "_key": "a-key-of-the-form"]
            let shown = clinic.send(.post, "/clients", as: .role(.administrator), form: form)
            #expect(shown.status == .ok)
            #expect(shown.text.contains(/<code>aalo_[0-9a-f]{64}<\/code>/))
            #expect(shown[header: "Cache-Control"] == "no-store")
            let again = clinic.send(.post, "/clients", as: .role(.administrator), form: form)
            #expect(again.status == .conflict)
            #expect(!again.text.contains("aalo_"))
            try #expect(clinic.count("SELECT count(*) FROM api_client") == 1)
        }
    }

    @Test func aProgramIsNoMonitorForRunningOnThisMachine() throws {
        try TestClinic.open { clinic in
            let (queue, metrics) = (clinic.addClient("queue"), clinic.addClient("metrics", name: "Other"))
            #expect(clinic.send(.get, "/metrics", as: .nobody, headers: [queue.token]).status == .forbidden)
            #expect(clinic.send(.get, "/metrics", as: .nobody, headers: [metrics.token]).status == .ok)
        }
    }

    private func read(_ clinic: TestClinic, _ token: TestClinic.Header) -> Response {
        clinic.send(.get, "/api/queues/registration", as: .nobody, headers: [token])
    }
}
