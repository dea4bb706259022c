import Clinic
import Foundation
import HTTP
import Testing
import Vocabulary

@Suite struct RegistrationPagesTests {
    private static let filled = [
        "name": "রহিমা বেগম", "secondName": "Rahima Begum", "sex": "female", "age": "৩৪", "ageUnit": "years",
        "phone": "০১৭১১২২৩৩৪৪", "nationalId": "১২৩৪৫৬৭৮৯০", "birthDate": "", "fatherName": "", "upazila": "30262507",
        "addressLine": "কড়াইল", "place": "",
    ]

    private func form(_ visit: String, _ changes: [String: String], _ clinic: TestClinic) -> Response {
        clinic.send(
            .post, "/registration/visits/\(visit)", form: Self.filled.merging(changes) { $1 },
            headers: [("Accept-Language", "bn")])
    }

    @Test func thePageOfABareTokenFirstAsksWhetherItIsSomeoneKnown() throws {
        try TestClinic.open { clinic in
            let page = clinic.page(clinic.visit())
            let search = try #require(page.range(of: "/search\""))
            let form = try #require(page.range(of: "class=\"register\""))
            #expect(search.lowerBound < form.lowerBound)
            #expect(page.contains("visit-card"))
            #expect(!page.contains("name=\"version\""))
        }
    }

    @Test func aFilledFormRegistersAndSendsOn() throws {
        try TestClinic.open { clinic in
            let visit = clinic.visit()
            let answer = form(visit, ["complete": "true"], clinic)
            #expect(answer.status == .seeOther, "\(answer.text)")
            #expect(answer[header: "Location"] == "/queue/registration?room=counter-1")
            #expect(clinic.serials("screening", "waiting") == [1])
            try #expect(clinic.count("SELECT count(*) FROM patient_address WHERE upazila = '30262507'") == 1)
        }
    }

    @Test func whatIsSavedOnlyIsThereToBeCompleted() throws {
        try TestClinic.open { clinic in
            let visit = clinic.visit()
            let answer = form(visit, ["complete": "false"], clinic)
            let place = try #require(answer[header: "Location"])
            #expect(place == "/registration/visits/\(visit)?saved=1")
            let page = clinic.send(.get, place).text
            #expect(page.contains("role=\"status\""))
            for value in [
                "value=\"রহিমা বেগম\"", "value=\"Rahima Begum\"", "value=\"34\"", "value=\"01711223344\"",
                "value=\"1234567890\"", "value=\"30262507\" checked", "value=\"কড়াইল\"", "value=\"female\" checked",
                "name=\"version\" value=\"1\"",
            ] { #expect(page.contains(value), "\(value)") }
            #expect(clinic.serials("registration", "serving") == [1])
        }
    }

    @Test func whatReceptionKnowsIsFilledIn() throws {
        try TestClinic.open { clinic in
            let visit = clinic.visit(#","name":"Rahima","age":7,"ageUnit":"months","area":"Karail""#)
            let page = clinic.page(visit)
            for value in ["value=\"Rahima\"", "value=\"7\"", "value=\"months\" checked", "value=\"Karail\""] {
                #expect(page.contains(value), "\(value)")
            }
            #expect(!page.contains("value=\"unknown\" checked"), "the sex has to be asked")
        }
    }

    @Test func aRefusedFormComesBackWithWhatWasTyped() throws {
        try TestClinic.open { clinic in
            let visit = clinic.visit()
            let answer = form(visit, ["nationalId": "123", "healthId": "98111122224", "sex": "male"], clinic)
            #expect(answer.status == .unprocessableContent)
            for value in [
                "error-summary", "href=\"#nationalId\"", "href=\"#healthId\"", "value=\"123\"", "value=\"98111122224\"",
                "value=\"রহিমা বেগম\"", "value=\"male\" checked", "value=\"30262507\" checked", "value=\"৩৪\"",
            ] { #expect(answer.text.contains(value), "\(value)") }
            try #expect(clinic.count("SELECT count(*) FROM patient") == 0)
        }
    }

    @Test func aNumberOfAnotherOffersThatPerson() throws {
        try TestClinic.open { clinic in
            let (id, _) = clinic.patient(#","nationalId":"1234567890""#)
            let visit = clinic.visit()
            let answer = form(visit, [:], clinic)
            #expect(answer.status == .conflict)
            #expect(answer.text.contains("এই নম্বরটি Rahima Begum এর"))
            #expect(answer.text.contains("href=\"#nationalId\""))
            #expect(answer.text.contains("name=\"patientId\" value=\"\(id)\""))
            let attach = clinic.send(
                .post, "/registration/visits/\(visit)/patient", form: ["patientId": id, "complete": "false"])
            #expect(attach[header: "Location"] == "/registration/visits/\(visit)")
            #expect(clinic.page(visit).contains("value=\"1234567890\""))
        }
    }

    @Test func aSearchShowsWhoFitsWithWhatTellsThemApart() throws {
        try TestClinic.open { clinic in
            let (id, _) = clinic.patient(#","fatherName":"Abdul Karim","phone":"01711223344""#)
            let visit = clinic.visit()
            let page = clinic.send(.post, "/registration/visits/\(visit)/search", form: ["q": "rahi"]).text
            #expect(page.contains("<mark>Rahi</mark>ma Begum"))
            #expect(page.contains("Abdul Karim"))
            #expect(page.contains("value=\"\(id)\""))
            let nobody = clinic.send(.post, "/registration/visits/\(visit)/search", form: ["q": "xyz"])
            #expect(nobody.text.contains("class=\"empty\""))
            #expect(clinic.send(.post, "/registration/visits/\(visit)/search", form: ["q": ""]).status == .ok)
        }
    }

    /// Without script the place is found by a button, and what is half filled comes back whole.
    @Test func aPlaceIsFoundWithoutScript() throws {
        try TestClinic.open { clinic in
            let visit = clinic.visit()
            let draft = Self.filled.merging(["place": "টঙ্গী", "upazila": "", "nationalId": "12"]) { $1 }
            let page = clinic.send(.post, "/registration/visits/\(visit)/places", form: draft)
            #expect(page.status == .ok)
            for value in ["value=\"30333390\"", "value=\"30333393\"", "value=\"রহিমা বেগম\"", "value=\"12\""] {
                #expect(page.text.contains(value), "\(value)")
            }
            let long = String(repeating: "র", count: 20_000)
            let hostile = clinic.send(
                .post, "/registration/visits/\(visit)/places", form: draft.merging(["name": long]) { $1 })
            #expect(hostile.text.contains(long))
        }
    }

    @Test func aPlaceThatWasTypedAndNotChosenIsAskedFor() throws {
        try TestClinic.open { clinic in
            let visit = clinic.visit()
            let none = form(visit, ["place": "টঙ্গী", "upazila": ""], clinic)
            #expect(none.status == .unprocessableContent)
            #expect(none.text.contains("href=\"#place\""))
            #expect(none.text.contains("value=\"30333390\""), "the places that fit are there to choose from")
            #expect(form(visit, ["place": "টঙ্গী"], clinic).status == .unprocessableContent, "Banani was chosen before")
            #expect(form(visit, ["place": "টঙ্গী", "upazila": "30333390"], clinic).status == .seeOther)
        }
    }

    /// L29: the second desk sees what the first saved, keeps what it typed, and can save knowing both.
    @Test func aFormOfAnOldStateComesBackWithTheFreshOne() throws {
        try TestClinic.open { clinic in
            let visit = clinic.visit()
            #expect(form(visit, ["complete": "false"], clinic).status == .seeOther)
            let old = ["version": "1", "phone": "01899999999", "complete": "false"]
            _ = form(visit, ["version": "1", "name": "রহিমা খাতুন", "complete": "false"], clinic)
            let late = form(visit, old, clinic)
            #expect(late.status == .conflict)
            #expect(late.text.contains("value=\"01899999999\""), "nothing typed is lost")
            #expect(late.text.contains("<dd>রহিমা খাতুন</dd>"), "what was saved is shown")
            #expect(late.text.contains("<dd>০১৭১১২২৩৩৪৪</dd>"))
            #expect(!late.text.contains("<dd>১২৩৪৫৬৭৮৯০</dd>"), "what agrees is not")
            #expect(late.text.contains("name=\"version\" value=\"2\""))
            #expect(form(visit, old.merging(["version": "2"]) { $1 }, clinic).status == .seeOther)
        }
    }

    /// Saved again, it would make one person into the other.
    @Test func whatWasTypedOfOnePersonIsNotOfferedForAnother() throws {
        try TestClinic.open { clinic in
            let (salma, _) = clinic.patient(name: "Salma")
            let (karima, _) = clinic.patient(name: "Karima")
            let visit = clinic.visit(#","patientId":"\#(salma)""#)
            let attached = clinic.send(
                .put, "/api/visits/\(visit)/patient", json: #"{"patientId":"\#(karima)","complete":false}"#)
            #expect(attached.status == .ok)
            let late = form(visit, ["version": "1", "patientId": salma, "name": "Salma Khatun"], clinic)
            #expect(late.status == .conflict)
            #expect(late.text.contains("name=\"patientId\" value=\"\(karima)\""))
            #expect(late.text.contains("value=\"Karima\""))
            #expect(!late.text.contains("Salma Khatun"))
        }
    }

    @Test func twoDesksThatRegisterTheSameTokenMakeOnePatient() throws {
        try TestClinic.open { clinic in
            let visit = clinic.visit()
            #expect(form(visit, ["complete": "false"], clinic).status == .seeOther)
            let second = form(visit, ["name": "রহিমা", "complete": "false"], clinic)
            #expect(second.status == .conflict)
            #expect(second.text.contains("name=\"version\" value=\"1\""))
            try #expect(clinic.count("SELECT count(*) FROM patient") == 1)
        }
    }

    /// L42.
    @Test func markupInWhatIsKnownIsText() throws {
        try TestClinic.open { clinic in
            let visit = clinic.visit()
            _ = form(visit, ["fatherName": "<b>x</b>", "addressLine": "\"><script>", "complete": "false"], clinic)
            let page = clinic.page(visit)
            #expect(page.contains("&lt;b&gt;x"))
            #expect(!page.contains("<script>"))
            let found = clinic.send(.post, "/registration/visits/\(clinic.visit())/search", form: ["q": "<"])
            #expect(found.status == .ok)
        }
    }
}
