import Clinic
import HTTP
import Testing
import Vocabulary

/// Whose token it is, how they are reached and what they came for: each for who needs it.
@Suite struct TokenViewTests {
    private static let members =
        #""service":"general","name":"Rahima","sex":"female","phone":"01711223344","complaint":"Fever""#

    private func seen(_ json: JSONValue?) -> Set<String> {
        var seen: Set<String> = []
        if json?["complaint"]?.string != nil { seen.insert("complaint") }
        if json?["patient"]?["id"]?.string != nil { seen.insert("name") }
        if json?["patient"]?["phone"]?.string != nil { seen.insert("phone") }
        return seen
    }

    private static let rights: [(roles: [Role], seen: Set<String>)] = [
        ([.receptionist, .clinicalAssistant, .manager], ["name", "phone", "complaint"]),
        ([.paramedic, .doctor, .laboratory, .sonographer], ["name", "complaint"]),
        ([.cashier], ["name"]),
        ([.administrator], []),
    ]

    @Test func eachRoleSeesOfATokenWhatItNeeds() throws {
        try TestClinic.open { clinic in
            let id = clinic.send(.post, "/api/tokens", json: "{\(Self.members)}").json["id"]?.string ?? ""
            for (roles, expected) in Self.rights {
                for role in roles {
                    let one = clinic.send(.get, "/api/tokens/\(id)", as: .role(role)).json
                    // The list is kept by its topic: not for the next one with other eyes.
                    let list = clinic.send(.get, "/api/tokens", as: .role(role)).json["tokens"]?.array
                    #expect(seen(one) == expected, "\(role), one")
                    #expect(seen(list?.first) == expected, "\(role), in the list")
                }
            }
        }
    }

    @Test func nobodyFindsByWhatTheyAreNotShown() throws {
        try TestClinic.open { clinic in
            clinic.send(.post, "/api/tokens", json: "{\(Self.members)}")
            func found(_ text: String, _ role: Role) -> Int? {
                clinic.send(.post, "/api/tokens/search", as: .role(role), json: #"{"q":"\#(text)"}"#)
                    .json["tokens"]?.array?.count
            }
            #expect(found("01711223344", .receptionist) == 1)
            #expect(found("01711223344", .laboratory) == 0)
            #expect(found("rahima", .laboratory) == 1)
            #expect(found("rahima", .administrator) == 0)
            #expect(found("1", .administrator) == 1)
        }
    }

    @Test func aProgramSeesNumbersAndWithItsScopeNames() throws {
        try TestClinic.open { clinic in
            clinic.send(.post, "/api/tokens", json: "{\(Self.members)}")
            let screen = clinic.addClient("queue", name: "Screen").token
            let register = clinic.addClient("queue patients", name: "Register").token
            for path in ["/api/tokens", "/api/queues/registration"] {
                let plain = clinic.send(.get, path, as: .nobody, headers: [screen])
                #expect(plain.status == .ok && !plain.text.contains("Rahima"), "\(path)")
                #expect(!plain.text.contains("01711223344") && !plain.text.contains("Fever"))
                #expect(clinic.send(.get, path, as: .nobody, headers: [register]).text.contains("Rahima"), "\(path)")
            }
        }
    }

    /// What a browser kept from before somebody else signed in on it is not said to be still true.
    @Test func whatIsKeptForOneIsTaggedForOne() throws {
        try TestClinic.open { clinic in
            clinic.send(.post, "/api/tokens", json: "{\(Self.members)}")
            let tags = [Role.receptionist, .laboratory, .cashier, .administrator].map {
                clinic.send(.get, "/api/tokens", as: .role($0)).entityTag
            }
            #expect(Set(tags).count == 4)
            #expect(clinic.send(.get, "/api/tokens").entityTag == tags[0])
        }
    }

    @Test func anothersKeyReplaysNothing() throws {
        try TestClinic.open { clinic in
            let first = clinic.send(.post, "/api/tokens", json: "{\(Self.members)}", key: "key-of-the-desk")
            let second = clinic.send(
                .post, "/api/tokens", as: .role(.manager), json: "{\(Self.members)}", key: "key-of-the-desk")
            #expect(second[header: "Idempotency-Replayed"] == nil)
            #expect(second.json["id"]?.string != first.json["id"]?.string)
        }
    }

    @Test func anOldTokenIsANumberToWhoLooksUpNobody() throws {
        try TestClinic.open(clock: TestClock(TestClinic.evening)) { clinic in
            let id = clinic.send(.post, "/api/tokens", json: "{\(Self.members)}").json["id"]?.string ?? ""
            clinic.clock.advance(seconds: TestClinic.overnight)
            #expect(seen(clinic.send(.get, "/api/tokens/\(id)", as: .role(.laboratory)).json) == [])
            #expect(seen(clinic.send(.get, "/api/tokens/\(id)", as: .role(.doctor)).json) == ["name"])
            #expect(seen(clinic.send(.get, "/api/tokens/\(id)").json) == ["name", "phone"])
        }
    }
}
