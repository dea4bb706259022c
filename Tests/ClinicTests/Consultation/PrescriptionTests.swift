import Clinic
import GRDB
import HTTP
import Storage
import Testing
import Vocabulary

@Suite struct PrescriptionTests {
    @Test func thePaperSaysWhatWasSignedInBangla() throws {
        try TestClinic.open { clinic in
            try clinic.store.write { db in
                try db.execute(
                    sql:
                        "UPDATE staff SET registration_number = 'A-1', qualification = 'MBBS' WHERE user_name = 'doctor'"
                )
            }
            let id = try clinic.begin(try clinic.sitsBeforeTheDoctor())
            clinic.write("conditions", #"{"code":"DX001"}"#, in: id)
            clinic.write(
                "medication-requests", #"{"medicine":"MED001","pattern":"1+1+1","timing":"fever","note":"<b>x</b>"}"#,
                in: id)
            clinic.write("note", #"{"advice":"বিশ্রাম নিন","followUpOn":"2026-11-28","version":3}"#, in: id)
            #expect(clinic.paper(id).status == .conflict, "nobody carries an unsigned prescription away")
            #expect(clinic.sign(id).status == .ok)
            let paper = clinic.paper(id).text
            for text in [
                "<b>Paracetamol</b> 500 mg", "১টি করে, জ্বর ১০০°F বা তার বেশি হলে, দিনে সর্বোচ্চ ৩ বার", "উচ্চ রক্তচাপ",
                "বিএমডিসি রেজি. নং <span lang=\"en\">A-1</span>", "MBBS", "বিশ্রাম নিন", "২৮ নভেম্বর ২০২৬", "রহিমা বেগম",
                "৩৪ বছর · মহিলা", "টোকেন ১", "&lt;b&gt;x&lt;/b&gt;",
            ] { #expect(paper.contains(text), "\(text)") }
            #expect(!paper.contains("পুনর্মুদ্রণ"))
            #expect(!paper.contains("প্রস্তাবিত পরীক্ষা"), "what is not there is not printed")
            #expect(clinic.paper(id, "?again=1").text.contains("পুনর্মুদ্রণ"))
        }
    }

    @Test func theFrontDeskAndTheCashierDoNotReadPrescriptions() throws {
        try TestClinic.open { clinic in
            let id = try clinic.consult().encounter
            for role in [Role.receptionist, .cashier, .administrator] {
                #expect(
                    clinic.send(.get, "/consultation/encounters/\(id)/prescription", as: .role(role)).status
                        == .forbidden)
            }
        }
    }

    @Test func aRegistrationNumberIsOnePersons() throws {
        try TestClinic.open { clinic in
            let new = { (name: String, number: String) in
                try NewStaff(
                    userName: name, name: Bilingual("D", "ডা."), roles: [.doctor], registrationNumber: number,
                    qualification: "MBBS", secret: "2468")
            }
            let now = clinic.clock.now
            let first = try new("dr.a", "A-7")
            try clinic.store.write { db in _ = try StaffRegister.add(first, at: now, db) }
            let staff = try clinic.store.write { db in try StaffRegister.find("dr.a", db) }
            #expect(staff?.registrationNumber == "A-7")
            let second = try new("dr.b", "A-7")
            #expect(throws: Problem.self) {
                try clinic.store.write { db in _ = try StaffRegister.add(second, at: now, db) }
            }
            #expect(throws: Problem.self) { try new("dr.c", String(repeating: "7", count: 41)) }
        }
    }
}

extension TestClinic {
    fileprivate func paper(_ encounter: String, _ query: String = "") -> Response {
        send(.get, "/consultation/encounters/\(encounter)/prescription" + query, as: .role(.doctor))
    }
}
