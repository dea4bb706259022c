import HTTP
import Vocabulary

extension Fields {
    /// A file as it came, before a rule has looked at it.
    struct File: Sendable {
        let name: String
        let contentType: String?
        let content: Content
        /// SHA-256 of the content.
        let digest: [UInt8]
    }

    package mutating func required(_ name: String, _ rule: UploadRule) -> Upload? {
        if isDescribing { return describe(name, rule, isRequired: true) }
        guard let given = take(name) else {
            refuse(name, Bilingual("Choose a file", "একটি ফাইল বেছে নিন"))
            return nil
        }
        return read(name, given, rule)
    }

    package mutating func optional(_ name: String, _ rule: UploadRule) -> Upload? {
        if isDescribing { return describe(name, rule, isRequired: false) }
        return take(name).flatMap { read(name, $0, rule) }
    }

    private mutating func describe(_ name: String, _ rule: UploadRule, isRequired: Bool) -> Upload {
        described.append(Described(name: name, isRequired: isRequired, schema: rule.schema, upload: rule))
        return rule.example
    }

    private mutating func read(_ name: String, _ given: Given, _ rule: UploadRule) -> Upload? {
        guard let file = given.file else {
            refuse(name, Bilingual("This must be a file", "এটি ফাইল হতে হবে"))
            return nil
        }
        do { return try rule.read(file) } catch {
            refuse(name, error.text)
            return nil
        }
    }
}

extension Route {
    /// Whether files may come with it.
    var takesUploads: Bool { input.contains { $0.upload != nil } }

    /// Bytes of the largest body it takes; 0 if it takes no files, for then the usual limit holds.
    var largestBody: Int {
        guard takesUploads else { return 0 }
        let rest = 1024 * 1024
        return input.compactMap(\.upload).reduce(rest) { $0 + $1.largest }
    }
}

extension LoopApplication {
    /// Who may not call the route, or sends something else than it takes, is told before sending all of it.
    package func admit(bodyOf request: Request) -> BodyAdmission {
        guard case .found(let route, _) = app.router.match(request), route.takesUploads else { return .upTo(0) }
        do {
            try route.callers.admit(try actor(of: request, at: app.now()))
            try CrossSite.check(request, isSecure: app.site.isSecure)
            guard request.mediaType == "multipart/form-data" else { throw Problem.expectedMultipart }
            return .upTo(route.largestBody)
        } catch {
            var response = app.failure(error, request, route, .asked(by: request)).unstored
            response.route = route.pattern
            return .answered(response)
        }
    }
}
