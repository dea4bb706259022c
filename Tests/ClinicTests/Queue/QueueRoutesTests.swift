import Clinic
import HTTP
import Testing
import Vocabulary

@Suite struct QueueRoutesTests {
    @Test func aVisitGoesFromTheDoorToTheDoor() throws {
        try TestClinic.open { clinic in
            let token = clinic.issue()
            for (stage, room, role) in Self.way {
                clinic.clock.advance(seconds: 60)
                let called = clinic.send(
                    .post, "/api/queues/\(stage)/next", as: .role(role), json: #"{"room":"\#(room)"}"#)
                #expect(called.json["tokenId"]?.string == token.id, "\(called.text)")
                #expect(called.json["state"]?.string == "called")
                let entry = called.json["id"]?.string ?? ""
                #expect(clinic.move(entry, "serve", 2, as: role).json["entry"]?["state"]?.string == "serving")
                let moved = clinic.move(entry, "finish", 3, as: role).json
                #expect(moved["entry"]?["state"]?.string == "done")
                #expect(moved["next"]?["state"]?.string == (stage == "billing" ? nil : "waiting"))
            }
            let end = clinic.send(.get, "/api/tokens/\(token.id)").json
            #expect(end["standing"]?.string == "left")
            try #expect(clinic.count("SELECT count(*) FROM queue_entry WHERE ended_at IS NULL") == 0)
            try #expect(clinic.count("SELECT count(*) FROM queue_event") == 12)
        }
    }

    private static let way: [(String, String, Role)] = [
        ("registration", "counter-1", .clinicalAssistant), ("screening", "screening-1", .paramedic),
        ("consultation", "doctor-1", .doctor), ("billing", "counter-3", .cashier),
    ]

    /// L7: what was seen is not so any more: refused, with the fresh state.
    @Test func ofTwoDesksThatCallTheSameTokenOneIsRefused() throws {
        try TestClinic.open { clinic in
            let token = clinic.issue()
            let first = clinic.move(token.entry, "call", 1, room: "counter-1")
            let second = clinic.move(token.entry, "call", 1, room: "counter-2", as: .clinicalAssistant)
            #expect(first.status == .ok)
            #expect(second.status == .conflict)
            #expect(second.json["state"]?.string == "called")
            #expect(second.json["room"]?.string == "counter-1")
            #expect(second.json["version"]?.integer == 2)
            #expect(second.json["serial"]?.integer == 1)
            try #expect(clinic.count("SELECT count(*) FROM announcement") == 1)
        }
    }

    @Test func twoDesksThatAskForTheNextGetTwoPeople() throws {
        try TestClinic.open { clinic in
            let (one, two) = (clinic.issue(), clinic.issue())
            let body = { (room: String) in #"{"room":"\#(room)"}"# }
            let first = clinic.send(.post, "/api/queues/registration/next", json: body("counter-1")).json
            let second = clinic.send(.post, "/api/queues/registration/next", json: body("counter-2")).json
            #expect([first["tokenId"]?.string, second["tokenId"]?.string] == [one.id, two.id])
            let third = clinic.send(.post, "/api/queues/registration/next", json: body("counter-1"))
            #expect(third.status == .conflict)
            #expect(third.json["type"]?.string == "/problems/nobody-waiting")
        }
    }

    @Test func aDoubleTapOnCallNextCallsOnePerson() throws {
        try TestClinic.open { clinic in
            _ = (clinic.issue(), clinic.issue())
            let tap = {
                clinic.send(
                    .post, "/api/queues/registration/next", json: #"{"room":"counter-1"}"#, key: "tap-0000001")
            }
            #expect(tap().text == tap().text)
            try #expect(clinic.count("SELECT count(*) FROM queue_entry WHERE state = 'called'") == 1)
        }
    }

    @Test func anActionThatMakesNoSenseIsRefusedAndChangesNothing() throws {
        try TestClinic.open { clinic in
            let token = clinic.issue()
            for action in ["recall", "serve", "no-show", "return", "finish"] {
                let answer = clinic.move(token.entry, action, 1)
                #expect(answer.status == .conflict, "\(action)")
                #expect(answer.json["state"]?.string == "waiting")
            }
            try #expect(clinic.count("SELECT version FROM queue_entry") == 1)
        }
    }

    /// L9: not here, then here after all.
    @Test func whoWasNotHereComesBackBehindThoseWhoWait() throws {
        try TestClinic.open { clinic in
            let late = clinic.issue()
            clinic.clock.advance(seconds: 60)
            _ = clinic.issue()
            clinic.move(late.entry, "call", 1, room: "counter-1")
            clinic.move(late.entry, "no-show", 2)
            #expect(clinic.serials("registration", "noShow") == [1])
            clinic.clock.advance(seconds: 60)
            clinic.move(late.entry, "return", 3)
            #expect(clinic.serials("registration", "waiting") == [2, 1])
        }
    }

    @Test func aMistakenCallIsUndoneIntoTheOldPlace() throws {
        try TestClinic.open { clinic in
            let first = clinic.issue()
            clinic.clock.advance(seconds: 60)
            _ = clinic.issue()
            clinic.move(first.entry, "call", 1, room: "counter-1")
            clinic.move(first.entry, "return", 2)
            #expect(clinic.serials("registration", "waiting") == [1, 2])
        }
    }

    @Test func whoIsCalledAgainIsNotBeingServedSinceTheFirstTime() throws {
        try TestClinic.open { clinic in
            let token = clinic.issue()
            clinic.move(token.entry, "call", 1, room: "counter-1")
            clinic.move(token.entry, "serve", 2)
            clinic.move(token.entry, "return", 3)
            clinic.clock.advance(seconds: 600)
            let called = clinic.move(token.entry, "call", 4, room: "counter-1").json["entry"]
            #expect(called?["calledAt"]?.string == clinic.clock.now.timestamp)
            #expect(called?["servingAt"]?.string == nil)
        }
    }

    @Test func fromTestsTheDoctorOrderedTheWayGoesOnToBilling() throws {
        try TestClinic.open { clinic in
            let token = clinic.issue()
            let sent = clinic.move(token.entry, "send", 1, stage: "orders")
            #expect(sent.json["next"]?["stage"]?.string == "orders")
            let entry = sent.json["next"]?["id"]?.string ?? ""
            clinic.move(entry, "call", 1, room: "laboratory-1", as: .laboratory)
            clinic.move(entry, "serve", 2, as: .laboratory)
            #expect(clinic.move(entry, "finish", 3, as: .laboratory).json["next"]?["stage"]?.string == "billing")
        }
    }

    @Test func sendingNeedsAnotherStage() throws {
        try TestClinic.open { clinic in
            let token = clinic.issue()
            #expect(clinic.move(token.entry, "send", 1).badFields == ["stage"])
            #expect(clinic.move(token.entry, "send", 1, stage: "registration").badFields == ["stage"])
            #expect(clinic.move(token.entry, "send", 1, stage: "surgery").badFields == ["stage"])
            #expect(clinic.move(token.entry, "call", 1).badFields == ["room"])
            #expect(clinic.move(token.entry, "call", 1, room: "doctor-1").badFields == ["room"])
        }
    }

    /// L10: priority is a head start in time, so nobody starves.
    @Test func theElderlyGoAheadButNotForEver() throws {
        try TestClinic.open { clinic in
            _ = clinic.issue()
            clinic.clock.advance(seconds: 19 * 60)
            _ = clinic.issue(priority: "elderly")
            #expect(clinic.serials("registration", "waiting") == [2, 1])
            clinic.clock.advance(seconds: 2 * 60)
            _ = clinic.issue(priority: "elderly")
            #expect(clinic.serials("registration", "waiting") == [2, 1, 3])
            _ = clinic.issue(priority: "emergency")
            #expect(clinic.serials("registration", "waiting") == [4, 2, 1, 3])
        }
    }

    /// L10: five hundred wait, and all of them are listed, in order.
    @Test func aLongLineIsListedWhole() throws {
        try TestClinic.open { clinic in
            for _ in 0..<500 { _ = clinic.issue() }
            #expect(clinic.serials("registration", "waiting") == Array(1...500))
        }
    }

    @Test func staffMoveOnlyTheirOwnStagesPeople() throws {
        try TestClinic.open { clinic in
            let token = clinic.issue()
            for role in [Role.doctor, .paramedic, .laboratory, .cashier, .administrator] {
                #expect(clinic.move(token.entry, "call", 1, room: "counter-1", as: role).status == .forbidden)
                let next = clinic.send(
                    .post, "/api/queues/registration/next", as: .role(role), json: #"{"room":"counter-1"}"#)
                #expect(next.status == .forbidden)
            }
        }
    }

    /// L6 and L8, over two thousand random steps: one active entry per token, and none for a closed visit.
    @Test func whateverIsDoneEveryTokenIsInOnePlaceAtMost() throws {
        try TestClinic.open { clinic in
            var random = SplitMix(seed: 7)
            for _ in 0..<2_000 {
                clinic.clock.advance(seconds: Int.random(in: 0...90, using: &random))
                clinic.randomStep(&random)
            }
            try #expect(
                clinic.count(
                    "SELECT count(*) FROM (SELECT 1 FROM queue_entry WHERE ended_at IS NULL GROUP BY token_id HAVING count(*) > 1)"
                ) == 0)
            try #expect(
                clinic.count(
                    """
                    SELECT count(*) FROM queue_entry JOIN token ON token.id = token_id
                    JOIN visit_closure USING (visit_id) WHERE queue_entry.ended_at IS NULL
                    """) == 0)
            try #expect(
                clinic.count(
                    """
                    SELECT count(*) FROM token WHERE NOT EXISTS (SELECT 1 FROM visit_closure WHERE visit_id = token.visit_id)
                    AND NOT EXISTS (SELECT 1 FROM queue_entry WHERE token_id = token.id AND ended_at IS NULL)
                    """) == 0)
            try #expect(
                clinic.count(
                    """
                    SELECT count(*) FROM line WHERE waiting <> (
                        SELECT count(*) FROM queue_entry
                        WHERE day = line.day AND stage = line.stage AND state = 'waiting')
                    """) == 0)
            try #expect(clinic.count("SELECT count(*) FROM line WHERE waiting > 0") > 0)
            try #expect(
                clinic.count(
                    """
                    SELECT count(*) FROM queue_entry AS entry JOIN token ON token.id = entry.token_id
                    WHERE token.visit_id <> entry.visit_id
                    """) == 0)
            try #expect(clinic.count("SELECT max(serial) - count(*) FROM token") == 0)
            try #expect(clinic.count("SELECT count(*) FROM visit_closure WHERE kind = 'left'") > 0)
        }
    }
}

extension TestClinic {
    func issue(priority: String = "ordinary") -> (id: String, entry: String) {
        let json = send(.post, "/api/tokens", json: #"{"service":"general","priority":"\#(priority)"}"#).json
        return (json["id"]?.string ?? "", json["entryId"]?.string ?? "")
    }

    @discardableResult
    func move(
        _ entry: String, _ action: String, _ version: Int, room: String? = nil, stage: String? = nil,
        as role: Role = .receptionist
    ) -> Response {
        var body = #"{"action":"\#(action)","version":\#(version)"#
        if let room { body += #","room":"\#(room)""# }
        if let stage { body += #","stage":"\#(stage)""# }
        return send(.post, "/api/queue-entries/\(entry)/transitions", as: .role(role), json: body + "}")
    }

    func serials(_ stage: String, _ state: String) -> [Int] {
        send(.get, "/api/queues/\(stage)").json[state]?.array?.compactMap { $0["serial"]?.integer } ?? []
    }

    /// Issues, voids, or does anything with anybody; many of these are refused, and rightly.
    fileprivate func randomStep(_ random: inout SplitMix) {
        if Int.random(in: 0..<6, using: &random) == 0 {
            _ = issue()
            return
        }
        guard let stage = Stage.allCases.randomElement(using: &random) else { return }
        let board = send(.get, "/api/queues/\(stage.rawValue)").json
        let entries = ["serving", "called", "waiting", "noShow"].flatMap { board[$0]?.array ?? [] }
        guard let entry = entries.prefix(3).randomElement(using: &random), let id = entry["id"]?.string,
            let state = entry["state"]?.string.flatMap(EntryState.init)
        else { return }
        let sensible = Action.allCases.filter { $0 != .send && $0.state(from: state) != nil }
        let actions = Int.random(in: 0..<4, using: &random) == 0 ? Action.allCases : sensible
        guard let action = actions.randomElement(using: &random) else { return }
        if Int.random(in: 0..<40, using: &random) == 0, let token = entry["tokenId"]?.string {
            _ = send(.post, "/api/tokens/\(token)/void", json: #"{"reason":"random"}"#)
            return
        }
        let room = app.site.configuration.rooms(at: stage).randomElement(using: &random)
        let target = Stage.allCases.randomElement(using: &random)
        let answer = move(
            id, action.rawValue, entry["version"]?.integer ?? 0, room: room?.id, stage: target?.rawValue, as: .manager)
        precondition([.ok, .conflict, .unprocessableContent].contains(answer.status), answer.text)
    }
}

/// A generator with a seed, so that a failure comes again (Steele, Lea and Flood: SplitMix64).
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
