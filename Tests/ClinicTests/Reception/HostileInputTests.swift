import Clinic
import HTTP
import Testing
import Vocabulary

/// What a tired person or a hostile program may send to the desk: a precise refusal, and nothing is written.
@Suite struct HostileInputTests {
    static let long = String(repeating: "র", count: 10_000)

    @Test(arguments: [
        (#"{"service":"general","name":"\#(long)"}"#, "name"),
        (#"{"service":"general","name":"12345"}"#, "name"),
        (#"{"service":"general","name":"a\u202Eb"}"#, "name"),
        (#"{"service":"general","name":"Rahima","age":-1}"#, "age"),
        (#"{"service":"general","name":"Rahima","age":131}"#, "age"),
        (#"{"service":"general","name":"Rahima","age":61,"ageUnit":"months"}"#, "age"),
        (#"{"service":"general","name":"Rahima","age":"34"}"#, "age"),
        (#"{"service":"general","name":"Rahima","age":3.5}"#, "age"),
        (#"{"service":"general","name":"Rahima","age":99999999999999999999}"#, "age"),
        (#"{"service":"general","name":"Rahima","age":3,"birthDate":"2023-01-01"}"#, "age"),
        (#"{"service":"general","name":"Rahima","birthDate":"2026-11-22"}"#, "birthDate"),
        (#"{"service":"general","name":"Rahima","birthDate":"2023-02-30"}"#, "birthDate"),
        (#"{"service":"general","name":"Rahima","birthDate":20230201}"#, "birthDate"),
        (#"{"service":"general","name":"Rahima","phone":"0171122334a"}"#, "phone"),
        (#"{"service":"general","name":"Rahima","phone":"01211223344"}"#, "phone"),
        (#"{"service":"general","phone":"01711223344"}"#, "name"),
        (#"{"service":"general","name":"Rahima","secondName":"Rohima"}"#, "secondName"),
        (#"{"service":"general","name":["Rahima"]}"#, "name"),
        (#"{"service":"general","name":{"first":"Rahima"}}"#, "name"),
        (#"{"service":"general","sex":"f"}"#, "sex"),
        (#"{"service":"general","priority":"first"}"#, "priority"),
        (#"{"service":"surgery"}"#, "service"),
        (#"{"service":7}"#, "service"),
        (#"{"service":null}"#, "service"),
        (#"{}"#, "service"),
        (#"{"service":"general","colour":"red"}"#, "colour"),
        (#"{"service":"general","patientId":"7"}"#, "patientId"),
        (#"{"service":"general","complaint":"\u0000"}"#, "complaint"),
    ])
    func aBadFieldIsNamed(_ json: String, _ field: String) throws {
        try TestClinic.open { clinic in
            let answer = clinic.send(.post, "/api/tokens", json: json)
            #expect(answer.status == .unprocessableContent)
            #expect(answer.badFields.contains(field), "\(answer.text)")
            try #expect(clinic.count("SELECT count(*) FROM token") == 0)
        }
    }

    @Test func allBadFieldsAreNamedAtOnceInTheLanguageAsked() throws {
        try TestClinic.open { clinic in
            let answer = clinic.send(
                .post, "/api/tokens", json: #"{"name":"Rahima","age":-1,"phone":"abc","x":1}"#,
                headers: [("Accept-Language", "bn-BD,bn;q=0.9,en;q=0.5")])
            #expect(Set(answer.badFields) == ["service", "age", "phone", "x"])
            #expect(answer.json["title"]?.string == "কিছু তথ্য ঠিক করতে হবে")
            #expect(answer[header: "Content-Language"] == "bn")
        }
    }

    @Test(arguments: [
        #"{"service":"general""#, #"{"service":"general",}"#, #"{"service":"general"} x"#, "[]", "7", "\"x\"", "",
        #"{"service":"general","service":"child"}"#, #"{"a":"\x"}"#, #"{"a":01}"#,
        String(repeating: "[", count: 10_000),
    ])
    func whatIsNoJSONObjectIsMalformed(_ json: String) throws {
        try TestClinic.open { clinic in
            let answer = clinic.send(.post, "/api/tokens", json: json)
            let expected: Status = json.isEmpty ? .unprocessableContent : .badRequest
            #expect(answer.status == expected, "\(answer.text)")
            try #expect(clinic.count("SELECT count(*) FROM token") == 0)
        }
    }

    @Test func invalidUTF8IsMalformed() throws {
        try TestClinic.open { clinic in
            var request = clinic.request(.post, "/api/tokens", json: "{}")
            request.body = .bytes(
                Array(#"{"service":"general","name":""#.utf8) + [0xC3, 0x28] + Array(#""}"#.utf8))
            #expect(clinic.send(request).status == .badRequest)
        }
    }

    @Test func anotherMediaTypeIsRefused() throws {
        try TestClinic.open { clinic in
            var request = clinic.request(
                .post, "/api/tokens", headers: [("Content-Type", "text/plain")])
            request.body = .bytes(Array(#"{"service":"general"}"#.utf8))
            #expect(clinic.send(request).status == .unsupportedMediaType)
        }
    }

    @Test(arguments: [
        ("/api/queues/surgery", Status.unprocessableContent), ("/api/tokens/7", .unprocessableContent),
        ("/api/tokens/01a1fd42-eb7a-7f7a-a550-5053d45d018c", .notFound), ("/api/nothing", .notFound),
        ("/api/tokens?limit=1", .unprocessableContent), ("/api/queues/%FF", .notFound),
        ("/api/queues/registration?wait=x", .unprocessableContent), ("/api/tokens?state=%FF", .badRequest),
    ])
    func whatIsNotThereIsSaidSo(_ target: String, _ status: Status) throws {
        try TestClinic.open { clinic in #expect(clinic.send(.get, target).status == status) }
    }

    @Test func aRefusedFormComesBackWithWhatWasTyped() throws {
        try TestClinic.open { clinic in
            let answer = clinic.send(
                .post, "/reception/tokens",
                form: ["service": "child", "name": "রহিমা", "phone": "abc", "age": "-1", "priority": "elderly"])
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains("error-summary"))
            #expect(answer.text.contains("value=\"রহিমা\""))
            #expect(answer.text.contains("value=\"abc\""))
            #expect(answer.text.contains("value=\"child\" checked"))
            #expect(answer.text.contains("value=\"elderly\" checked"))
            try #expect(clinic.count("SELECT count(*) FROM token") == 0)
        }
    }

    /// A refusal that only the writer can know (a birth date after the clinic's day) also comes back as the form.
    @Test func aFormTheWriterRefusedComesBackToo() throws {
        try TestClinic.open { clinic in
            let answer = clinic.send(
                .post, "/reception/tokens", form: ["service": "child", "name": "রহিমা", "birthDate": "2030-01-01"])
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains("এই দিনটি এখনো আসেনি"))
            #expect(answer.text.contains("value=\"2030-01-01\""))
        }
    }

    /// L42: what is typed is shown as it was typed, never as markup.
    @Test func markupInANameIsText() throws {
        try TestClinic.open { clinic in
            let name = #"<script>alert('x')</script>"#
            clinic.send(.post, "/reception/tokens", form: ["service": "child", "name": name])
            let page = clinic.send(.get, "/reception").text
            #expect(page.contains("&lt;script&gt;alert(&#39;x&#39;)"))
            #expect(!page.contains("<script>alert"))
        }
    }
}
