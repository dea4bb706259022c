import Clinic
import GRDB
import HTTP
import Storage
import Testing
import Vocabulary

@Suite struct RegistrationRoutesTests {
    static let everything = """
        {"name":"রহিমা বেগম","secondName":"Rahima Begum","sex":"female","birthDate":"১৯৯০-০২-২৭",
         "phone":"+৮৮০ ১৭১১-২২৩৩৪৪","nationalId":"১২৩৪৫ ৬৭৮৯০","birthRegistrationNumber":"19901234567890123",
         "healthId":"98111122225","fatherName":"আব্দুল করিম","motherName":"Salma","spouseName":"কামাল",
         "upazila":"30262507","division":"30","district":"3026","cityCorporation":"302625",
         "addressLine":"House 7, Karail"}
        """

    @Test func someoneNewIsWrittenDownInFull() throws {
        try TestClinic.open { clinic in
            let visit = clinic.visit()
            let answer = clinic.register(visit, Self.everything)
            #expect(answer.status == .ok, "\(answer.text)")
            let id = answer.json["id"]?.string ?? ""
            for json in [answer.json, clinic.send(.get, "/api/patients/\(id)").json] {
                #expect(json["nameBangla"]?.string == "রহিমা বেগম")
                #expect(json["nameEnglish"]?.string == "Rahima Begum")
                #expect(json["birthDate"]?.string == "1990-02-27", "L28")
                #expect(json["phone"]?.string == "01711223344")
                #expect(json["nationalId"]?.string == "1234567890")
                #expect(json["birthRegistrationNumber"]?.string == "19901234567890123")
                #expect(json["healthId"]?.string == "98111122225")
                #expect(json["relations"]?["fatherName"]?.string == "আব্দুল করিম")
                #expect(json["relations"]?["motherName"]?.string == "Salma")
                #expect(json["relations"]?["spouseName"]?.string == "কামাল")
                #expect(json["address"]?["division"]?.string == "30")
                #expect(json["address"]?["district"]?.string == "3026")
                #expect(json["address"]?["cityCorporation"]?.string == "302625")
                #expect(json["address"]?["upazila"]?.string == "30262507")
                #expect(
                    json["address"]?["words"]?["bn"]?.string
                        == "House 7, Karail, বনানী, ঢাকা উত্তর সিটি কর্পোরেশন, ঢাকা")
                #expect(json["version"]?.integer == 1)
            }
            #expect(clinic.serials("screening", "waiting") == [1], "and the token went on")
        }
    }

    @Test func aNameAndASexAreEnough() throws {
        try TestClinic.open { clinic in
            let visit = clinic.visit()
            let answer = clinic.register(visit, #"{"name":"Rahima","sex":"unknown","complete":false}"#)
            #expect(answer.status == .ok)
            #expect(answer.json["address"]?.object == nil)
            #expect(clinic.serials("registration", "serving") == [1], "saved, and still here")
            let again = clinic.register(visit, #"{"name":"Rahima","sex":"female","age":0,"version":1}"#)
            #expect(again.json["age"]?["value"]?.integer == 0, "L30: zero is a value")
            #expect(clinic.serials("screening", "waiting") == [1])
        }
    }

    @Test func whoIsNotServedStaysInLine() throws {
        try TestClinic.open { clinic in
            let answer = clinic.register(clinic.visit(isServed: false), #"{"name":"Rahima","sex":"female"}"#)
            #expect(answer.status == .ok)
            #expect(clinic.serials("registration", "waiting") == [1])
        }
    }

    /// L13.
    @Test func aRetriedRegistrationIsOnePatientAndOneCharge() throws {
        try TestClinic.open { clinic in
            let visit = clinic.visit()
            let first = clinic.register(visit, Self.everything, key: "tap-00000001")
            let again = clinic.register(visit, Self.everything, key: "tap-00000001")
            #expect(again.text == first.text)
            try #expect(clinic.count("SELECT count(*) FROM patient") == 1)
            try #expect(clinic.count("SELECT count(*) FROM charge WHERE code = 'REG-NEW'") == 1)
        }
    }

    @Test func aCorrectionKeepsWhatWasWrittenBefore() throws {
        try TestClinic.open { clinic in
            let visit = clinic.visit()
            clinic.register(visit, Self.everything.replacing("\"sex\"", with: "\"complete\":false,\"sex\""))
            let body = #"{"name":"Rahima Khatun","sex":"female","age":36,"version":1,"fatherName":"Karim"}"#
            let corrected = clinic.register(visit, body)
            #expect(corrected.json["version"]?.integer == 2)
            #expect(corrected.json["nameEnglish"]?.string == "Rahima Khatun")
            #expect(corrected.json["nationalId"]?.string == nil, "what is left out is not known")
            #expect(corrected.json["relations"]?["fatherName"]?.string == "Karim")
            let kept = """
                SELECT count(*) FROM patient_revision JOIN staff ON staff.id = staff_id WHERE version = 1
                AND json_extract(before, '$.name_bn') = 'রহিমা বেগম' AND opened(national_id_sealed,
                    'patient_revision.national_id', patient_id || '/' || version) = '1234567890'
                AND json_extract(before, '$.related_person[0].name_bn') = 'আব্দুল করিম'
                AND json_extract(before, '$.address[0].upazila') = '30262507' AND user_name = 'receptionist'
                """
            try #expect(clinic.count(kept) == 1)
            let search = clinic.send(.post, "/api/patients/search", json: #"{"q":"khatun"}"#)
            #expect(search.json["patients"]?.array?.count == 1, "the corrected name is found")
        }
    }

    @Test func sayingTheSameAgainIsNoCorrection() throws {
        try TestClinic.open { clinic in
            let visit = clinic.visit()
            let body = #"{"name":"Rahima","sex":"female","age":34,"complete":false"#
            clinic.register(visit, body + "}")
            let again = clinic.register(visit, body + #","version":1}"#)
            #expect(again.json["version"]?.integer == 1)
            try #expect(clinic.count("SELECT count(*) FROM patient_revision") == 0)
        }
    }

    /// An age that still fits is no new estimate: otherwise everybody would stay as old as on their last visit.
    @Test func anEstimatedAgeThatStillFitsKeepsItsDay() throws {
        try TestClinic.open { clinic in
            let (id, _) = clinic.patient(#","age":34"#)
            clinic.clock.advance(seconds: 400 * 86_400)
            try clinic.store.write { db in
                try db.execute(sql: "UPDATE session SET expires_at = expires_at + 40000000000")
            }
            let visit = clinic.visit(#","patientId":"\#(id)""#)
            let same = clinic.register(
                visit, #"{"name":"Rahima Begum","sex":"female","age":35,"version":1,"complete":false}"#)
            #expect(same.json["version"]?.integer == 1, "\(same.text)")
            try #expect(clinic.count("SELECT age_value FROM patient") == 34)
            let other = clinic.register(visit, #"{"name":"Rahima Begum","sex":"female","age":40,"version":1}"#)
            #expect(other.json["age"]?["value"]?.integer == 40)
            try #expect(clinic.count("SELECT age_value FROM patient WHERE age_on = '2027-12-26'") == 40)
        }
    }

    /// L29: nobody overwrites what they have not seen.
    @Test(arguments: [#""version":1"#, #""addressLine":"no version""#])
    func aSecondDeskWithAnOldStateIsRefusedWithTheFreshOne(_ stale: String) throws {
        try TestClinic.open { clinic in
            let visit = clinic.visit()
            clinic.register(visit, #"{"name":"Rahima","sex":"female","complete":false}"#)
            clinic.register(visit, #"{"name":"Rahima Begum","sex":"female","version":1,"complete":false}"#)
            let late = clinic.register(visit, #"{"name":"Rohima","sex":"female",\#(stale)}"#, as: .manager)
            #expect(late.status == .conflict)
            #expect(late.json["type"]?.string == "/problems/patient-changed")
            #expect(late.json["version"]?.integer == 2)
            #expect(late.json["name"]?.string == "Rahima Begum")
            try #expect(clinic.count("SELECT count(*) FROM patient WHERE name_en = 'Rahima Begum'") == 1)
            #expect(clinic.serials("registration", "serving") == [1])
        }
    }

    @Test func theWrongPersonsFormIsRefused() throws {
        try TestClinic.open { clinic in
            let (other, _) = clinic.patient(name: "Salma")
            let (id, _) = clinic.patient(name: "Rahima")
            let visit = clinic.visit(#","patientId":"\#(id)""#)
            let body = #"{"name":"Salma","sex":"female","version":1,"patientId":"\#(other)"}"#
            #expect(clinic.register(visit, body).status == .conflict)
            let detached = clinic.register(clinic.visit(), #"{"name":"Salma","sex":"female","version":1}"#)
            #expect(detached.json["type"]?.string == "/problems/nobody-attached")
        }
    }

    @Test func someoneKnownIsAttachedByAnyNumber() throws {
        try TestClinic.open { clinic in
            let numbers = #","nationalId":"1234567890","healthId":"98111122225","phone":"01711223344""#
            let (id, _) = clinic.patient(numbers)
            for text in ["1234567890", "১২৩৪৫৬৭৮৯০", "98111122225", "3344", "rahima"] {
                let found = clinic.send(.post, "/api/patients/search", json: #"{"q":"\#(text)"}"#).json["patients"]
                #expect(found?.array?.first?["id"]?.string == id, "\(text)")
            }
            let visit = clinic.visit()
            let answer = clinic.send(.put, "/api/visits/\(visit)/patient", json: #"{"patientId":"\#(id)"}"#)
            #expect(answer.json["nationalId"]?.string == "1234567890")
            #expect(clinic.serials("screening", "waiting") == [1, 2])
        }
    }

    @Test func aVisitThatIsOverIsNotRegistered() throws {
        try TestClinic.open { clinic in
            let token = clinic.send(.post, "/api/tokens", json: #"{"service":"general"}"#).json
            let visit = token["visitId"]?.string ?? ""
            clinic.send(.post, "/api/tokens/\(token["id"]?.string ?? "")/void", json: #"{"reason":"mistake"}"#)
            let answer = clinic.register(visit, #"{"name":"Rahima","sex":"female"}"#)
            #expect(answer.status == .conflict)
            #expect(answer.json["type"]?.string == "/problems/token-closed")
            try #expect(clinic.count("SELECT count(*) FROM patient") == 0)
            #expect(clinic.page(visit).contains("এই টোকেনটি বাতিল"))
            let nowhere = "01a1fd42-eb7a-7f7a-a550-5053d45d018c"
            #expect(clinic.register(nowhere, #"{"name":"Rahima","sex":"female"}"#).status == .notFound)
        }
    }

    /// Whoever has been examined stays who they are in this visit.
    @Test func aVisitWithAnEncounterKeepsItsPatient() throws {
        try TestClinic.open { clinic in
            let (other, _) = clinic.patient(name: "Salma")
            let (id, _) = clinic.patient(name: "Rahima")
            let visit = clinic.visit(#","patientId":"\#(id)""#)
            try clinic.store.write { db in
                try db.execute(
                    sql: """
                        INSERT INTO encounter (id, visit_id, patient_id, practitioner_id, status, started_at)
                        SELECT '01a1fd42-eb7a-7f7a-a550-5053d45d018c', ?, ?, id, 'in-progress', 1 FROM staff LIMIT 1
                        """, arguments: [visit, id])
            }
            let answer = clinic.send(.put, "/api/visits/\(visit)/patient", json: #"{"patientId":"\#(other)"}"#)
            #expect(answer.status == .conflict)
            #expect(answer.json["type"]?.string == "/problems/visit-keeps-its-patient")
            let same = clinic.send(.put, "/api/visits/\(visit)/patient", json: #"{"patientId":"\#(id)"}"#)
            #expect(same.status == .ok)
        }
    }

    @Test func placesAreFoundInBothLanguages() throws {
        try TestClinic.open { clinic in
            func first(_ text: String) -> String? {
                let answer = clinic.send(.post, "/api/geography/search", json: #"{"q":"\#(text)"}"#)
                return answer.json["places"]?.array?.first?["words"]?["en"]?.string
            }
            #expect(first("বনা") == "Banani, Dhaka North City Corporation, Dhaka")
            #expect(first("dhamrai") == "Dhamrai, Dhaka")
            #expect(first("") == nil)
            #expect(first("xyzzy") == nil)
        }
    }
}
