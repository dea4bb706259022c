import Clinic
import HTTP
import Testing
import Vocabulary

@Suite struct ConsultationPagesTests {
    @Test func theWholeConsultationWorksByFormsAlone() throws {
        try TestClinic.open { clinic in
            let visit = try clinic.sitsBeforeTheDoctor()
            let page = "/consultation/visits/\(visit)"
            #expect(clinic.doctor(.get, page).text.contains("data-begins"))
            #expect(clinic.doctor(.post, page + "/encounters", [:]).status == .seeOther)
            let base = try clinic.draftOf(page)
            let found = clinic.doctor(.post, base + "/search", ["section": "diagnoses", "q": "উচ্চ রক্ত"]).text
            #expect(found.contains("name=\"code\" value=\"DX001\""))
            let chosen = clinic.doctor(.post, base + "/search", ["section": "medicines", "medicine": "MED001"]).text
            #expect(chosen.contains("name=\"pattern\""))
            let forms = [
                ("complaints", ["text": "মাথা ব্যথা", "days": "৩"]),
                ("conditions", ["code": "DX001", "verification": "provisional"]),
                (
                    "medication-requests",
                    ["medicine": "MED001", "pattern": "১+০+১", "timing": "", "days": "৫", "note": ""]
                ),
                ("service-requests", ["code": "LAB-CBC", "note": ""]),
            ]
            for (path, form) in forms {
                #expect(clinic.doctor(.post, base + "/" + path, form)[header: "Location"] == page, "\(path)")
            }
            let review = clinic.doctor(.get, base + "/signature").text
            #expect(review.contains("সকালে ও রাতে"))
            let signed = clinic.doctor(.post, base + "/signature", ["version": "5"])
            #expect(signed[header: "Location"] == page + "?signed=1&room=doctor-1")
            let last = clinic.doctor(.get, page + "?signed=1&room=doctor-1").text
            #expect(
                last.contains("href=\"/queue/consultation?room=doctor-1\""), "the next person comes to the same room")
            let elsewhere = clinic.doctor(.get, page + "?room=counter-1").text
            #expect(elsewhere.contains("data-back href=\"/queue/consultation\""), "only a doctor's room is one")
            #expect(last.contains("data-prints"))
            #expect(last.contains("/prescription?again=1"))
            #expect(!clinic.doctor(.get, page).text.contains("data-prints"), "a reload does not print again")
        }
    }

    @Test func aRefusedDoseComesBackWithWhatWasTyped() throws {
        try TestClinic.open { clinic in
            let base = "/consultation/encounters/" + (try clinic.begin(try clinic.sitsBeforeTheDoctor()))
            let answer = clinic.doctor(
                .post, base + "/medication-requests", ["medicine": "MED001", "pattern": "1+1", "days": "5"])
            #expect(answer.status == .unprocessableContent)
            for text in ["error-summary", "value=\"1+1\"", "value=\"5\"", "Paracetamol 500 mg", "pattern-error"] {
                #expect(answer.text.contains(text), "\(text)")
            }
        }
    }

    @Test func aStaleNoteComesBackWithWhatWasTypedAndTheFreshVersion() throws {
        try TestClinic.open { clinic in
            let id = try clinic.begin(try clinic.sitsBeforeTheDoctor())
            clinic.write("complaints", #"{"code":"CC001"}"#, in: id)
            let form = ["history": "typed & kept", "version": "1"]
            let answer = clinic.doctor(.post, "/consultation/encounters/\(id)/note", form)
            #expect(answer.status == .conflict)
            #expect(answer.text.contains("typed &amp; kept"))
            #expect(answer.text.contains("name=\"version\" value=\"2\""))
        }
    }

    @Test func anEmptyConsultationIsNotSignedByItsFormEither() throws {
        try TestClinic.open { clinic in
            let id = try clinic.begin(try clinic.sitsBeforeTheDoctor())
            let answer = clinic.doctor(.post, "/consultation/encounters/\(id)/signature", ["version": "1"])
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains("অন্তত একটি সমস্যা"))
        }
    }

    /// L11: what is looked for is about this patient, so it does not stand in a URL.
    @Test func aSearchGoesByPost() throws {
        try TestClinic.open { clinic in
            let base = "/consultation/encounters/" + (try clinic.begin(try clinic.sitsBeforeTheDoctor()))
            #expect(clinic.doctor(.get, base + "/search?section=diagnoses&q=hiv").status == .methodNotAllowed)
            let matches = clinic.doctor(.post, base + "/matches", ["section": "medicines", "q": "প্যারা"]).text
            #expect(matches.contains("value=\"MED001\""))
            #expect(!matches.contains("<html"))
            let own = clinic.doctor(.post, base + "/matches", ["section": "complaints", "q": "<b>x</b>"]).text
            #expect(own.contains("value=\"&lt;b&gt;x&lt;/b&gt;\""))
        }
    }

    @Test func whatIsKnownStandsBesideTheWriting() throws {
        try TestClinic.open { clinic in
            let first = try clinic.consult()
            let patient = clinic.encounter(first.encounter)["patientId"]?.string ?? ""
            let visit = try clinic.sitsBeforeTheDoctor(patient: patient)
            let measured = clinic.send(
                .post, "/api/visits/\(visit)/observations", as: .role(.paramedic),
                json: #"{"systolic":182,"diastolic":95}"#)
            #expect(measured.status == .created, "\(measured.text)")
            let page = clinic.doctor(.get, "/consultation/visits/\(visit)").text
            for text in ["১৮২/৯৫", "colour-red", "উচ্চ রক্তচাপ"] { #expect(page.contains(text), "\(text)") }
            let summary = clinic.send(.get, "/api/patients/\(patient)/summary", as: .role(.doctor)).json
            #expect(summary["encounters"]?.array?.count == 1)
            #expect(summary["observations"]?.array?.count == 2)
            #expect(
                clinic.send(.get, "/api/patients/\(patient)/summary", as: .role(.receptionist)).status == .forbidden)
        }
    }

    @Test func theManagerLooksAndDoesNotBegin() throws {
        try TestClinic.open { clinic in
            let visit = try clinic.sitsBeforeTheDoctor()
            let page = clinic.send(.get, "/consultation/visits/\(visit)", as: .role(.manager))
            #expect(page.status == .ok)
            #expect(!page.text.contains("/encounters\""))
        }
    }
}

extension TestClinic {
    fileprivate func doctor(_ method: HTTP.Method, _ path: String, _ form: [String: String]? = nil) -> Response {
        send(method, path, as: .role(.doctor), form: form)
    }

    /// The address of the draft on a page.
    fileprivate func draftOf(_ page: String) throws -> String {
        let found = try #require(doctor(.get, page).text.firstMatch(of: /data-encounter="([^"]+)"/))
        return "/consultation/encounters/\(found.1)"
    }
}
