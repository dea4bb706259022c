import Clinic
import HTTP
import Testing
import Vocabulary

@Suite struct PaymentTests {
    @Test func aPartMayBePaidAndTheRestStaysDue() throws {
        try TestClinic.open { clinic in
            let invoice = clinic.invoice(try clinic.visitToBill(charged: 50_000), #"{"tendered":20000}"#)
            #expect(invoice.json["status"]?.string == "part-paid")
            #expect(invoice.json["due"]?.integer == 30_000)
            #expect(clinic.balance("1200") == 30_000)
            let part = clinic.pay(invoice, #"{"amount":10000,"tendered":50000}"#)
            #expect(part.json["number"]?.string == "KAR-R-2611-000002")
            #expect(part.json["change"]?.integer == 40_000)
            #expect(part.json["due"]?.integer == 20_000)
            #expect(clinic.pay(invoice, #"{"tendered":50000}"#).json["change"]?.integer == 30_000)
            #expect(clinic.balance("1200") == 0)
            #expect(clinic.balance("1010") == 50_000)
            try #expect(clinic.booksAreRight())
        }
    }

    @Test func moreThanWhatIsDueIsRefusedAtTheField() throws {
        try TestClinic.open { clinic in
            let invoice = clinic.invoice(try clinic.visitToBill(charged: 5000))
            for (json, field) in [
                (#"{"amount":5001}"#, "amount"), (#"{"amount":5001,"tendered":6000}"#, "amount"),
                (#"{"amount":3000,"tendered":2999}"#, "tendered"), (#"{"amount":0}"#, "amount"),
                (#"{"tendered":0}"#, "tendered"), ("{}", "amount"),
            ] {
                let answer = clinic.pay(invoice, json)
                #expect(answer.status == .unprocessableContent)
                #expect(answer.badFields == [field], "\(json)")
            }
            #expect(clinic.pay(invoice, #"{"amount":5000}"#).json["number"]?.string == "KAR-R-2611-000001")
            #expect(clinic.pay(invoice, #"{"amount":1}"#).badFields == ["amount"])
            try #expect(clinic.count("SELECT count(*) FROM payment") == 1)
        }
    }

    @Test(arguments: [
        "-1", "1.5", "1e3", "\"ten\"", "1000000001", "9223372036854775808", "true", "[1]", "{}", "\"\\u0000\"", "\"٥\"",
    ])
    func hostileAmountsAreRefusedAtTheField(_ amount: String) throws {
        try TestClinic.open { clinic in
            let visit = try clinic.visitToBill(charged: 5000)
            let refused = clinic.invoice(visit, #"{"tendered":\#(amount)}"#)
            #expect(refused.status == .unprocessableContent)
            #expect(refused.badFields == ["tendered"])
            let invoice = clinic.invoice(visit)
            #expect(invoice.json["number"]?.string == "KAR-2611-000001")
            #expect(clinic.pay(invoice, #"{"amount":\#(amount)}"#).badFields == ["amount"])
            try #expect(clinic.count("SELECT count(*) FROM payment") == 0)
        }
    }

    @Test func noMoneyIsTakenForWhatIsFree() throws {
        try TestClinic.open { clinic in
            let visit = try clinic.visitToBill(charged: 5000)
            let answer = clinic.invoice(visit, #"{"waiverClass":"FREE","tendered":5000}"#)
            #expect(answer.badFields == ["tendered"])
            try #expect(clinic.count("SELECT count(*) FROM invoice") == 0)
        }
    }

    /// L13
    @Test func aRetriedPaymentIsTakenOnce() throws {
        try TestClinic.open { clinic in
            let invoice = clinic.invoice(try clinic.visitToBill(charged: 50_000))
            let first = clinic.pay(invoice, #"{"amount":10000}"#, key: "payment-0001")
            let again = clinic.pay(invoice, #"{"amount":10000}"#, key: "payment-0001")
            #expect(first.status == .created && first.text == again.text)
            #expect(clinic.pay(invoice, #"{"amount":20000}"#, key: "payment-0001").status == .unprocessableContent)
            #expect(clinic.balance("1010") == 10_000)
            try #expect(clinic.booksAreRight())
        }
    }

    @Test func onlyTheTillTakesMoney() throws {
        try TestClinic.open { clinic in
            let visit = try clinic.visitToBill(charged: 5000)
            for role in Role.allCases {
                let isTill = [.cashier, .receptionist, .manager].contains(role)
                let charges = clinic.send(.get, "/api/visits/\(visit)/charges", as: .role(role))
                #expect(charges.status == (isTill ? .ok : .forbidden))
                if !isTill { #expect(clinic.invoice(visit, as: role).status == .forbidden) }
                for path in ["/billing/trial-balance", "/api/trial-balance"] {
                    let books = clinic.send(.get, path, as: .role(role))
                    #expect(books.status == (role == .manager ? .ok : .forbidden), "\(path) for \(role)")
                }
            }
            try #expect(clinic.count("SELECT count(*) FROM invoice") == 0)
        }
    }
}
