import Clinic
import HTTP
import Testing
import Vocabulary

@Suite struct OpenAPITests {
    @Test func theDocumentHasEveryRESTRouteAndNoPage() throws {
        try TestClinic.open { clinic in
            let paths = try #require(clinic.send(.get, "/openapi.json", as: .nobody).json["paths"]?.object)
            let listed = Set(paths.flatMap { path in (path.value.object ?? []).map { $0.name + " " + path.name } })
            let expected = Set(
                clinic.app.routes.filter { $0.isREST }.map { route in
                    route.method.rawValue.lowercased() + " "
                        + route.pattern.replacing(/:(\w+)/) { "{\($0.1)}" }
                })
            #expect(listed == expected)
            #expect(listed.contains("post /api/tokens"))
            #expect(!listed.contains { $0.contains("/reception") })
        }
    }

    @Test func whatIsAnsweredIsWhatIsDescribed() throws {
        try TestClinic.open { clinic in
            let document = clinic.send(.get, "/openapi.json", as: .nobody).json
            let token = clinic.send(
                .post, "/api/tokens", json: #"{"service":"general","name":"Rahima","age":3,"phone":"01711223344"}"#)
            clinic.send(.post, "/api/queues/registration/next", json: #"{"room":"counter-1"}"#)
            let answers: [(String, String, Response, String)] = [
                ("/api/tokens", "post", token, "201"), ("/api/tokens", "get", clinic.send(.get, "/api/tokens"), "200"),
                ("/api/queues/{stage}", "get", clinic.send(.get, "/api/queues/registration"), "200"),
                ("/api/display", "get", clinic.send(.get, "/api/display", as: .display), "200"),
                ("/api/displays", "get", clinic.send(.get, "/api/displays"), "200"),
                (
                    "/api/patients/search", "post", clinic.send(.post, "/api/patients/search", json: #"{"q":"rah"}"#),
                    "200"
                ),
                ("/health", "get", clinic.send(.get, "/health"), "200"),
            ]
            for (path, method, answer, status) in answers {
                let schema = try #require(
                    document["paths"]?[path]?[method]?["responses"]?[status]?["content"]?["application/json"]?["schema"]
                )
                #expect(Self.disagreements(answer.json, schema, at: path) == [])
            }
        }
    }

    @Test func everyStatusOfARouteIsNamed() throws {
        try TestClinic.open { clinic in
            let document = clinic.send(.get, "/openapi.json", as: .nobody).json
            let refusals: [(String, String, [String])] = [
                ("/health", "get", ["200"]), ("/api/sessions", "post", ["201", "403", "409", "422", "429"]),
                ("/api/queues/{stage}", "get", ["200", "304", "401", "403", "404", "422", "429", "503"]),
                ("/api/tokens", "post", ["201", "400", "401", "403", "409", "412", "413", "415", "422", "503", "507"]),
                ("/api/staff/{staff}/shifts/{shift}", "delete", ["204", "401", "403", "404", "409"]),
            ]
            for (path, method, expected) in refusals {
                let answers = document["paths"]?[path]?[method]?["responses"]?.object?.map(\.name) ?? []
                #expect(Set(expected).isSubset(of: answers), "\(method) \(path) names \(answers)")
                #expect(!answers.contains("default"))
            }
            #expect(document["paths"]?["/health"]?["get"]?["responses"]?.object?.count == 1)
        }
    }

    @Test func everyRefusalThatIsNamedIsDescribed() throws {
        try TestClinic.open { clinic in
            let document = clinic.send(.get, "/openapi.json", as: .nobody).json
            let described = document["components"]?["responses"]?.object ?? []
            for route in clinic.app.routes where route.isREST {
                for status in route.refusals {
                    let answer = described.first { $0.name == String(status.rawValue) }?.value
                    #expect(answer?["content"]?["application/problem+json"] != nil, "\(route.label) \(status.rawValue)")
                }
            }
            let waits = document["paths"]?["/api/queues/{stage}"]?["get"]?["parameters"]?.array?.compactMap {
                $0["$ref"]?.string
            }
            #expect(waits == ["#/components/parameters/wait"])
        }
    }

    @Test func whatIsNeededHasToSaySomething() throws {
        try TestClinic.open { clinic in
            let document = clinic.send(.get, "/openapi.json", as: .nobody).json
            let void = document["paths"]?["/api/tokens/{token}/void"]?["post"]?["requestBody"]?["content"]
            let reason = void?["application/json"]?["schema"]?["properties"]?["reason"]?["pattern"]?.string
            let pattern = try Regex(try #require(reason))
            #expect("left".contains(pattern) && "চলে গেছেন".contains(pattern))
            for text in ["", "  ", "a\u{7}b"] { #expect(!text.contains(pattern)) }
        }
    }

    @Test func aDisagreementWouldBeSeen() throws {
        let schema = try JSONParser.parse(
            Array(#"{"type":"object","properties":{"a":{"type":"integer"}},"required":["a"]}"#.utf8))
        for text in [#"{"a":"1"}"#, #"{}"#, #"{"a":1,"b":2}"#, #"[]"#] {
            let value = try JSONParser.parse(Array(text.utf8))
            #expect(Self.disagreements(value, schema, at: "") != [])
        }
    }

    /// The little of JSON Schema that our document uses.
    static func disagreements(_ value: JSONValue, _ schema: JSONValue, at path: String) -> [String] {
        let types = schema["type"]?.array?.compactMap(\.string) ?? [schema["type"]?.string ?? "?"]
        guard types.contains(type(of: value)) || types.contains("number") && type(of: value) == "integer" else {
            return ["\(path) is \(type(of: value)), not \(types)"]
        }
        if let words = schema["enum"]?.array, case .string(let word) = value.kind {
            return words.contains { $0.string == word } ? [] : ["\(path): \(word)"]
        }
        if let elements = value.array, let items = schema["items"] {
            return elements.enumerated().flatMap { disagreements($1, items, at: "\(path)[\($0)]") }
        }
        guard let members = value.object else { return [] }
        let known = schema["properties"]?.object ?? []
        let missing = (schema["required"]?.array ?? []).compactMap(\.string).filter { value[$0] == nil }
        let unknown = members.map(\.name).filter { name in !known.contains { $0.name == name } }
        return missing.map { "\(path).\($0) is missing" } + unknown.map { "\(path).\($0) is not described" }
            + members.flatMap { member in
                known.first { $0.name == member.name }.map {
                    disagreements(member.value, $0.value, at: path + "." + member.name)
                } ?? []
            }
    }

    private static func type(of value: JSONValue) -> String {
        switch value.kind {
        case .null: "null"
        case .bool: "boolean"
        case .number(let text): text.contains(".") ? "number" : "integer"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}
