import HTTP
import Synchronization
import Vocabulary

/// The REST routes as an OpenAPI 3.1 document, derived from the routes themselves: what they read is what they say.
enum OpenAPI {
    /// The document of all routes there are so far.
    static func add(to routes: inout Routes) {
        let document = LazyDocument(routes.all)
        routes.constant("/openapi.json", "This document", AnswerDescription(.ok, .json)) { document.response }
    }

    static func document(_ routes: [Route]) -> [UInt8] {
        var json = JSONWriter(capacity: 64 * 1024)
        json.object { root in
            root.name("openapi")
            root.string("3.1.0")
            root.name("info")
            root.object { info in
                info.name("title")
                info.string("Aalo clinic server")
                info.name("version")
                info.string(Version.current)
            }
            root.name("paths")
            root.object { paths(&$0, routes.filter(\.isREST)) }
            root.name("components")
            root.object { components(&$0) }
        }
        return json.finish()
    }

    private static func paths(_ json: inout JSONWriter, _ routes: [Route]) {
        for pattern in Set(routes.map(\.pattern)).sorted() {
            json.name(template(pattern))
            json.object { path in
                for route in routes where route.pattern == pattern {
                    path.name(route.method.rawValue.lowercased())
                    operation(&path, route)
                }
            }
        }
    }

    /// "/api/queues/:stage" in OpenAPI's own way of writing it: "/api/queues/{stage}".
    private static func template(_ pattern: String) -> String {
        pattern.split(separator: "/", omittingEmptySubsequences: false)
            .map { $0.hasPrefix(":") ? "{\($0.dropFirst())}" : String($0) }.joined(separator: "/")
    }

    private static func operation(_ json: inout JSONWriter, _ route: Route) {
        let path = Set(route.parameterNames)
        let isBody = route.method != .get
        json.object { operation in
            operation.name("summary")
            operation.string(route.summary)
            operation.name("description")
            operation.string("For: " + callers(route.callers))
            operation.name("parameters")
            operation.array { list in
                for field in route.input where path.contains(field.name) || !isBody {
                    parameter(&list, field, isInPath: path.contains(field.name))
                }
                if isBody { reference(&list, "#/components/parameters/IdempotencyKey") }
            }
            let body = isBody ? route.input.filter { !path.contains($0.name) } : []
            if !body.isEmpty { requestBody(&operation, body) }
            operation.name("responses")
            operation.object { responses(&$0, route) }
            if !route.callers.isPublic { security(&operation, route.callers) }
        }
    }

    private static func callers(_ callers: Callers) -> String {
        if callers.isPublic { return "anyone" }
        let roles = Role.allCases.filter(callers.roles.contains).map(\.rawValue)
        let devices = Device.Kind.allCases.filter(callers.devices.contains).map { $0.rawValue + "s" }
        let scopes = Scope.allCases.filter(callers.scopes.contains).map { "programs with the scope " + $0.rawValue }
        return (roles + devices + scopes).joined(separator: ", ")
    }

    private static func parameter(_ json: inout JSONWriter, _ field: Fields.Described, isInPath: Bool) {
        json.object { parameter in
            parameter.name("name")
            parameter.string(field.name)
            parameter.name("in")
            parameter.string(isInPath ? "path" : "query")
            parameter.name("required")
            parameter.bool(isInPath || field.isRequired)
            parameter.name("schema")
            field.schema.write(to: &parameter)
        }
    }

    private static func requestBody(_ json: inout JSONWriter, _ fields: [Fields.Described]) {
        let members = fields.map {
            JSONSchema.Member(
                $0.name, isRequired: $0.isRequired, $0.isRequired ? $0.schema : .nullable($0.schema))
        }
        json.name("requestBody")
        json.object { body in
            body.name("required")
            body.bool(fields.contains(where: \.isRequired))
            content(
                &body, fields.contains { $0.upload != nil } ? .multipart : .json, JSONSchema.object(members))
        }
    }

    private static func responses(_ json: inout JSONWriter, _ route: Route) {
        json.name(String(route.answer.status.rawValue))
        json.object { response in
            response.name("description")
            response.string(route.answer.status.reason)
            if let type = route.answer.contentType { content(&response, type, route.answer.schema ?? .string()) }
        }
        json.name("default")
        reference(&json, "#/components/responses/Problem")
    }

    private static func content(_ json: inout JSONWriter, _ type: ContentType, _ schema: JSONSchema) {
        json.name("content")
        json.object { content in
            content.name(String(type.value.prefix { $0 != ";" }))
            content.object { media in
                media.name("schema")
                schema.write(to: &media)
            }
        }
    }

    private static func security(_ json: inout JSONWriter, _ callers: Callers) {
        json.name("security")
        json.array { list in
            if !callers.roles.isEmpty { requirement(&list, "session") }
            if !callers.devices.isEmpty { requirement(&list, "deviceKey") }
            // Any one of its scopes is enough: each is a requirement of its own (OpenAPI 3.1, security requirement).
            for scope in Scope.allCases where callers.scopes.contains(scope) {
                requirement(&list, "clientToken", scope.rawValue)
            }
        }
    }

    private static func requirement(_ json: inout JSONWriter, _ scheme: String, _ scope: String? = nil) {
        json.object { requirement in
            requirement.name(scheme)
            requirement.array { list in if let scope { list.string(scope) } }
        }
    }

    private static func reference(_ json: inout JSONWriter, _ target: String) {
        json.object { reference in
            reference.name("$ref")
            reference.string(target)
        }
    }

    private static func components(_ json: inout JSONWriter) {
        json.raw(member: "parameters", components: parameters)
        json.raw(member: "responses", components: problemResponse)
        json.raw(member: "securitySchemes", components: schemes)
    }

    private static let parameters = """
        {"IdempotencyKey":{"name":"Idempotency-Key","in":"header","required":false,\
        "description":"A retry with the same key gets the first answer; nothing is done twice.",\
        "schema":{"type":"string","minLength":8,"maxLength":100}}}
        """

    private static let problemResponse = """
        {"Problem":{"description":"Problem details (RFC 9457)","content":{"application/problem+json":{"schema":\
        {"type":"object","properties":{"type":{"type":"string"},"title":{"type":"string"},\
        "status":{"type":"integer"},"errors":{"type":"array","items":{"type":"object","properties":\
        {"field":{"type":"string"},"detail":{"type":"string"}},"required":["field","detail"]}}},\
        "required":["type","title","status"]}}}}}
        """

    private static let schemes = """
        {"session":{"type":"apiKey","in":"cookie","name":"\(Credentials.sessionCookie)"},\
        "deviceKey":{"type":"http","scheme":"bearer","description":"The key of a display or kiosk; its cookie does too."},\
        "clientToken":{"type":"http","scheme":"bearer","bearerFormat":"\(APIClient.prefix)…",\
        "description":"The token of a program, for reading only: what its scopes name, until its last day. \
        More than its rate is answered with 429 and Retry-After."}}
        """
}

extension JSONWriter {
    fileprivate mutating func raw(member: StaticString, components: String) {
        name(member)
        raw(Array(components.utf8))
    }
}

/// JSON that was written once and is sent as it is.
/// Made when somebody first asks: few do, and a start need not wait for it.
private final class LazyDocument: Sendable {
    private let routes: [Route]
    private let made = Mutex<[UInt8]?>(nil)

    init(_ routes: [Route]) { self.routes = routes }

    var response: Response {
        let bytes = made.withLock { made in
            let bytes = made ?? OpenAPI.document(routes)
            made = bytes
            return bytes
        }
        return Response(status: .ok, contentType: .json, body: .bytes(bytes)).unstored
    }
}
