import Clinic
import Foundation
import HTTP
import Testing
import Vocabulary

/// Writing down what was measured, by REST.
@Suite struct MeasurementTests {
    @Test func whatIsMeasuredIsKeptAsItWasReadAndColoured() throws {
        try TestClinic.open { clinic in
            let visit = clinic.receive()
            let answer = clinic.measure(
                visit,
                """
                "weight":58.20,"height":"152.5","temperature":38.5,"pulse":"৮৮","systolic":150,"diastolic":95,
                "spo2":97,"respiratoryRate":18,"glucose":6.5,"glucoseTiming":"fasting","pregnancy":"not-pregnant"
                """)
            #expect(answer.status == .created, "\(answer.text)")
            #expect(answer.json["observations"]?.array?.count == 9)
            #expect(answer.observation("WEIGHT")?["value"]?.number == "58.20", "its precision too")
            #expect(answer.observation("WEIGHT")?["unit"]?.string == "kg")
            #expect(answer.observation("PULSE")?["value"]?.number == "88")
            #expect(answer.observation("TEMP")?["category"]?.string == "fever")
            #expect(answer.observation("TEMP")?["label"]?["bn"]?.string == "জ্বর")
            #expect(answer.observation("TEMP")?["colour"]?.string == "none")
            #expect(answer.observation("BP_SYS")?["loinc"]?.string == "8480-6")
            #expect(answer.observation("GLU_FASTING")?["category"]?.string == "ifg")
            #expect(answer.observation("WEIGHT")?["colour"]?.isNull == true)
            #expect(answer.json["bmi"]?["value"]?.number == "25.0")
            #expect(answer.json["bmi"]?["category"]?.string == "overweight")
            #expect(answer.json["colour"]?.string == "none")
            let kept = clinic.send(.get, "/api/visits/\(visit.id)/observations", as: .role(.doctor))
            #expect(kept.json["observations"]?.array?.count == 9)
            let known = clinic.send(.get, "/api/patients/\(visit.patient)/observations", as: .role(.doctor))
            #expect(known.observation("TEMP")?["value"]?.number == "38.5")
        }
    }

    @Test(arguments: [
        (#""weight":0"#, "weight"), (#""weight":"০""#, "weight"), (#""weight":-60"#, "weight"),
        (#""temperature":370"#, "temperature"),
        (#""temperature":98.6"#, "temperature"), (#""systolic":80,"diastolic":120"#, "systolic"),
        (#""systolic":90,"diastolic":90"#, "systolic"), (#""systolic":120"#, "diastolic"),
        (#""diastolic":80"#, "systolic"),
        (#""systolic":120,"diastolic":0"#, "diastolic"), (#""pulse":72.5"#, "pulse"), (#""weight":60.123"#, "weight"),
        (#""weight":6e1"#, "weight"), (#""weight":"heavy""#, "weight"), (#""weight":"<script>""#, "weight"),
        (#""weight":true"#, "weight"), (#""weight":[60]"#, "weight"), (#""weight":{"value":60}"#, "weight"),
        (#""weight":999999999999999999999999999999"#, "weight"), (#""spo2":101"#, "spo2"),
        (#""height":15.25"#, "height"),
        (#""glucose":6,"glucoseTiming":"midnight""#, "glucoseTiming"),
        (#""pulse":72,"pregnancy":"maybe""#, "pregnancy"),
        (#""pulse":72,"complete":"yes""#, "complete"), (#""pulse":72,"bmi":22"#, "bmi"), ("", "weight"),
        (#""weight":null"#, "weight"),
        (#""weight":"   ""#, "weight"),
    ])
    func aBadReadingIsNamedAndNothingIsWritten(_ members: String, _ field: String) throws {
        try TestClinic.open { clinic in
            let visit = clinic.receive()
            clinic.bringToScreening(visit)
            let answer = clinic.measure(visit, members)
            #expect(answer.status == .unprocessableContent, "\(answer.text)")
            #expect(answer.badFields.contains(field), "\(answer.text)")
            try #expect(clinic.count("SELECT count(*) FROM observation_set") == 0)
            #expect(clinic.place(of: visit) == "screening serving", "and nobody was sent on")
        }
    }

    @Test func aRefusalSaysWhatIsPossibleInBothLanguages() throws {
        try TestClinic.open { clinic in
            let visit = clinic.receive()
            let answer = clinic.send(
                .post, "/api/visits/\(visit.id)/observations", as: .role(.paramedic),
                json: #"{"temperature":370,"weight":0}"#, headers: [("Accept-Language", "bn")])
            #expect(Set(answer.badFields) == ["weight", "temperature"])
            #expect(answer.text.contains("৩০.০ থেকে ৪৩.০ °C হতে পারে"))
            let english = clinic.send(
                .post, "/api/visits/\(visit.id)/observations", as: .role(.paramedic), json: #"{"weight":0}"#,
                headers: [("Accept-Language", "en")])
            #expect(english.text.contains("Body weight: possible is 15 to 300 kg"))
        }
    }

    @Test func whatIsUnusualIsKeptOnceItWasMeasuredAgain() throws {
        try TestClinic.open { clinic in
            let visit = clinic.receive()
            let first = clinic.measure(visit, #""weight":155,"pulse":72"#)
            #expect(first.badFields == ["weight"])
            #expect(first.json["unusual"]?.string == "weight")
            let again = clinic.measure(visit, #""weight":155,"pulse":72,"confirmed":true"#)
            #expect(again.status == .created)
            let impossible = clinic.measure(visit, #""weight":301,"confirmed":true"#)
            #expect(impossible.badFields == ["weight"], "no tick makes it possible")
            #expect(impossible.json["unusual"] == nil)
        }
    }

    @Test(arguments: [
        (#""systolic":120,"diastolic":106"#, "systolic"), (#""systolic":200,"diastolic":70"#, "systolic"),
        (#""weight":50"#, "weight"), (#""weight":62.0"#, "weight"), (#""height":150"#, "height"),
        (#""height":158.1"#, "height"),
    ])
    func whatDoesNotFitTheOtherValuesAsksForASecondLook(_ members: String, _ field: String) throws {
        try TestClinic.open { clinic in
            let visit = clinic.receive(TestClinic.man)
            clinic.measure(visit, #""weight":56,"height":155,"complete":false"#)
            clinic.clock.advance(seconds: 600)
            let answer = clinic.measure(visit, members)
            #expect(answer.badFields == [field], "\(answer.text)")
            #expect(answer.json["unusual"]?.string == field)
            #expect(clinic.measure(visit, members + #","confirmed":true"#).status == .created)
        }
    }

    @Test func noTickPutsTheLowerNumberAboveTheUpper() throws {
        try TestClinic.open { clinic in
            let visit = clinic.receive()
            for confirmed in [true, false] {
                let answer = clinic.measure(
                    visit, #""systolic":78,"diastolic":80,"confirmed":\#(confirmed)"#)
                #expect(answer.badFields == ["systolic"])
                #expect(answer.json["unusual"] == nil)
            }
        }
    }

    @Test func aTenthOfWeightAndThreeCentimetresAreWithinBounds() throws {
        try TestClinic.open { clinic in
            let visit = clinic.receive(TestClinic.man)
            clinic.measure(visit, #""weight":56,"height":155"#)
            clinic.clock.advance(seconds: 600)
            #expect(clinic.measure(visit, #""weight":61.6,"height":158"#).status == .created)
        }
    }

    @Test func aPregnancyChangesWeight() throws {
        try TestClinic.open { clinic in
            let visit = clinic.receive()
            clinic.measure(visit, #""weight":50,"pregnancy":"pregnant""#)
            clinic.clock.advance(seconds: 600)
            #expect(clinic.measure(visit, #""weight":60,"pregnancy":"pregnant""#).status == .created)
        }
    }

    @Test(arguments: [
        (TestClinic.man, "pregnant"), (#""name":"Mina","sex":"female","age":9"#, "pregnant"),
        (#""name":"Mina","sex":"female","birthDate":"1960-01-01""#, "postpartum"),
    ])
    func whoCannotBePregnantIsNot(_ identity: String, _ status: String) throws {
        try TestClinic.open { clinic in
            let visit = clinic.receive(identity)
            let answer = clinic.measure(visit, #""temperature":37.0,"pregnancy":"\#(status)""#)
            #expect(answer.badFields == ["pregnancy"])
            #expect(clinic.measure(visit, #""temperature":37.0"#).status == .created)
            try #expect(clinic.count("SELECT count(*) FROM observation_set WHERE pregnancy = 'not-pregnant'") == 1)
        }
    }

    @Test func theSamePressureIsRedInAPregnancy() throws {
        try TestClinic.open { clinic in
            let body = #""systolic":165,"diastolic":100,"pregnancy":"#
            let pregnant = clinic.measure(clinic.receive(), body + #""pregnant""#)
            #expect(pregnant.observation("BP_SYS")?["colour"]?.string == "red")
            #expect(pregnant.json["colour"]?.string == "red")
            #expect(clinic.measure(clinic.receive(), body + #""not-pregnant""#).json["colour"]?.string == "yellow")
        }
    }

    @Test func whatWasSaidOfAPregnancyHoldsForTheVisit() throws {
        try TestClinic.open { clinic in
            let visit = clinic.receive()
            clinic.measure(visit, #""weight":60,"pregnancy":"pregnant","complete":false"#)
            let later = clinic.measure(visit, #""systolic":165,"diastolic":100"#)
            #expect(later.observation("BP_SYS")?["colour"]?.string == "red")
        }
    }

    @Test func theBodyMassIndexIsForAdultsWhoAreNotPregnant() throws {
        try TestClinic.open { clinic in
            let body = #""weight":45,"height":150"#
            #expect(clinic.measure(clinic.receive(TestClinic.man), body).json["bmi"]?["value"]?.number == "20.0")
            let child = clinic.receive(#""name":"Mina","sex":"female","birthDate":"2012-01-01""#)
            #expect(clinic.measure(child, body).json["bmi"]?.isNull == true)
            let pregnant = clinic.measure(clinic.receive(), body + #","pregnancy":"pregnant""#)
            #expect(pregnant.json["bmi"]?.isNull == true)
        }
    }

    @Test func aHeightMeasuredEarlierInTheVisitIsUsed() throws {
        try TestClinic.open { clinic in
            let visit = clinic.receive(TestClinic.man)
            clinic.measure(visit, #""height":150,"complete":false"#)
            clinic.clock.advance(seconds: 60)
            #expect(clinic.measure(visit, #""weight":45"#).json["bmi"]?["value"]?.number == "20.0")
        }
    }

    /// L32: one tap is one set, however often it arrives.
    @Test func aRetryWritesNothingTwice() throws {
        try TestClinic.open { clinic in
            let visit = clinic.receive()
            clinic.bringToScreening(visit)
            let first = clinic.measure(visit, #""pulse":72"#, key: "measure-0001")
            let again = clinic.measure(visit, #""pulse":72"#, key: "measure-0001")
            #expect(first.status == .created)
            #expect(again.text == first.text)
            try #expect(clinic.count("SELECT count(*) FROM observation") == 1)
            #expect(clinic.place(of: visit) == "consultation waiting")
        }
    }

    @Test func whoIsDoneGoesOnAndWhoIsNotStays() throws {
        try TestClinic.open { clinic in
            let visit = clinic.receive()
            clinic.bringToScreening(visit)
            clinic.measure(visit, #""pulse":72,"complete":false"#)
            #expect(clinic.place(of: visit) == "screening serving")
            clinic.clock.advance(seconds: 60)
            clinic.measure(visit, #""spo2":98"#)
            #expect(clinic.place(of: visit) == "consultation waiting")
            clinic.clock.advance(seconds: 60)
            #expect(clinic.measure(visit, #""pulse":76"#).status == .created, "measured again elsewhere")
            #expect(clinic.place(of: visit) == "consultation waiting")
        }
    }

    @Test func nobodyAndThePastAreNotMeasured() throws {
        try TestClinic.open(clock: TestClock(TestClinic.evening)) { clinic in
            let nobody = clinic.receive("")
            #expect(clinic.measure(nobody, #""pulse":72"#).json["type"]?.string == "/problems/visit-without-patient")
            let unknown = TestVisit(id: nobody.token, patient: "", entry: "", token: "")
            #expect(clinic.measure(unknown, #""pulse":72"#).status == .notFound)
            #expect(
                clinic.send(.get, "/api/visits/\(nobody.token)/observations", as: .role(.doctor)).status == .notFound)
            let voided = clinic.receive()
            clinic.send(.post, "/api/tokens/\(voided.token)/void", json: #"{"reason":"mistake"}"#)
            #expect(clinic.measure(voided, #""pulse":72"#).status == .conflict)
            let yesterday = clinic.receive()
            clinic.clock.advance(seconds: TestClinic.overnight)
            #expect(clinic.measure(yesterday, #""pulse":72"#).status == .conflict)
            try #expect(clinic.count("SELECT count(*) FROM observation_set") == 0)
        }
    }

    @Test func onlyWhoScreensWritesAndOnlyWhoTreatsReads() throws {
        try TestClinic.open { clinic in
            let visit = clinic.receive()
            for role in Role.allCases {
                let writes = [.paramedic, .clinicalAssistant, .manager].contains(role)
                let status = clinic.measure(visit, #""pulse":72"#, as: role).status
                #expect(status == (writes ? .created : .forbidden), "\(role)")
                let reads = ![.receptionist, .cashier, .administrator].contains(role)
                let seen = clinic.send(.get, "/api/patients/\(visit.patient)/observations", as: .role(role)).status
                #expect(seen == (reads ? .ok : .forbidden), "\(role)")
            }
        }
    }

    @Test func whatIsAnsweredIsWhatIsDescribed() throws {
        try TestClinic.open { clinic in
            let document = clinic.send(.get, "/openapi.json", as: .nobody).json
            let visit = clinic.receive()
            let written = clinic.measure(visit, #""pulse":155,"weight":60,"height":150"#)
            let id = written.observation("PULSE")?["id"]?.string ?? ""
            let amended = clinic.send(
                .post, "/api/observations/\(id)/amendments", as: .role(.paramedic),
                json: #"{"value":85,"reason":"misread"}"#)
            let listed = clinic.send(.get, "/api/visits/\(visit.id)/observations", as: .role(.doctor))
            let answers: [(String, String, Response, String)] = [
                ("/api/visits/{visit}/observations", "post", written, "201"),
                ("/api/visits/{visit}/observations", "get", listed, "200"),
                ("/api/observations/{observation}/amendments", "post", amended, "201"),
            ]
            for (path, method, answer, status) in answers {
                let responses = document["paths"]?[path]?[method]?["responses"]
                let schema = try #require(responses?[status]?["content"]?["application/json"]?["schema"])
                #expect(OpenAPITests.disagreements(answer.json, schema, at: path) == [])
            }
        }
    }
}
