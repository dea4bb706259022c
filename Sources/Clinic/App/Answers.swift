import HTTP
import Vocabulary

/// 200 with a JSON object.
package struct OK<Value: JSONObject>: ConstantAnswer {
    package let value: Value

    package init(_ value: Value) { self.value = value }

    package static var description: AnswerDescription { AnswerDescription(.ok, .json, Value.schema) }

    package var response: Response { .forPrograms(value.encoded) }
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
        var response = Response.forPrograms(value.encoded, status: .created)
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
    /// Has the browser forget what its pages kept for the person (W3C Clear Site Data, section 3.1): on a shared tablet the
    /// next one must not find it. The device's own cookies stay.
    package var clearsStorage = false

    package init(_ location: String) { self.location = location }

    package static var description: AnswerDescription { AnswerDescription(.seeOther) }

    package func response(for act: Act) -> Response {
        var response = Response(status: .seeOther)
        response.set("Location", location)
        for cookie in cookies { response.add("Set-Cookie", cookie.field(isSecure: act.site.isSecure)) }
        if clearsStorage { response.set("Clear-Site-Data", "\"storage\"") }
        return response
    }
}
