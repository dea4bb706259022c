import Clinic
import HTTP
import Testing
import Vocabulary

/// L12, L41: every route × everybody. Who may not call is refused before anything is read.
@Suite struct RoleMatrixTests {
    @Test func everyRouteRefusesWhomItDoesNotName() throws {
        try TestClinic.open { clinic in
            var refusals = 0
            // What a request from this machine may read has its own tests.
            for route in clinic.app.routes where !route.callers.monitors {
                for (caller, actor) in Self.everybody {
                    let isAdmitted = admits(route, actor)
                    let answer = clinic.send(request(clinic, route, caller))
                    let isRefused = refused(answer, route)
                    if case .nobody = caller, isAdmitted { continue }
                    #expect(
                        isAdmitted || isRefused,
                        "\(route.method) \(route.pattern) answered \(answer.status) to \(caller)")
                    refusals += isRefused ? 1 : 0
                }
            }
            #expect(refusals > 150)
        }
    }

    @Test func onlyTheseRoutesArePublic() throws {
        try TestClinic.open { clinic in
            let open = clinic.app.routes.filter(\.callers.isPublic).map { "\($0.method.rawValue) \($0.pattern)" }
            #expect(
                Set(open) == [
                    "GET /sign-in", "POST /sign-in", "GET /sign-in/code", "POST /sign-in/code",
                    "POST /api/sessions/code", "GET /setup/:token",
                    "POST /setup/:token", "POST /api/sessions", "GET /display/sign-in",
                    "POST /display/sign-in", "GET /devices/register", "POST /devices/register",
                    "POST /api/devices/registration", "GET /language/:language", "GET /health", "GET /ready",
                    "GET /openapi.json", "GET /certificate", "GET /certificate/aalo-ca.crt",
                ])
        }
    }

    @Test func aStolenOldSessionIsNobodys() throws {
        try TestClinic.open { clinic in
            #expect(clinic.send(.get, "/api/tokens").status == .ok)
            clinic.clock.advance(seconds: Session.length)
            #expect(clinic.send(.get, "/api/tokens").status == .unauthorized)
        }
    }

    private static let everybody: [(TestClinic.Caller, Role?)] =
        [(.nobody, nil), (.display, nil)] + Role.allCases.map { (.role($0), $0) }

    private func admits(_ route: Route, _ role: Role?) -> Bool {
        route.callers.isPublic || role.map(route.callers.roles.contains) ?? route.callers.devices.contains(.display)
    }

    private func request(_ clinic: TestClinic, _ route: Route, _ caller: TestClinic.Caller) -> Request {
        let id = "01a1fd42-eb7a-7f7a-a550-5053d45d018c"
        let target = route.pattern.split(separator: "/", omittingEmptySubsequences: false).map { segment in
            switch segment {
            case ":stage": "registration"
            case ":day": "2026-11-21"
            case ":language": "bn"
            default: segment.hasPrefix(":") ? id : String(segment)
            }
        }.joined(separator: "/")
        if route.method == .get { return clinic.request(.get, target, as: caller) }
        return route.isREST
            ? clinic.request(route.method, target, as: caller, json: "{}")
            : clinic.request(route.method, target, as: caller, form: [:])
    }

    private func refused(_ answer: Response, _ route: Route) -> Bool {
        if route.isREST { return answer.status == .unauthorized || answer.status == .forbidden }
        let place = answer[header: "Location"] ?? ""
        return answer.status == .forbidden || place.hasPrefix("/sign-in") || place == "/display/sign-in"
    }
}
