/// A refusal that a person can act on (RFC 9457). Everything else that is thrown is our own fault and becomes a 500.
package struct Problem: Error, Sendable, Equatable {
    /// What kind of refusal it is; the HTTP status follows from it in one place.
    package enum Kind: Sendable {
        case malformed, unauthenticated, forbidden, notFound, methodNotAllowed, conflict, tooLarge
        case unsupportedMediaType, invalid, tooManyRequests, unavailable
    }

    /// A field that has to be mended, by its name in the request.
    package struct Field: Sendable, Equatable {
        package let name: String
        package let text: Bilingual

        package init(_ name: String, _ text: Bilingual) {
            self.name = name
            self.text = text
        }
    }

    /// An extension member (RFC 9457 section 3.2): the fresh state that the caller did not know of.
    package enum Member: Sendable, Equatable {
        case text(String)
        case number(Int)
    }

    package let kind: Kind
    /// The last segment of the problem's type URI.
    package let slug: String
    package let title: Bilingual
    package var fields: [Field]
    package var members: [String: Member]
    /// In how many seconds it makes sense to ask again, where time helps.
    package var retryAfter: Int?

    package init(
        _ kind: Kind, _ slug: String, _ title: Bilingual, fields: [Field] = [], members: [String: Member] = [:]
    ) {
        self.kind = kind
        self.slug = slug
        self.title = title
        self.fields = fields
        self.members = members
    }

    /// The request was understood but cannot be accepted: these fields have to be mended.
    package static func invalid(_ fields: [Field]) -> Problem {
        Problem(
            .invalid, "invalid-fields",
            Bilingual("Some answers need to be corrected", "কিছু তথ্য ঠিক করতে হবে"), fields: fields)
    }
}
