import Clinic
import HTTP
import Testing
import Vocabulary

/// What a tired person or a hostile program may send to the counter: a precise refusal, and nothing is written.
@Suite struct RegistrationInputTests {
    static let long = String(repeating: "র", count: 10_000)
    static let digits = String(repeating: "9", count: 10_000)

    @Test(arguments: [
        (#"{"sex":"female"}"#, "name"), (#"{"name":"Rahima"}"#, "sex"), (#"{"name":"Rahima","sex":""}"#, "sex"),
        (#"{"name":"Rahima","sex":"f"}"#, "sex"), (#"{"name":"\#(long)","sex":"female"}"#, "name"),
        (#"{"name":"Rahima","secondName":"Rohima","sex":"female"}"#, "secondName"),
        (#"{"name":"Rahima","sex":"female","birthDate":"2026-11-22"}"#, "birthDate"),
        (#"{"name":"Rahima","sex":"female","birthDate":"1990-02-30"}"#, "birthDate"),
        (#"{"name":"Rahima","sex":"female","birthDate":"1895-11-21"}"#, "birthDate"),
        (#"{"name":"Rahima","sex":"female","birthDate":"0001-01-01"}"#, "birthDate"),
        (#"{"name":"Rahima","sex":"female","birthDate":"1990-02-27","age":36}"#, "age"),
        (#"{"name":"Rahima","sex":"female","age":131}"#, "age"),
        (#"{"name":"Rahima","sex":"female","phone":"12"}"#, "phone"),
        (#"{"name":"Rahima","sex":"female","nationalId":"12345678901"}"#, "nationalId"),
        (#"{"name":"Rahima","sex":"female","nationalId":1234567890}"#, "nationalId"),
        (#"{"name":"Rahima","sex":"female","nationalId":"\#(digits)"}"#, "nationalId"),
        (#"{"name":"Rahima","sex":"female","birthRegistrationNumber":"1234567890"}"#, "birthRegistrationNumber"),
        (#"{"name":"Rahima","sex":"female","healthId":"98111122224"}"#, "healthId"),
        (#"{"name":"Rahima","sex":"female","healthId":"88111122225"}"#, "healthId"),
        (#"{"name":"Rahima","sex":"female","fatherName":"123"}"#, "fatherName"),
        (#"{"name":"Rahima","sex":"female","spouseName":"\#(long)"}"#, "spouseName"),
        (#"{"name":"Rahima","sex":"female","upazila":"3026250"}"#, "upazila"),
        (#"{"name":"Rahima","sex":"female","upazila":"99999999"}"#, "upazila"),
        (#"{"name":"Rahima","sex":"female","upazila":"30260022"}"#, "upazila"),
        (#"{"name":"Rahima","sex":"female","upazila":"30262507","division":"20"}"#, "division"),
        (#"{"name":"Rahima","sex":"female","upazila":"30262507","district":"3033"}"#, "district"),
        (#"{"name":"Rahima","sex":"female","upazila":"30262507","cityCorporation":"302620"}"#, "cityCorporation"),
        (#"{"name":"Rahima","sex":"female","upazila":"30260014","cityCorporation":"302620"}"#, "cityCorporation"),
        (#"{"name":"Rahima","sex":"female","district":"3026"}"#, "upazila"),
        (#"{"name":"Rahima","sex":"female","addressLine":"\#(long)"}"#, "addressLine"),
        (#"{"name":"Rahima","sex":"female","version":0}"#, "version"),
        (#"{"name":"Rahima","sex":"female","complete":"yes"}"#, "complete"),
        (#"{"name":"Rahima","sex":"female","patientId":"7"}"#, "patientId"),
        (#"{"name":"Rahima","sex":"female","place":"Banani"}"#, "place"),
        (#"{"name":"Rahima","sex":"female","cardNumber":"AALO-00001"}"#, "cardNumber"),
    ])
    func aBadFieldIsNamed(_ json: String, _ field: String) throws {
        try TestClinic.open { clinic in
            let answer = clinic.register(clinic.visit(), json)
            #expect(answer.status == .unprocessableContent)
            #expect(answer.badFields.contains(field), "\(answer.text)")
            try #expect(clinic.count("SELECT count(*) FROM patient") == 0)
            try #expect(clinic.count("SELECT count(*) FROM charge") == 0)
            #expect(clinic.serials("registration", "serving") == [1])
        }
    }

    /// L23: the database decides whose a number is, and says whose.
    @Test(arguments: [
        ("nationalId", "1234567890"), ("birthRegistrationNumber", "19901234567890123"), ("healthId", "98111122225"),
    ])
    func aNumberIsOnePersons(_ field: String, _ number: String) throws {
        try TestClinic.open { clinic in
            let (id, _) = clinic.patient(#","\#(field)":"\#(number)""#)
            let visit = clinic.visit()
            let body = #"{"name":"Salma","sex":"female","\#(field)":"\#(number)"}"#
            let refused = clinic.register(visit, body)
            #expect(refused.status == .conflict)
            #expect(refused.badFields == [field])
            #expect(refused.json["errors"]?.array?.first?["detail"]?.string == "This number is Rahima Begum's")
            #expect(refused.json[field + "Holder"]?.string == id)
            try #expect(clinic.count("SELECT count(*) FROM patient") == 1)
            let bangla = clinic.send(
                .put, "/api/visits/\(visit)/registration", json: body, headers: [("Accept-Language", "bn")])
            #expect(bangla.json["errors"]?.array?.first?["detail"]?.string == "এই নম্বরটি Rahima Begum এর")
            #expect(
                clinic.register(visit, #"{"name":"Salma","sex":"female"}"#).status == .ok, "without it, it is taken")
            let late = clinic.register(
                visit, #"{"name":"Salma","sex":"female","version":1,"\#(field)":"\#(number)"}"#)
            #expect(late.badFields == [field], "nor can it be corrected into a record")
            try #expect(
                clinic.count("SELECT count(*) FROM patient_revision") == 0, "a refused correction leaves nothing")
        }
    }

    @Test func everyTakenNumberIsNamedAtOnce() throws {
        try TestClinic.open { clinic in
            let (one, _) = clinic.patient(#","nationalId":"1234567890""#)
            let (two, _) = clinic.patient(#","healthId":"98111122225""#, name: "Salma")
            let answer = clinic.register(
                clinic.visit(),
                #"{"name":"Karima","sex":"female","nationalId":"1234567890","healthId":"98111122225"}"#)
            #expect(Set(answer.badFields) == ["nationalId", "healthId"])
            #expect(answer.json["nationalIdHolder"]?.string == one)
            #expect(answer.json["healthIdHolder"]?.string == two)
        }
    }

    @Test func aFamilyMayShareAPhone() throws {
        try TestClinic.open { clinic in
            for name in ["Rahima", "Salma", "Karim", "Kamal", "Moyna", "Rina"] {
                let (_, answer) = clinic.patient(#","phone":"01711223344""#, name: name)
                #expect(answer.status == .ok, "L25")
            }
            let found = clinic.send(.post, "/api/patients/search", json: #"{"q":"01711223344"}"#)
            #expect(found.json["patients"]?.array?.count == 6)
        }
    }
}
