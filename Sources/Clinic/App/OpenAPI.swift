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
                info.name("description")
                info.string(manners)
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
            operation.name("operationId")
            operation.string(route.label)
            operation.name("summary")
            operation.string(route.summary)
            operation.name("description")
            operation.string("For: " + callers(route.callers))
            operation.name("parameters")
            operation.array { list in
                for field in route.input where path.contains(field.name) || !isBody {
                    parameter(&list, field, isInPath: path.contains(field.name))
                }
                if route.waits { reference(&list, "#/components/parameters/wait") }
                if route.isRepeatable { reference(&list, "#/components/parameters/IdempotencyKey") }
            }
            let body = isBody ? route.input.filter { !path.contains($0.name) } : []
            if !body.isEmpty { requestBody(&operation, body) }
            operation.name("responses")
            operation.object { answers(&$0, route) }
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
            (isInPath || field.isRequired ? field.schema.needed : field.schema).write(to: &parameter)
        }
    }

    private static func requestBody(_ json: inout JSONWriter, _ fields: [Fields.Described]) {
        let members = fields.map {
            JSONSchema.Member(
                $0.name, isRequired: $0.isRequired, $0.isRequired ? $0.schema.needed : .nullable($0.schema))
        }
        json.name("requestBody")
        json.object { body in
            body.name("required")
            body.bool(fields.contains(where: \.isRequired))
            content(
                &body, fields.contains { $0.upload != nil } ? .multipart : .json, JSONSchema.object(members))
        }
    }

    static func content(_ json: inout JSONWriter, _ type: ContentType, _ schema: JSONSchema) {
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
            if callers.monitors { list.object { _ in } }
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

    static func reference(_ json: inout JSONWriter, _ target: String) {
        json.object { reference in
            reference.name("$ref")
            reference.string(target)
        }
    }

    private static func components(_ json: inout JSONWriter) {
        json.raw(member: "parameters", components: parameters)
        json.name("responses")
        json.object { refusals(&$0) }
        json.raw(member: "schemas", components: schemas)
        json.raw(member: "securitySchemes", components: schemes)
    }

    private static let manners = """
        Text is taken without the white space at its ends; empty text, and null, say nothing. Digits may be Bangla. \
        A field that is not named here, or sent twice, is refused. What is refused is answered with problem details \
        (RFC 9457) in the language of Accept-Language, English or Bangla. A request that is no clear HTTP, too large or \
        too slow is refused before it is read: 400, 408, 413, 414, 417, 421, 431, 501 or 505, also as problem details; \
        a method that a path does not have is 405, and a path that is not here 404.
        """

    private static let parameters = """
        {"IdempotencyKey":{"name":"Idempotency-Key","in":"header","required":false,\
        "description":"A retry with the same key gets the first answer; nothing is done twice.",\
        "schema":{"type":"string","pattern":"^[!-~]{8,100}$"}},\
        "wait":{"name":"wait","in":"query","required":false,\
        "description":"Seconds to wait for a change of what If-None-Match names.",\
        "schema":{"type":"integer","minimum":0,"maximum":\(Fields.longestWait)}}}
        """

    private static let schemas = """
        {"Problem":{"type":"object","properties":{"type":{"type":"string"},"title":{"type":"string"},\
        "status":{"type":"integer"},"requestId":{"type":"string"},"errors":{"type":"array","items":{"type":"object",\
        "properties":{"field":{"type":"string"},"detail":{"type":"string"}},"required":["field","detail"]}}},\
        "required":["type","title","status"]}}
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
        return .forPrograms(bytes).unstored
    }
}
