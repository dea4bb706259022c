/// Anything the record is made of (https://hl7.org/fhir/R4/resource.html).
package protocol Resource: Encodable, Sendable {
    var resourceType: String { get }
}

package struct Meta: Encodable, Sendable {
    /// Canonical URLs of the profiles this resource says it keeps.
    package var profile: [String]?
    /// How it is to be kept (https://hl7.org/fhir/R4/security-labels.html).
    package var security: [Coding]?

    package init(profile: [String]? = nil, security: [Coding]? = nil) {
        self.profile = profile
        self.security = security
    }
}

/// What a primitive carries besides its value: written as `_name` beside it.
package struct Element: Encodable, Sendable {
    package var `extension`: [Extension]

    package init(_ extensions: [Extension]) { self.extension = extensions }
}

/// https://hl7.org/fhir/R4/extensibility.html
package struct Extension: Encodable, Sendable {
    package let url: String
    package var `extension`: [Extension]?
    package var valueCode: String?
    package var valueString: String?
    package var valueCodeableConcept: CodeableConcept?

    package init(_ url: String, string: String) {
        self.url = url
        valueString = string
    }

    package init(_ url: String, code: String) {
        self.url = url
        valueCode = code
    }

    package init(_ url: String, concept: CodeableConcept) {
        self.url = url
        valueCodeableConcept = concept
    }

    package init(_ url: String, parts: [Extension]) {
        self.url = url
        self.extension = parts
    }

    /// The same text in another language (http://hl7.org/fhir/StructureDefinition/translation).
    package static func translation(_ text: String, language: String) -> Extension {
        Extension(
            "http://hl7.org/fhir/StructureDefinition/translation",
            parts: [Extension("lang", code: language), Extension("content", string: text)])
    }
}
