package struct HumanName: Encodable, Sendable {
    package var use: String?
    package let text: String
    package var _text: Element?

    package init(use: String? = nil, text: String, _ extensions: [Extension] = []) {
        self.use = use
        self.text = text
        _text = extensions.isEmpty ? nil : Element(extensions)
    }
}

package struct ContactPoint: Encodable, Sendable {
    package let system: String
    package let value: String
    package var use: String?

    package init(phone: String, use: String? = nil) {
        system = "phone"
        value = phone
        self.use = use
    }
}

package struct Address: Encodable, Sendable {
    package var `extension`: [Extension]?
    package var use: String?
    package var text: String?
    package var line: [String]?
    package var district: String?
    package var country: String?

    package init(use: String, country: String) {
        self.use = use
        self.country = country
    }
}
