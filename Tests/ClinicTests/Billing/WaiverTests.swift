import Clinic
import HTTP
import Testing
import Vocabulary

@Suite struct WaiverTests {
    /// Free care is invoiced at its standard rates, and what is waived stands on it (L20).
    @Test func freeCareStillHasItsValue() throws {
        try TestClinic.open { clinic in
            let invoice = clinic.invoice(
                try clinic.visitToBill(charged: 20_000, 30_000),
                #"{"waiverClass":"REDCARD","waiverReason":"R-17, 2027-03"}"#
            ).json
            #expect(invoice["gross"]?.integer == 50_000)
            #expect(invoice["waiver"]?.integer == 50_000)
            #expect(invoice["total"]?.integer == 0)
            #expect(invoice["status"]?.string == "paid")
            #expect(invoice["waiverPercent"]?.integer == 100)
            #expect(clinic.balance("4010") == -50_000)
            #expect(clinic.balance("4090") == 50_000)
            #expect(clinic.balance("1200") == 0)
            try #expect(clinic.booksAreRight())
        }
    }

    @Test func aGreenCardWaivesThirtyOfAHundred() throws {
        try TestClinic.open { clinic in
            let invoice = clinic.invoice(
                try clinic.visitToBill(charged: 50_000), #"{"waiverClass":"GREENCARD","waiverReason":"G-4"}"#
            ).json
            #expect(invoice["waiver"]?.integer == 15_000)
            #expect(invoice["total"]?.integer == 35_000)
            #expect(invoice["due"]?.integer == 35_000)
        }
    }

    /// Nobody is asked why a programme is free; everybody else is.
    @Test func aReasonIsNeededWhereTheClassDoesNotGiveOne() throws {
        try TestClinic.open { clinic in
            let free = clinic.invoice(try clinic.visitToBill(charged: 5000), #"{"waiverClass":"FREE"}"#).json
            #expect(free["waiverReason"]?.string?.isEmpty == false)
            let visit = try clinic.visitToBill(charged: 5000)
            let refused = clinic.invoice(visit, #"{"waiverClass":"REDCARD"}"#)
            #expect(refused.status == .unprocessableContent)
            #expect(refused.badFields == ["waiverReason"])
        }
    }

    @Test(arguments: [
        (#"{"waiverClass":"NOBODY","waiverReason":"x"}"#, ["waiverClass"]),
        (#"{"waiverReason":"x"}"#, ["waiverClass"]), (#"{"waiverPercent":10}"#, ["waiverClass"]),
        (#"{"waiverClass":"GREENCARD","waiverPercent":31,"waiverReason":"x"}"#, ["waiverPercent"]),
        (#"{"waiverClass":"DISC-STAFF","waiverReason":"x"}"#, ["waiverPercent"]),
        (#"{"waiverClass":"DISC-STAFF"}"#, ["waiverPercent", "waiverReason"]),
        (#"{"waiverClass":"DISC-STAFF","waiverPercent":51,"waiverReason":"x"}"#, ["waiverPercent"]),
        (#"{"waiverClass":"DISC-MGR","waiverPercent":0,"waiverReason":"x"}"#, ["waiverPercent"]),
        (#"{"waiverClass":"DISC-MGR","waiverPercent":101,"waiverReason":"x"}"#, ["waiverPercent"]),
        (#"{"waiverClass":"DISC-MGR","waiverPercent":-5,"waiverReason":"x"}"#, ["waiverPercent"]),
        (#"{"waiverClass":"DISC-MGR","waiverPercent":12.5,"waiverReason":"x"}"#, ["waiverPercent"]),
        (#"{"waiverClass":["FREE"]}"#, ["waiverClass"]),
    ])
    func aWaiverOutsideItsClassIsRefusedAtItsField(_ json: String, _ fields: [String]) throws {
        try TestClinic.open { clinic in
            let answer = clinic.invoice(try clinic.visitToBill(charged: 5000), json, as: .manager)
            #expect(answer.status == .unprocessableContent)
            #expect(answer.badFields == fields)
            try #expect(clinic.count("SELECT count(*) FROM invoice") == 0)
        }
    }

    /// Cards and programmes anybody at the till may grant; what a manager decides, only a manager.
    @Test func aManagerGrantsWhatIsAManagersToGrant() throws {
        try TestClinic.open { clinic in
            let granted = [
                (#"{"waiverClass":"DISC-STAFF","waiverPercent":20,"waiverReason":"Dr Karim"}"#, true),
                (#"{"waiverClass":"DISC-STAFF","waiverPercent":21,"waiverReason":"Dr Karim"}"#, false),
                (#"{"waiverClass":"DISC-MGR","waiverPercent":1,"waiverReason":"poor"}"#, false),
                (#"{"waiverClass":"DISC-MAT","waiverPercent":50,"waiverReason":"poor"}"#, false),
                (#"{"waiverClass":"DISC-STUDENT","waiverReason":"card 7"}"#, true),
            ]
            for (json, byAnybody) in granted {
                for role in [Role.receptionist, .cashier] {
                    let answer = clinic.invoice(try clinic.visitToBill(charged: 5000), json, as: role)
                    #expect(answer.status == (byAnybody ? .created : .forbidden), "\(json)")
                    #expect(answer.badFields.isEmpty == byAnybody)
                }
                try #expect(clinic.invoice(clinic.visitToBill(charged: 5000), json, as: .manager).status == .created)
            }
        }
    }

    /// BR04: the waiver is spread over the lines so that they add up to the poisha.
    @Test func theWaiverIsSpreadOverTheLines() throws {
        try TestClinic.open { clinic in
            let invoice = clinic.invoice(
                try clinic.visitToBill(charged: 3333, 3333, 3334),
                #"{"waiverClass":"DISC-STUDENT","waiverReason":"card"}"#
            ).json
            #expect(invoice["waiver"]?.integer == 1000)
            let waivers = invoice["lines"]?.array?.compactMap { $0["waiver"]?.integer } ?? []
            #expect(waivers.sorted() == [333, 333, 334])
            #expect(invoice["total"]?.integer == 9000)
        }
    }

    /// L16: whatever the rates and the percentage, lines, total and books say the same.
    @Test func linesTotalAndBooksAlwaysAgree() throws {
        try TestClinic.open { clinic in
            for round in 0..<40 {
                let visit = clinic.visitToBill()
                for _ in 0...Int.random(in: 0...5) {
                    try clinic.charge(visit, .random(in: 0...99_999), quantity: .random(in: 1...4))
                }
                let percent = Int.random(in: 1...100)
                let invoice = clinic.invoice(
                    visit, #"{"waiverClass":"DISC-MGR","waiverPercent":\#(percent),"waiverReason":"x"}"#, as: .manager
                ).json
                let nets = invoice["lines"]?.array?.compactMap { $0["net"]?.integer } ?? []
                let (total, rounding) = (invoice["total"]?.integer ?? -1, invoice["rounding"]?.integer ?? -1)
                #expect(nets.reduce(0, +) + rounding == total, "round \(round)")
                #expect(nets.allSatisfy { $0 >= 0 } && abs(rounding) <= 50 && total % 100 == 0)
            }
            try #expect(clinic.booksAreRight())
        }
    }
}
