/// A transaction: all of it or nothing (https://hl7.org/fhir/R4/http.html#transaction).
package struct Bundle: Encodable, Sendable {
    package struct Entry: Encodable, Sendable {
        package let fullUrl: String
        package let resource: any Resource
        package let request: Request

        private enum CodingKeys: String, CodingKey { case fullUrl, resource, request }

        /// Makes it unless something has one of the identifiers already; then that one is meant.
        package static func create(
            _ resource: some Resource, fullUrl: String, unless identifiers: [Identifier]
        ) -> Entry {
            Entry(
                fullUrl: fullUrl, resource: resource,
                request: Request(method: "POST", url: resource.resourceType, ifNoneExist: search(identifiers)))
        }

        /// Makes it, or makes what has one of the identifiers equal to it: doing so again changes nothing. Of two that
        /// have one each, the server says so (412) and changes neither.
        package static func put(_ resource: some Resource, fullUrl: String, by identifiers: [Identifier]) -> Entry {
            Entry(
                fullUrl: fullUrl, resource: resource,
                request: Request(method: "PUT", url: resource.resourceType + "?" + search(identifiers)))
        }

        private static func search(_ anyOf: [Identifier]) -> String {
            "identifier=" + anyOf.map(\.token).joined(separator: ",")
        }

        package func encode(to encoder: any Encoder) throws {
            var members = encoder.container(keyedBy: CodingKeys.self)
            try members.encode(fullUrl, forKey: .fullUrl)
            try members.encode(resource, forKey: .resource)
            try members.encode(request, forKey: .request)
        }
    }

    package struct Request: Encodable, Sendable {
        package let method: String
        package let url: String
        package var ifNoneExist: String?
    }

    package let resourceType = "Bundle"
    package let type = "transaction"
    package let entry: [Entry]

    package init(transaction entry: [Entry]) { self.entry = entry }
}
