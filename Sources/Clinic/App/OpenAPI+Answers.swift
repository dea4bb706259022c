import HTTP

/// What a route may answer, with every status.
extension OpenAPI {
    static func answers(_ json: inout JSONWriter, _ route: Route) {
        for answer in route.answer.all {
            json.name(String(answer.status.rawValue))
            json.object { success(&$0, answer, route) }
        }
        if route.waits {
            json.name("304")
            reference(&json, "#/components/responses/304")
        }
        for status in Set(route.refusals).sorted(by: { $0.rawValue < $1.rawValue }) {
            json.name(String(status.rawValue))
            reference(&json, "#/components/responses/\(status.rawValue)")
        }
    }

    private static func success(_ json: inout JSONWriter, _ answer: AnswerDescription, _ route: Route) {
        json.name("description")
        json.string(answer.status.reason)
        if answer.status == .created || route.waits {
            json.name("headers")
            json.object {
                header(&$0, answer.status == .created ? "Location" : "ETag", isRequired: answer.status == .created)
            }
        }
        if let type = answer.contentType { content(&json, type, answer.schema ?? .string()) }
    }

    /// What the routes refer to: every refusal there is.
    static func refusals(_ json: inout JSONWriter) {
        json.name("304")
        json.object { response in
            response.name("description")
            response.string("Not Modified: what If-None-Match names is still so")
        }
        for status in Route.everyRefusal {
            json.name(String(status.rawValue))
            json.object { refusal(&$0, status) }
        }
    }

    private static func refusal(_ json: inout JSONWriter, _ status: Status) {
        json.name("description")
        json.string(status.reason)
        if let field = header(of: status) {
            json.name("headers")
            json.object { header(&$0, field, isRequired: true) }
        }
        json.name("content")
        json.object { content in
            content.name("application/problem+json")
            content.object { media in
                media.name("schema")
                reference(&media, "#/components/schemas/Problem")
            }
        }
    }

    private static func header(of status: Status) -> String? {
        switch status {
        case .unauthorized: "WWW-Authenticate"
        case .tooManyRequests, .serviceUnavailable: "Retry-After"
        default: nil
        }
    }

    private static func header(_ json: inout JSONWriter, _ name: String, isRequired: Bool) {
        json.name(name)
        json.object { header in
            header.name("required")
            header.bool(isRequired)
            header.name("schema")
            JSONSchema.string().write(to: &header)
        }
    }
}

extension Route {
    static let everyRefusal: [Status] = [
        .badRequest, .unauthorized, .forbidden, .notFound, .conflict, .preconditionFailed, .contentTooLarge,
        .unsupportedMediaType, .unprocessableContent, .tooManyRequests, .internalServerError, .serviceUnavailable,
        .insufficientStorage,
    ]

    /// The statuses by which it may refuse, by what kind of route it is.
    package var refusals: [Status] {
        if case .constant = work { return [] }
        var list: [Status] = [.badRequest, .unprocessableContent, .internalServerError, .serviceUnavailable]
        if !callers.isPublic { list += [.unauthorized, .forbidden] }
        // What a path names may be in a state in which there is nothing to tell: a draft, for example.
        if !parameterNames.isEmpty || work.writes { list += [.notFound, .conflict] }
        if method != .get {
            // Cross-site requests are 403 whoever asks.
            list += [.forbidden, .preconditionFailed, .contentTooLarge, .unsupportedMediaType, .insufficientStorage]
        }
        if isProven { list += [.unauthorized, .tooManyRequests] }
        if !callers.scopes.isEmpty { list.append(.tooManyRequests) }
        return list
    }

    /// Whether one may wait for its answer to change.
    var waits: Bool { if case .query(.some, _) = work { true } else { false } }

    /// Whether a retry with the same key gets the first answer. Proof is made anew for each try.
    var isRepeatable: Bool { if case .command = work { method != .get } else { false } }

    private var isProven: Bool { if case .provenCommand = work { true } else { false } }
}
