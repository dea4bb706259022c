/// What the conditional fields of a request come to (RFC 9110 section 13.2.2).
package enum Precondition: Sendable {
    /// Or there were none: go on.
    case met
    /// 304: the client has it already. Only for GET and HEAD.
    case unchanged
    /// 412, and nothing may be done.
    case failed
}

extension Request {
    /// To be asked after everything else that could refuse the request (section 13.2.1), and before anything is done.
    /// For GET and HEAD the engine asks by itself.
    /// - Parameter entityTag: of what is there now.
    /// - Parameter lastModified: of what is there now, in seconds since 1970.
    /// - Parameter exists: whether there is anything now.
    package func precondition(
        entityTag: EntityTag?, lastModified: Int? = nil, exists: Bool = true
    ) -> Precondition {
        guard !head.conditions.isEmpty, method != .options else { return .met }
        if head.conditions.contains(.ifMatch) {
            guard matches("If-Match", exists, by: entityTag?.matches(ifMatch:)) else { return .failed }
        } else if let lastModified, let date = date("If-Unmodified-Since", .ifUnmodifiedSince), lastModified > date {
            return .failed
        }
        if head.conditions.contains(.ifNoneMatch) {
            guard matches("If-None-Match", exists, by: entityTag?.matches(ifNoneMatch:)) else { return .met }
            return method.isRetrieval ? .unchanged : .failed
        }
        guard method.isRetrieval, let lastModified, let date = date("If-Modified-Since", .ifModifiedSince) else {
            return .met
        }
        return lastModified <= date ? .unchanged : .met
    }

    /// Whether a range may be sent (section 13.1.5): what the client has a part of is still the same.
    func meetsIfRange(_ entityTag: EntityTag?, _ lastModified: Int?) -> Bool {
        guard let field = joined("If-Range") else { return true }
        if field.utf8.first == UInt8(ascii: "\"") || field.hasPrefix("W/") {
            return entityTag?.matches(ifRange: field) ?? false
        }
        return lastModified != nil && HTTPDate.parse(field) == lastModified
    }

    private func matches(_ name: String, _ exists: Bool, by tag: ((String) -> Bool)?) -> Bool {
        guard exists, let field = joined(name) else { return false }
        return field == "*" || tag?(field) ?? false
    }

    /// Nil if there is none, or none that can be read: it counts for nothing then (sections 13.1.3 and 13.1.4).
    private func date(_ name: String, _ condition: RequestHead.Conditions) -> Int? {
        guard head.conditions.contains(condition) else { return nil }
        return joined(name).flatMap { HTTPDate.parse($0) }
    }
}
