import HTTP
import Testing
import Vocabulary

@testable import Clinic

/// L12: every route × every kind of device, and every route × programs. A kind or a scope opens what names it.
@Suite struct DeviceMatrixTests {
    /// There is a route for kiosks alone, so that there is one of which the others must be kept.
    private static let stand = Feature(
        name: Bilingual("Stand", "স্ট্যান্ড"),
        routes: { routes in
            routes.query("/api/stand", by: .kiosks, "For kiosks") { (_: NoInput, _, _) in NoContent() }
        })

    @Test func aRouteRefusesEveryKindOfDeviceItDoesNotName() throws {
        try TestClinic.open(with: [Self.stand]) { clinic in
            let devices = Device.Kind.allCases.map { kind in
                (kind, clinic.registerDevice(kind, name: "A " + kind.rawValue).cookie)
            }
            var wrong = 0
            for route in clinic.app.routes where !route.callers.isPublic && !route.callers.monitors {
                for (kind, cookie) in devices {
                    let answer = clinic.send(Self.request(clinic, route, cookie))
                    if route.callers.devices.contains(kind) {
                        #expect(!Self.isRefused(answer), "\(route.label) answered \(answer.status) to a \(kind)")
                        continue
                    }
                    #expect(Self.isRefused(answer), "\(route.label) answered \(answer.status) to a \(kind)")
                    guard !route.callers.devices.isEmpty, route.callers.roles.isEmpty else { continue }
                    #expect(answer.status == .forbidden, "\(route.label): signing in would not help a \(kind)")
                    wrong += 1
                }
            }
            #expect(wrong == 6, "three routes are for one kind alone")
        }
    }

    @Test func aProgramReadsWhatItsScopesNameAndNothingElse() throws {
        try TestClinic.open(configure: { $0.limits.clients.burst = 10_000 }) { clinic in
            var (opened, refused) = (0, 0)
            for scope in Scope.allCases {
                let only = clinic.addClient(scope.rawValue, name: "Only \(scope)").token
                for route in clinic.app.routes where !route.callers.isPublic {
                    let answer = clinic.send(Self.request(clinic, route, only))
                    if route.callers.scopes.contains(scope) {
                        #expect(!Self.isRefused(answer), "\(route.label) answered \(answer.status) to \(scope)")
                        opened += 1
                    } else {
                        #expect(answer.status == .forbidden, "\(route.label) answered \(answer.status) to \(scope)")
                        refused += 1
                    }
                }
            }
            #expect(opened == 24)
            #expect(refused > 600)
        }
    }

    @Test func whatAProgramMayCallReadsAndIsForPrograms() throws {
        try TestClinic.open { clinic in
            for route in clinic.app.routes where !route.callers.scopes.isEmpty {
                #expect(route.isREST, "\(route.label) is a page")
                switch route.work {
                case .constant, .query, .report, .document: continue
                case .command, .provenCommand: Issue.record("\(route.label) writes")
                }
            }
        }
    }

    private static func request(_ clinic: TestClinic, _ route: Route, _ header: TestClinic.Header) -> Request {
        let id = "01a1fd42-eb7a-7f7a-a550-5053d45d018c"
        let target = route.pattern.split(separator: "/", omittingEmptySubsequences: false).map { segment in
            switch segment {
            case ":stage": "registration"
            case ":day": "2026-11-21"
            default: segment.hasPrefix(":") ? id : String(segment)
            }
        }.joined(separator: "/")
        if route.method == .get { return clinic.request(.get, target, as: .nobody, headers: [header]) }
        return route.isREST
            ? clinic.request(route.method, target, as: .nobody, json: "{}", headers: [header])
            : clinic.request(route.method, target, as: .nobody, form: [:], headers: [header])
    }

    private static func isRefused(_ answer: Response) -> Bool {
        let place = answer[header: "Location"] ?? ""
        return answer.status == .unauthorized || answer.status == .forbidden || place.hasPrefix("/sign-in")
            || place == "/display/sign-in"
    }
}
