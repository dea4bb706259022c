import Foundation
import HTTP

/// A request as staff mean it: the same however often it has to be sent.
struct Ask: Sendable {
    let kind: RequestKind
    let method: HTTP.Method
    let target: String
    let body: [UInt8]
    let headers: [(String, String)]

    static func get(_ kind: RequestKind, _ target: String, knownTag: String? = nil) -> Ask {
        let headers = knownTag.map { [("If-None-Match", $0)] } ?? []
        return Ask(kind: kind, method: .get, target: target, body: [], headers: headers)
    }

    /// With a key of its own, by which the server knows a retry from a second wish.
    static func command(
        _ kind: RequestKind, _ target: String, _ body: some Encodable, by method: HTTP.Method = .post
    ) throws -> Ask {
        let headers = [("Content-Type", "application/json"), ("Idempotency-Key", UUID().uuidString.lowercased())]
        return Ask(kind: kind, method: method, target: target, body: try Messages.encode(body), headers: headers)
    }
}
