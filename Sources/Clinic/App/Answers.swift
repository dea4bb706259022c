import HTTP
import Vocabulary

/// 200 with a JSON object.
package struct OK<Value: JSONObject>: Answer {
    package let value: Value

    package init(_ value: Value) { self.value = value }

    package static var description: AnswerDescription { AnswerDescription(.ok, .json, Value.schema) }

    package func response(for act: Act) -> Response {
        Response(status: .ok, contentType: .json, body: .bytes(value.encoded))
    }
}

/// 201 with the thing that was made and where it is (RFC 9110 section 15.3.2).
package struct Created<Value: JSONObject>: Answer {
    package let value: Value
    package let location: String

    package init(_ value: Value, at location: String) {
        self.value = value
        self.location = location
    }

    package static var description: AnswerDescription { AnswerDescription(.created, .json, Value.schema) }

    package func response(for act: Act) -> Response {
        var response = Response(status: .created, contentType: .json, body: .bytes(value.encoded))
        response.set("Location", location)
        return response
    }
}

/// 204: done, nothing to say.
package struct NoContent: Answer {
    package init() {}

    package static var description: AnswerDescription { AnswerDescription(.noContent) }

    package func response(for act: Act) -> Response { Response(status: .noContent) }
}

/// 303: done; the next page is there (RFC 9110 section 15.4.4).
package struct SeeOther: Answer {
    package let location: String
    package var cookies: [Cookie] = []

    package init(_ location: String) { self.location = location }

    package static var description: AnswerDescription { AnswerDescription(.seeOther) }

    package func response(for act: Act) -> Response {
        var response = Response(status: .seeOther)
        response.set("Location", location)
        for cookie in cookies { response.add("Set-Cookie", cookie.field(isSecure: act.site.isSecure)) }
        return response
    }
}

/// A cookie to be set (RFC 6265): never readable by script, never sent from another site.
package struct Cookie: Sendable {
    package let name: String
    package let value: String
    package let maxAge: Int

    package init(_ name: String, _ value: String, maxAge: Int) {
        self.name = name
        self.value = value
        self.maxAge = maxAge
    }

    func field(isSecure: Bool) -> String {
        "\(name)=\(value); Path=/; Max-Age=\(maxAge); HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : "")
    }

    /// The value of a cookie in a Cookie field (RFC 6265 section 5.4).
    package static func value(of name: String, in field: String) -> String? {
        var field = field
        return field.withUTF8 { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let pair = rest.prefix { $0 != UInt8(ascii: ";") }
                rest = rest[pair.endIndex...].dropFirst()
                let cookie = pair.drop { $0 == UInt8(ascii: " ") }
                guard cookie.starts(with: name.utf8) else { continue }
                let value = cookie.dropFirst(name.utf8.count)
                if value.first == UInt8(ascii: "=") { return String(decoding: value.dropFirst(), as: UTF8.self) }
            }
            return nil
        }
    }
}
