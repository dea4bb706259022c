import Clinic
import Foundation
import HTTP
import Testing
import Vocabulary

@Suite struct HomeTests {
    @Test func eachRoleBeginsWhereItWorks() throws {
        try TestClinic.open { clinic in
            for (role, place) in [
                (Role.receptionist, "/reception"), (.paramedic, "/queue/screening"), (.doctor, "/queue/consultation"),
                (.laboratory, "/queue/orders"), (.cashier, "/queue/billing"),
            ] {
                #expect(clinic.send(.get, "/", as: .role(role))[header: "Location"] == place)
            }
        }
    }

    /// A role whose pages come later is told so, and is not sent to where nothing is.
    @Test func everyRoleBeginsSomewhere() throws {
        try TestClinic.open { clinic in
            for role in Role.allCases {
                let start = clinic.send(.get, "/", as: .role(role))
                let place = start[header: "Location"]
                let arrived = place.map { clinic.send(.get, $0, as: .role(role)) } ?? start
                #expect(arrived.status == .ok, "\(role)")
            }
        }
    }

    @Test func theMenuShowsOnlyWhatMayBeOpened() throws {
        try TestClinic.open { clinic in
            let page = clinic.send(.get, "/queue/consultation?room=doctor-1", as: .role(.doctor)).text
            #expect(page.contains("href=\"/queue/consultation\" aria-current=\"page\""))
            #expect(!page.contains("href=\"/reception\""))
        }
    }

    @Test func theMenuMarksTheBoardThatAStationsPageBelongsTo() throws {
        try TestClinic.open { clinic in
            let visit = clinic.arrive().visit
            for (stage, role) in [
                (Stage.registration, Role.receptionist), (.screening, .paramedic), (.consultation, .doctor),
                (.billing, .cashier),
            ] {
                let page = clinic.send(.get, "/\(stage.rawValue)/visits/\(visit)", as: .role(role)).text
                #expect(page.contains("href=\"/queue/\(stage.rawValue)\" aria-current=\"page\""), "\(stage)")
                #expect(page.components(separatedBy: "aria-current=\"page\"").count == 2, "\(stage)")
            }
            let tests = clinic.send(.get, "/orders/visits/\(visit)", as: .role(.laboratory)).text
            #expect(tests.contains("href=\"/orders\" aria-current=\"page\""))
        }
    }

    @Test func theLanguageIsChosenByCookieThenByBrowserThenBangla() throws {
        try TestClinic.open { clinic in
            func language(_ headers: [(String, String)]) -> String? {
                clinic.send(.get, "/sign-in", as: .nobody, headers: headers)[header: "Content-Language"]
            }
            #expect(language([]) == "bn")
            #expect(language([("Accept-Language", "en-GB,en;q=0.9")]) == "en")
            #expect(language([("Accept-Language", "en"), ("Cookie", "aalo_language=bn")]) == "bn")
            #expect(language([("Accept-Language", "fr")]) == "bn")
        }
    }

    @Test func aWrongMethodIsToldTheRightOnes() throws {
        try TestClinic.open { clinic in
            let answer = clinic.send(.delete, "/api/tokens")
            #expect(answer.status == .methodNotAllowed)
            #expect(answer[header: "Allow"] == "GET, HEAD, POST, OPTIONS")
            #expect(clinic.send(.options, "/api/tokens").status == .noContent)
        }
    }

    @Test func readyMeansThatACommitWasMade() throws {
        try TestClinic.open { clinic in
            #expect(clinic.send(.get, "/ready", as: .nobody).status == .ok)
            try #expect(clinic.count("SELECT count(*) FROM readiness") == 1)
        }
    }
}
