import Clinic
import HTTP
import Testing
import Vocabulary

@Suite struct OrderPagesTests {
    @Test func allPartsOfATestAreWrittenDownAtOnceAndShownWithWords() throws {
        try TestClinic.open { clinic in
            let person = clinic.arrive()
            let order = clinic.order("LAB-CBC", person)
            let page = clinic.send(.get, "/orders/visits/\(person.visit)", as: .role(.laboratory)).text
            #expect(page.contains("name=\"value-718-7\""))
            #expect(page.contains("১২.০–১৫.০"))
            let saved = clinic.send(
                .post, "/orders/\(order)/results", as: .role(.laboratory),
                form: ["value-718-7": "৯.৫", "value-777-3": "500", "value-789-8": "", "value-6690-2": " "])
            #expect(saved.status == .seeOther)
            #expect(saved[header: "Location"] == "/orders/visits/\(person.visit)")
            try #expect(clinic.count("SELECT count(*) FROM result") == 2)
            let after = clinic.send(.get, "/orders/visits/\(person.visit)", as: .role(.laboratory)).text
            #expect(after.contains("▼ কম (L)"))
            #expect(after.contains("▲ বেশি (H)"))
            #expect(!after.contains("name=\"value-718-7\""))
            #expect(after.contains("name=\"value-789-8\""))
            #expect(after.contains("/orders/\(order)/report"))
            let verified = clinic.send(.post, "/orders/\(order)/report", as: .role(.laboratory), form: [:])
            #expect(verified.status == .seeOther)
            try #expect(clinic.count("SELECT count(*) FROM service_request WHERE status = 'completed'") == 1)
        }
    }

    @Test func aRefusedResultComesBackWithWhatWasTypedAndNothingIsWritten() throws {
        try TestClinic.open { clinic in
            let person = clinic.arrive()
            let (cbc, hb) = (clinic.order("LAB-CBC", person), clinic.order("LAB-HB", person))
            let answer = clinic.send(
                .post, "/orders/\(cbc)/results", as: .role(.laboratory),
                form: ["value-718-7": "12.5", "value-777-3": "many", "value-1-1": "7"])
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains("href=\"#value-777-3\""))
            #expect(answer.text.contains("id=\"value-777-3\""))
            #expect(answer.text.contains("value=\"many\""))
            #expect(answer.text.contains("value=\"12.5\""))
            #expect(answer.text.contains("href=\"#value-1-1\""))
            #expect(answer.text.contains("id=\"\(hb)-value-718-7\""), "the other test's boxes stay as they were")
            try #expect(clinic.count("SELECT count(*) FROM result") == 0)
        }
    }

    @Test func anEmptyFormAndAnUnknownFieldAreRefused() throws {
        try TestClinic.open { clinic in
            let order = clinic.order("LAB-CBC", clinic.arrive())
            let path = "/orders/\(order)/results"
            let empty = clinic.send(.post, path, as: .role(.laboratory), form: ["value-718-7": ""])
            #expect(empty.status == .unprocessableContent)
            #expect(empty.text.contains("অন্তত একটি ফলাফল লিখুন"))
            let other = clinic.send(
                .post, path, as: .role(.laboratory), form: ["value-718-7": "12", "result-789-8": "4"])
            #expect(other.status == .unprocessableContent)
            try #expect(clinic.count("SELECT count(*) FROM result") == 0)
        }
    }

    @Test func aResultIsAmendedByItsForm() throws {
        try TestClinic.open { clinic in
            let person = clinic.arrive()
            let order = clinic.order("LAB-HB", person)
            let id = clinic.record(order, "718-7", value: "1.25").json.result("718-7")?["id"]?.string ?? ""
            let path = "/orders/results/\(id)/amendments"
            let bad = clinic.send(.post, path, as: .role(.laboratory), form: ["value": "", "reason": "ভুল লেখা"])
            #expect(bad.status == .unprocessableContent)
            #expect(bad.text.contains("value=\"ভুল লেখা\""))
            let good = clinic.send(.post, path, as: .role(.laboratory), form: ["value": "১২.৫", "reason": "ভুল লেখা"])
            #expect(good.status == .seeOther)
            let page = clinic.send(.get, "/orders/visits/\(person.visit)", as: .role(.laboratory)).text
            #expect(page.contains("<s>১.২৫ g/dL</s>"))
            #expect(page.contains("ভুল লেখা"))
        }
    }

    @Test func aTestIsAddedAndRevokedOnThePage() throws {
        try TestClinic.open { clinic in
            let person = clinic.arrive()
            let path = "/orders/visits/\(person.visit)"
            let page = clinic.send(.get, path, as: .role(.laboratory)).text
            #expect(page.contains("value=\"LAB-CBC\""))
            #expect(!page.contains("value=\"USG-ABD\""), "the sonographer's tests are the sonographer's to add")
            let added = clinic.send(.post, path + "/requests", as: .role(.laboratory), form: ["code": "LAB-CBC"])
            #expect(added.status == .seeOther)
            let again = clinic.send(.post, path + "/requests", as: .role(.laboratory), form: ["code": "LAB-CBC"])
            #expect(again.status == .conflict)
            #expect(again.text.contains("আগেই দেওয়া হয়েছে"))
            let list = clinic.send(.get, "/api/orders", as: .role(.laboratory)).json["orders"]?.array
            let order = list?.first?["id"]?.string ?? ""
            let unexplained = clinic.send(
                .post, "/orders/\(order)/revocation", as: .role(.laboratory), form: ["reason": " "])
            #expect(unexplained.status == .unprocessableContent)
            #expect(unexplained.text.contains("class=\"revoke\" open"))
            let revoked = clinic.send(
                .post, "/orders/\(order)/revocation", as: .role(.laboratory), form: ["reason": "নমুনা নষ্ট"])
            #expect(revoked.status == .seeOther)
            #expect(clinic.send(.get, path, as: .role(.laboratory)).text.contains("বাতিল: নমুনা নষ্ট"))
        }
    }

    @Test func anothersTestIsShownWithoutItsForms() throws {
        try TestClinic.open { clinic in
            let person = clinic.arrive()
            let order = clinic.order("LAB-HB", person)
            let page = clinic.send(.get, "/orders/visits/\(person.visit)", as: .role(.sonographer)).text
            #expect(page.contains("হিমোগ্লোবিন"))
            #expect(!page.contains("/orders/\(order)/results"))
        }
    }

    @Test func theListOpensWithOnesOwnWorkAndItsPartIsTheSameForEverybody() throws {
        try TestClinic.open { clinic in
            let person = clinic.arrive()
            _ = clinic.order("LAB-HB", person)
            #expect(clinic.send(.get, "/orders", as: .role(.laboratory)).text.contains("হিমোগ্লোবিন"))
            #expect(!clinic.send(.get, "/orders", as: .role(.sonographer)).text.contains("হিমোগ্লোবিন"))
            #expect(clinic.send(.get, "/orders", as: .role(.sonographer)).text.contains("কোনো পরীক্ষা বাকি নেই"))
            let one = clinic.send(.get, "/orders/list?category=all", as: .role(.laboratory))
            let two = clinic.send(.get, "/orders/list?category=all", as: .role(.sonographer))
            #expect(one.text == two.text)
            #expect(one.text.contains("/orders/visits/\(person.visit)"))
            #expect(!one.text.contains("form-token"))
            #expect(clinic.send(.get, "/orders?category=surgery", as: .role(.manager)).status == .unprocessableContent)
        }
    }

    /// L42: a report is text, whatever is in it.
    @Test func markupInAReportIsText() throws {
        try TestClinic.open { clinic in
            let person = clinic.arrive()
            let order = clinic.order("USG-ABD", person, as: .sonographer)
            clinic.send(
                .post, "/orders/\(order)/results", as: .role(.sonographer),
                form: ["value-USG-ABD": "<script>alert(1)</script>\r\nNormal"])
            let page = clinic.send(.get, "/orders/visits/\(person.visit)", as: .role(.sonographer)).text
            #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;\nNormal"))
            #expect(!page.contains("<script>alert"))
        }
    }

    @Test func theExplicitButtonSendsThePersonOn() throws {
        try TestClinic.open { clinic in
            let person = clinic.arrive()
            clinic.serveAtOrders(person)
            let path = "/orders/visits/\(person.visit)"
            #expect(clinic.send(.get, path, as: .role(.laboratory)).text.contains(path + "/completion"))
            let gone = clinic.send(.post, path + "/completion", as: .role(.laboratory), form: [:])
            #expect(gone[header: "Location"] == "/queue/orders?room=laboratory-1")
            #expect(clinic.send(.get, "/api/tokens/\(person.token)").json["stage"]?.string == "billing")
            #expect(!clinic.send(.get, path, as: .role(.laboratory)).text.contains(path + "/completion"))
        }
    }
}
