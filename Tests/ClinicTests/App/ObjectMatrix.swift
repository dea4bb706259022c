import Foundation
import HTTP
import Vocabulary

@testable import Clinic

/// Asks for every object by everybody who has nothing to do with it, and says where the answer is not the table's.
struct ObjectMatrix {
    let clinic: TestClinic
    let objects: StrangeObjects
    let table: ObjectTable
    let permissions: [String: Set<String>]
    private(set) var cells = 0

    init(_ clinic: TestClinic, _ objects: StrangeObjects, _ table: ObjectTable) throws {
        (self.clinic, self.objects, self.table) = (clinic, objects, table)
        permissions = try ObjectTable.permissions()
    }

    mutating func faults(_ routes: [Route]) -> [String] {
        var faults: [String] = []
        for route in routes where !route.objects.isEmpty {
            // A program asks ten times a second at most.
            clinic.clock.advance(seconds: 1)
            for stranger in objects.strangers { if let found = fault(route, stranger) { faults.append(found) } }
        }
        return faults
    }

    private mutating func fault(_ route: Route, _ stranger: Stranger) -> String? {
        cells += 1
        let response = clinic.send(objects.request(route, stranger))
        let answer = Self.words(response, route)
        let right = right(route, stranger)
        if !right.contains(answer) {
            let wanted = right.sorted().joined(separator: " or ")
            return "\(route.label) answered \(answer) to \(stranger.name), not \(wanted)"
        }
        let isRefused = response.status == .forbidden || response.status == .unauthorized
        let told = isRefused ? objects.secrets.filter(response.text.contains) : []
        return told.isEmpty ? nil : "\(route.label) refused \(stranger.name) and told \(told)"
    }

    private func right(_ route: Route, _ stranger: Stranger) -> Set<String> {
        guard mayCall(route, stranger) else { return Self.refusals(route, stranger) }
        let answers = table.lines[route.label]?.answers ?? [:]
        return answers[stranger.name] ?? answers[stranger.group] ?? answers["anyone"] ?? []
    }

    private func mayCall(_ route: Route, _ stranger: Stranger) -> Bool {
        let allowed = permissions[route.label] ?? stranger.planted(route)
        return allowed.contains("anyone") || !allowed.isDisjoint(with: stranger.permissions)
    }

    /// What those are told who may not call a route, whatever it is about.
    private static func refusals(_ route: Route, _ stranger: Stranger) -> Set<String> {
        guard route.isREST else { return ["403", "303 sign-in"] }
        return switch stranger.group {
        case "staff": ["403 not-permitted"]
        case "client": ["403 not-in-scope"]
        case "nobody": ["401 sign-in-first"]
        // A tablet is nobody until somebody signs in on it.
        case "tablet": route.callers.roles.isEmpty ? ["403 not-for-this-device"] : ["401 sign-in-first"]
        default: ["403 not-for-this-device"]
        }
    }

    /// "403 not-your-patient": the status, and which problem it is; of a page what can be seen of it.
    private static func words(_ response: Response, _ route: Route) -> String {
        let status = "\(response.status.rawValue)"
        if response.status.rawValue >= 400, let type = response.json["type"]?.string {
            return status + type.replacingOccurrences(of: "/problems/", with: " ")
        }
        let place = response[header: "Location"] ?? ""
        if place.hasPrefix("/sign-in") || place.hasPrefix("/display/sign-in") { return status + " sign-in" }
        return response.status == .forbidden && response.text.contains("class=\"button\" href=\"/break-glass/")
            ? status + " not-your-patient" : status
    }
}

/// Somebody who asks for what is not theirs.
struct Stranger {
    let name: String
    /// `staff`, `client`, `display`, `kiosk`, `tablet` or `nobody`.
    let group: String
    /// What of the table of permissions is true of them.
    let permissions: Set<String>
    let header: (String, String)?

    /// Of a route that the table of permissions does not know: what it says itself.
    func planted(_ route: Route) -> Set<String> { Set(route.callers.roles.map(\.rawValue)) }
}
