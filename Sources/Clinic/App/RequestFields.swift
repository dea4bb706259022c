import HTTP
import Vocabulary

extension Fields {
    /// The most that a request may ask to wait for a change, in seconds.
    static let longestWait = 30

    /// Gathers what the path and the query of a question say, and the body of everything else: what changes something or
    /// is about a person has no business in a URL, which browsers and proxies keep. A name may be said once.
    init(_ request: Request, _ parameters: PathParameters, _ route: Route) throws {
        self.init()
        for (name, value) in parameters.all { put(name, text: value) }
        if let query = request.query, !query.isEmpty {
            guard route.method == .get else { throw Problem.saidInURL }
            for pair in try Self.pairs({ () throws(FormError) in try QueryString.parse(query) }) { try putOnce(pair) }
        }
        if route.method == .get || request.body.isEmpty { return }
        try readBody(request, route)
    }

    private mutating func readBody(_ request: Request, _ route: Route) throws {
        if route.takesUploads, request.mediaType == "multipart/form-data" { return try readMultipart(request) }
        try route.isREST ? readJSON(request) : readForm(request, route)
    }

    private mutating func readJSON(_ request: Request) throws {
        guard request.mediaType == "application/json" else { throw Problem.expectedJSON }
        let bytes = try request.body.bytes()
        let value: JSONValue
        do { value = try JSONParser.parse(bytes) } catch { throw Problem.malformedJSON(error) }
        guard let members = value.object else { throw Problem.expectedObject }
        reserve(members.count)
        for member in members {
            guard !has(member.name) else { throw Problem.saidTwice(member.name) }
            put(member.name, json: member.value.kind)
        }
    }

    private mutating func readForm(_ request: Request, _ route: Route) throws {
        guard request.mediaType == "application/x-www-form-urlencoded" else {
            throw route.takesUploads ? Problem.expectedMultipart : Problem.expectedForm
        }
        let bytes = try request.body.bytes()
        for pair in try Self.pairs({ () throws(FormError) in try FormDecoder.parse(bytes) }) { try putOnce(pair) }
    }

    private mutating func readMultipart(_ request: Request) throws {
        let form: MultipartForm
        do { form = try MultipartForm(request) } catch let error as MultipartError {
            throw Problem.malformedMultipart(error)
        }
        for part in form.parts {
            let content = form.content(of: part)
            if let name = part.fileName {
                let file = File(name: name, contentType: part.contentType, content: content, digest: part.digest ?? [])
                try putOnce(part.name, file)
            } else {
                guard let text = String(validating: try content.bytes(), as: UTF8.self) else {
                    throw Problem.malformedMultipart(.init(reason: .invalidUTF8, offset: part.range.lowerBound))
                }
                try putOnce((part.name, text))
            }
        }
    }

    /// A browser sends a box in which no file was chosen without a name and without content.
    private mutating func putOnce(_ name: String, _ file: File) throws {
        guard !has(name) else { throw Problem.saidTwice(name) }
        if file.name.isEmpty, file.content.isEmpty { put(name, text: "") } else { put(name, file: file) }
    }

    private mutating func putOnce(_ pair: (name: String, value: String)) throws {
        guard !has(pair.name) else { throw Problem.saidTwice(pair.name) }
        put(pair.name, text: pair.value)
    }

    private static func pairs(
        _ parse: () throws(FormError) -> [(name: String, value: String)]
    ) throws -> [(name: String, value: String)] {
        do { return try parse() } catch { throw Problem.malformedForm(error) }
    }
}

extension Route {
    /// The names its pattern captures: "stage" of "/api/queues/:stage".
    var parameterNames: [String] {
        pattern.split(separator: "/").filter { $0.hasPrefix(":") }.map { String($0.dropFirst()) }
    }
}

extension Request {
    /// The media type of the body without its parameters, in lower case (RFC 9110 section 8.3.1).
    var mediaType: String {
        var field = self[header: "content-type"] ?? ""
        return field.withUTF8 { bytes in
            let type = bytes.prefix { $0 != UInt8(ascii: ";") }.filter { $0 != 0x20 && $0 != 0x09 }
            return String(decoding: type.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }, as: UTF8.self)
        }
    }
}

extension Problem {
    static let expectedJSON = Problem(
        .unsupportedMediaType, "expected-json",
        Bilingual("Send JSON (application/json)", "JSON পাঠান (application/json)"))
    static let expectedForm = Problem(
        .unsupportedMediaType, "expected-form",
        Bilingual("Send a form (application/x-www-form-urlencoded)", "ফরম পাঠান (application/x-www-form-urlencoded)"))
    static let expectedObject = Problem(
        .malformed, "expected-object", Bilingual("Send a JSON object", "একটি JSON অবজেক্ট পাঠান"))
    static let expectedMultipart = Problem(
        .unsupportedMediaType, "expected-multipart",
        Bilingual("Send a form with a file (multipart/form-data)", "ফাইলসহ ফরম পাঠান (multipart/form-data)"))

    static func malformedForm(_ error: FormError) -> Problem {
        Problem(
            .malformed, "malformed-form", Bilingual("The form could not be read", "ফরমটি পড়া যায়নি"),
            members: ["reason": .text("\(error.reason)"), "offset": .number(error.offset)])
    }

    static func malformedMultipart(_ error: MultipartError) -> Problem {
        Problem(
            .malformed, "malformed-multipart", Bilingual("The form could not be read", "ফরমটি পড়া যায়নি"),
            members: ["reason": .text("\(error.reason)"), "offset": .number(error.offset)])
    }

    static func malformedJSON(_ error: JSONError) -> Problem {
        Problem(
            .malformed, "malformed-json", Bilingual("The JSON could not be read", "JSON পড়া যায়নি"),
            fields: error.path.first.map { [Field($0, Bilingual("This could not be read", "এটি পড়া যায়নি"))] } ?? [],
            members: [
                "reason": .text("\(error.reason)"), "offset": .number(error.offset), "pointer": .text(error.pointer),
            ])
    }

    static let saidInURL = Problem(
        .malformed, "said-in-url",
        Bilingual("Send this in the body, not in the address", "ঠিকানায় নয়, অনুরোধের ভেতরে পাঠান"))

    static func saidTwice(_ name: String) -> Problem {
        Problem(
            .malformed, "said-twice", Bilingual("A field was sent twice", "একটি ঘর দুবার পাঠানো হয়েছে"),
            fields: [Field(name, Bilingual("Send this once", "এটি একবার পাঠান"))])
    }
}
