import Clinic
import GRDB
import HTTP
import Storage
import Testing
import Vocabulary

@Suite struct InvoiceTests {
    @Test func whatWasDoneIsProposedAndThenInvoicedOnce() throws {
        try TestClinic.open { clinic in
            let visit = try clinic.visitToBill(charged: 1000, 5000, 25_000)
            let proposed = clinic.send(.get, "/api/visits/\(visit)/charges", as: .role(.cashier)).json
            #expect(proposed["charges"]?.array?.count == 3)
            #expect(proposed["gross"]?.integer == 31_000)
            let invoice = clinic.invoice(visit, #"{"tendered":50000}"#)
            #expect(invoice.status == .created)
            #expect(invoice.json["number"]?.string == "KAR-2611-000001")
            #expect(invoice.json["total"]?.integer == 31_000)
            #expect(invoice.json["lines"]?.array?.count == 3)
            #expect(invoice.json["status"]?.string == "paid")
            let payment = try #require(invoice.json["payments"]?.array?.first)
            #expect(payment["number"]?.string == "KAR-R-2611-000001")
            #expect(payment["amount"]?.integer == 31_000)
            #expect(payment["change"]?.integer == 19_000)
            let after = clinic.send(.get, "/api/visits/\(visit)/charges", as: .role(.cashier)).json
            #expect(after["charges"]?.array?.isEmpty == true)
            let again = clinic.send(.get, invoice[header: "Location"] ?? "", as: .role(.cashier))
            #expect(again.text == invoice.text)
            try #expect(clinic.booksAreRight())
        }
    }

    /// L20: what the laboratory is asked for is on the bill at the catalogue's rate; what is revoked before is not.
    @Test func anOrderedTestIsOnTheBill() throws {
        try TestClinic.open { clinic in
            let visit = clinic.visitToBill(service: "laboratory")
            let codes = clinic.app.site.catalogue.investigations.all.filter { $0.rate > .zero }.prefix(2)
            let orders = codes.map { test in
                clinic.send(
                    .post, "/api/visits/\(visit)/orders", as: .role(.laboratory), json: #"{"code":"\#(test.code)"}"#)
            }
            #expect(orders.map(\.status) == [.created, .created])
            clinic.send(
                .post, "/api/orders/\(orders[1].json["id"]?.string ?? "")/revocation", as: .role(.laboratory),
                json: #"{"reason":"no sample"}"#)
            let invoice = clinic.invoice(visit).json
            #expect(invoice["lines"]?.array?.compactMap { $0["code"]?.string } == [codes[0].code])
            #expect(invoice["gross"]?.integer == Int(codes[0].rate.poisha))
        }
    }

    /// L15: a second invoice for the same charges is refused and names the first; later charges get a second one.
    @Test func theSameChargesAreNotInvoicedTwice() throws {
        try TestClinic.open { clinic in
            let visit = try clinic.visitToBill(charged: 5000)
            let first = clinic.invoice(visit)
            let second = clinic.invoice(visit)
            #expect(second.status == .conflict)
            #expect(second.json["number"]?.string == "KAR-2611-000001")
            #expect(second.json["invoice"]?.string == first.json["id"]?.string)
            #expect(second.json["title"]?.string?.contains("KAR-2611-000001") == true)
            try clinic.charge(visit, 2000)
            let later = clinic.invoice(visit)
            #expect(later.json["number"]?.string == "KAR-2611-000002")
            #expect(later.json["gross"]?.integer == 2000)
            try #expect(clinic.count("SELECT count(*) FROM invoice") == 2)
        }
    }

    @Test func nothingToBillIsSaid() throws {
        try TestClinic.open { clinic in
            let answer = clinic.invoice(clinic.visitToBill())
            #expect(answer.status == .conflict)
            #expect(answer.json["type"]?.string == "/problems/nothing-to-bill")
            #expect(clinic.invoice("01a1fd42-eb7a-7f7a-a550-5053d45d018c").status == .notFound)
        }
    }

    @Test func aVoidVisitIsNotBilled() throws {
        try TestClinic.open { clinic in
            let token = clinic.send(.post, "/api/tokens", json: #"{"service":"general"}"#).json
            let (id, visit) = (token["id"]?.string ?? "", token["visitId"]?.string ?? "")
            try clinic.charge(visit, 5000)
            clinic.send(.post, "/api/tokens/\(id)/void", json: #"{"reason":"mistake"}"#)
            #expect(clinic.invoice(visit).status == .conflict)
        }
    }

    @Test func aCancelledChargeIsNotBilled() throws {
        try TestClinic.open { clinic in
            let visit = clinic.visitToBill()
            let charge = try clinic.charge(visit, 5000)
            try clinic.store.write { db in
                try db.execute(
                    sql: "UPDATE charge SET cancelled_at = 1, cancelled_by = proposed_by, reason = 'x' WHERE id = ?",
                    arguments: [charge])
            }
            #expect(clinic.invoice(visit).json["type"]?.string == "/problems/nothing-to-bill")
        }
    }

    /// Something that was done after the cashier looked is not billed unseen.
    @Test func whatTheCashierHasNotSeenIsNotBilled() throws {
        try TestClinic.open { clinic in
            let visit = try clinic.visitToBill(charged: 5000)
            try clinic.charge(visit, 20_000)
            let answer = clinic.invoice(visit, #"{"gross":5000,"tendered":5000}"#)
            #expect(answer.status == .conflict)
            #expect(answer.json["gross"]?.integer == 25_000)
            #expect(clinic.invoice(visit, #"{"gross":25000}"#).status == .created)
        }
    }

    /// L16: rounded once, to the whole taka, on its own line.
    @Test(arguments: [(12_350, 50, 12_400), (12_349, -49, 12_300), (12_400, 0, 12_400)])
    func theTotalIsRoundedOnce(_ net: Int, _ rounding: Int, _ total: Int) throws {
        try TestClinic.open { clinic in
            let invoice = clinic.invoice(try clinic.visitToBill(charged: net - 5000, 5000), #"{"tendered":50000}"#).json
            #expect(invoice["rounding"]?.integer == rounding)
            #expect(invoice["total"]?.integer == total)
            #expect(clinic.balance("4095") == -rounding)
            #expect(clinic.balance("1010") == total)
            try #expect(clinic.booksAreRight())
        }
    }

    @Test func quantitiesMultiply() throws {
        try TestClinic.open { clinic in
            let visit = clinic.visitToBill()
            try clinic.charge(visit, 2050, quantity: 3)
            let invoice = clinic.invoice(visit).json
            #expect(invoice["gross"]?.integer == 6150)
            #expect(invoice["total"]?.integer == 6200)
        }
    }

    /// L15: numbers have no gaps, whatever is refused between.
    @Test func numbersHaveNoGaps() throws {
        try TestClinic.open { clinic in
            var numbers: [String?] = []
            for refused in [#"{"waiverClass":"NOBODY"}"#, #"{"tendered":-1}"#, #"{"waiverClass":"DISC-MGR"}"#] {
                let visit = try clinic.visitToBill(charged: 5000)
                #expect(clinic.invoice(visit, refused).status != .created)
                numbers.append(clinic.invoice(visit, #"{"tendered":5000}"#).json["number"]?.string)
                #expect(clinic.invoice(visit).status == .conflict)
            }
            #expect(numbers == ["KAR-2611-000001", "KAR-2611-000002", "KAR-2611-000003"])
        }
    }

    /// The month is the one on the clinic's wall, from a quarter to midnight in Dhaka to a quarter past.
    @Test func aNewMonthBeginsAtOneInTheSameBooks() throws {
        let clock = TestClock(TestClinic.morning.adding(seconds: 9 * 86_400 + 13 * 3600 + 45 * 60))
        try TestClinic.open(clock: clock) { clinic in
            let numbers = try (0..<4).map { index in
                if index == 2 { clock.advance(seconds: 30 * 60) }
                let invoice = clinic.invoice(try clinic.visitToBill(charged: 5000), #"{"tendered":5000}"#).json
                return invoice["number"]?.string ?? ""
            }
            #expect(numbers == ["KAR-2611-000001", "KAR-2611-000002", "KAR-2612-000001", "KAR-2612-000002"])
        }
    }

    /// L13: a retried command charges nobody twice.
    @Test func aRetriedInvoiceIsTheFirst() throws {
        try TestClinic.open { clinic in
            let visit = try clinic.visitToBill(charged: 5000)
            let first = clinic.invoice(visit, #"{"tendered":10000}"#, key: "invoice-0001")
            let again = clinic.invoice(visit, #"{"tendered":10000}"#, key: "invoice-0001")
            #expect(first.text == again.text)
            try #expect(clinic.count("SELECT count(*) FROM invoice") == 1)
            try #expect(clinic.count("SELECT count(*) FROM payment") == 1)
            #expect(clinic.balance("1010") == 5000)
        }
    }

    @Test func whoIsServedGoesOnWithTheInvoice() throws {
        try TestClinic.open { clinic in
            let visit = try clinic.visitToBill(charged: 5000)
            try clinic.serveAtBilling(visit)
            clinic.invoice(visit, #"{"complete":false}"#)
            try #expect(clinic.count("SELECT count(*) FROM queue_entry WHERE state = 'serving'") == 1)
            try clinic.charge(visit, 1000)
            let early = clinic.send(
                .post, "/api/visits/\(visit)/billing/completion", as: .role(.cashier), json: "{}")
            #expect(early.status == .conflict)
            clinic.invoice(visit)
            try #expect(clinic.count("SELECT count(*) FROM visit_closure WHERE kind = 'left'") == 1)
        }
    }

    @Test func whoHasNothingToPayGoesOn() throws {
        try TestClinic.open { clinic in
            let visit = clinic.visitToBill()
            try clinic.serveAtBilling(visit)
            let done = clinic.send(.post, "/api/visits/\(visit)/billing/completion", as: .role(.cashier), json: "{}")
            #expect(done.status == .noContent)
            try #expect(clinic.count("SELECT count(*) FROM visit_closure WHERE kind = 'left'") == 1)
        }
    }

    @Test func whatIsAnsweredIsWhatIsDescribed() throws {
        try TestClinic.open { clinic in
            let visit = try clinic.visitToBill(charged: 5000)
            let paths = clinic.send(.get, "/openapi.json", as: .nobody).json["paths"]
            let charges = clinic.send(.get, "/api/visits/\(visit)/charges", as: .role(.cashier))
            let invoice = clinic.invoice(
                visit, #"{"waiverClass":"GREENCARD","waiverReason":"G-1","tendered":1000}"#)
            let answers: [(String, String, String, Response)] = [
                ("/api/visits/{visit}/charges", "get", "200", charges),
                ("/api/visits/{visit}/invoices", "post", "201", invoice),
                ("/api/invoices/{invoice}/payments", "post", "201", clinic.pay(invoice, #"{"amount":100}"#)),
                (
                    "/api/visits/{visit}/invoices", "get", "200",
                    clinic.send(.get, "/api/visits/\(visit)/invoices", as: .role(.cashier))
                ),
                ("/api/trial-balance", "get", "200", clinic.send(.get, "/api/trial-balance", as: .role(.manager))),
            ]
            for (path, method, status, answer) in answers {
                let schema = try #require(
                    paths?[path]?[method]?["responses"]?[status]?["content"]?["application/json"]?["schema"])
                #expect(OpenAPITests.disagreements(answer.json, schema, at: path) == [])
            }
        }
    }
}
