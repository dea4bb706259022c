/// What went wrong, in the words of the other side (https://hl7.org/fhir/R4/operationoutcome.html).
package struct OperationOutcome: Decodable, Sendable {
    package struct Issue: Decodable, Sendable {
        package struct Details: Decodable, Sendable {
            package let text: String?
        }

        package let severity: String?
        package let code: String?
        package let details: Details?
        package let diagnostics: String?
        package let expression: [String]?

        /// An issue as one line: "invalid: … (Bundle.entry[2])".
        package var line: String {
            let words = [details?.text, diagnostics].compactMap(\.self).joined(separator: "; ")
            let place = expression.flatMap { $0.isEmpty ? nil : " (" + $0.joined(separator: ", ") + ")" }
            return [code, words.isEmpty ? nil : words].compactMap(\.self).joined(separator: ": ") + (place ?? "")
        }
    }

    package let resourceType: String
    package let issue: [Issue]?

    /// What stood in the way; when nothing says so, everything.
    package var reasons: [Issue] {
        let issues = issue ?? []
        let errors = issues.filter { $0.severity == "error" || $0.severity == "fatal" }
        return errors.isEmpty ? issues : errors
    }
}
