import Clinic
import HTTP
import Testing
import Vocabulary

@Suite struct BillPagesTests {
    private static let english = [("Accept-Language", "en")]

    private func till(
        _ clinic: TestClinic, _ visit: String, _ form: [String: String], as role: Role = .cashier
    ) -> Response {
        clinic.send(.post, "/billing/visits/\(visit)/invoices", as: .role(role), form: form)
    }

    @Test func thePageShowsWhatWasDoneInBothLanguages() throws {
        try TestClinic.open { clinic in
            let visit = try clinic.visitToBill(charged: 123_400)
            let page = clinic.send(.get, "/billing/visits/\(visit)", as: .role(.cashier)).text
            #expect(page.contains("পরীক্ষা") && page.contains("Test"))
            #expect(page.contains("৳১,২৩৪"))
            #expect(page.contains("REDCARD"))
            #expect(!page.contains("DISC-MGR"))
            #expect(clinic.send(.get, "/billing/visits/\(visit)", as: .role(.manager)).text.contains("DISC-MGR"))
        }
    }

    @Test func moneyIsTypedInBanglaAndTheChangeIsShown() throws {
        try TestClinic.open { clinic in
            let visit = try clinic.visitToBill(charged: 15_000)
            let answer = till(clinic, visit, ["tendered": "৫০০", "settlement": "now", "gross": "15000"])
            let place = try #require(answer[header: "Location"])
            #expect(answer.status == .seeOther)
            let page = clinic.send(.get, place, as: .role(.cashier)).text
            #expect(page.contains("৳৩৫০") && page.contains("data-prints"))
            #expect(
                !clinic.send(.get, String(place.prefix { $0 != "?" }), as: .role(.cashier)).text.contains("data-prints")
            )
        }
    }

    /// What is refused comes back with what was typed and with what it would come to.
    @Test func aRefusedBillComesBackWithItsTotal() throws {
        try TestClinic.open { clinic in
            let visit = try clinic.visitToBill(charged: 50_000)
            let answer = till(
                clinic, visit,
                ["waiverClass": "GREENCARD", "waiverReason": "G-99", "settlement": "now", "tendered": ""])
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains("href=\"#tendered\""))
            #expect(answer.text.contains("G-99") && answer.text.contains("৳৩৫০"))
            for amount in ["-5", "abc", "1.234", "৫০.৫০.৫০", "99999999999"] {
                let refused = till(clinic, visit, ["tendered": amount, "settlement": "now"])
                #expect(refused.status == .unprocessableContent)
                #expect(refused.text.contains("value=\"\(amount)\""))
            }
            #expect(till(clinic, visit, ["tendered": "500", "settlement": "later"]).status == .unprocessableContent)
            let manager = till(
                clinic, visit,
                ["waiverClass": "DISC-MGR", "waiverPercent": "50", "waiverReason": "x", "settlement": "later"])
            #expect(manager.status == .forbidden)
            #expect(manager.text.contains("href=\"#waiverClass\""))
            try #expect(clinic.count("SELECT count(*) FROM invoice") == 0)
            #expect(till(clinic, visit, ["settlement": "later"]).status == .seeOther)
        }
    }

    @Test func freeCareIsBilledWithOneTap() throws {
        try TestClinic.open { clinic in
            let visit = try clinic.visitToBill(charged: 5000, 1000)
            #expect(till(clinic, visit, ["waiverClass": "FREE", "settlement": "now"]).status == .seeOther)
            try #expect(clinic.count("SELECT gross - waiver FROM invoice") == 0)
        }
    }

    @Test func aBilledVisitShowsItsInvoiceAndNoForm() throws {
        try TestClinic.open { clinic in
            let visit = try clinic.visitToBill(charged: 5000)
            clinic.invoice(visit)
            let page = clinic.send(.get, "/billing/visits/\(visit)", as: .role(.cashier)).text
            #expect(page.contains("KAR-2611-000001"))
            #expect(!page.contains("name=\"tendered\""))
            #expect(
                clinic.send(.get, "/billing/visits/\(clinic.visitToBill())", as: .role(.cashier)).text.contains(
                    "কিছু দিতে হবে না"))
        }
    }

    @Test func whatIsDueIsPaidOnTheInvoicesPage() throws {
        try TestClinic.open { clinic in
            let id = clinic.invoice(try clinic.visitToBill(charged: 5000)).json["id"]?.string ?? ""
            let address = "/billing/invoices/\(id)"
            #expect(clinic.send(.get, address, as: .role(.cashier)).text.contains("name=\"tendered\""))
            let refused = clinic.send(.post, address + "/payments", as: .role(.cashier), form: ["tendered": "0"])
            #expect(refused.status == .unprocessableContent)
            let paid = clinic.send(.post, address + "/payments", as: .role(.cashier), form: ["tendered": "১০০"])
            #expect(paid[header: "Location"] == address + "?issued=2")
            #expect(!clinic.send(.get, address, as: .role(.cashier)).text.contains("name=\"tendered\""))
        }
    }

    /// BR20, L22: the paper says all there is, in Bangla; a copy says that it is one, when and by whom.
    @Test func thePaperSaysAllAndACopySaysSo() throws {
        try TestClinic.open { clinic in
            let invoice = clinic.invoice(
                try clinic.visitToBill(charged: 120_049),
                #"{"waiverClass":"GREENCARD","waiverReason":"G-4711","tendered":100000}"#)
            let address = "/billing/invoices/\(invoice.json["id"]?.string ?? "")"
            let paper = clinic.send(.get, address + "/print", as: .role(.cashier), headers: Self.english).text
            for words in [
                "আলো ক্লিনিক", "KAR-2611-000001", "২১ নভেম্বর ২০২৬", "রহিমা", "৳১,২০০.৪৯", "সবুজ কার্ড", "G-4711", "৩০%",
                "−৳৩৬০.১৫", "−৳০.৩৪", "৳৮৪০", "আট শত চল্লিশ টাকা মাত্র", "৳১৬০", "KAR-R-2611-000001",
            ] {
                #expect(paper.contains(words), "\(words)")
            }
            #expect(!paper.contains("পুনর্মুদ্রণ"))
            clinic.clock.advance(seconds: 3600)
            let again = clinic.send(.post, address + "/reprints", as: .role(.cashier), form: [:])
            #expect(again[header: "Location"] == address + "?issued=3")
            let copy = clinic.send(.get, address + "/print", as: .role(.cashier)).text
            #expect(copy.contains("পুনর্মুদ্রণ (কপি ১)") && copy.contains("১১:০০"))
            try #expect(clinic.count("SELECT count(*) FROM invoice_reprint") == 1)
        }
    }

    @Test func theManagerSeesThatTheBooksBalance() throws {
        try TestClinic.open { clinic in
            clinic.invoice(try clinic.visitToBill(charged: 5049), #"{"tendered":2000}"#)
            let page = clinic.send(.get, "/billing/trial-balance", as: .role(.manager)).text
            #expect(page.contains("হিসাব মিলেছে") && page.contains("৳৩০"))
        }
    }
}
