import Foundation
import GRDB
import HTTP
import Storage
import Testing
import Vocabulary

@testable import Clinic

@Suite struct AuditPagesTests {
    private func page(_ clinic: TestClinic, _ path: String, _ language: String = "en") -> String {
        _ = try? clinic.log()
        return clinic.send(.get, path, as: .role(.manager), headers: [("Accept-Language", language)]).text
    }

    @Test func theManagerSeesWhoLookedAtWhom() throws {
        try TestClinic.open { clinic in
            let visit = clinic.receive()
            clinic.send(.get, "/api/patients/\(visit.patient)", as: .role(.doctor))
            let text = page(clinic, "/audit")
            #expect(text.contains("looked at the person&#39;s details"))
            #expect(text.contains("<a href=\"/audit/patients/\(visit.patient)\">Rahima</a>"))
            #expect(text.contains("<code>POST /api/tokens</code>"))
            #expect(page(clinic, "/audit", "bn").contains("দেখেছেন"))
        }
    }

    @Test func whereNothingFitsThePageSaysSo() throws {
        try TestClinic.open { clinic in
            _ = clinic.receive()
            #expect(page(clinic, "/audit?from=2020-01-01&to=2020-01-02").contains("Nothing was recorded"))
            let wrong = clinic.send(.get, "/api/audit?from=2026-11-22&to=2026-11-21", as: .role(.manager))
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.badFields == ["to"])
        }
    }

    @Test func eachFilterLeavesOutWhatDoesNotFit() throws {
        try TestClinic.open { clinic in
            let (one, other) = (clinic.receive(), clinic.receive(TestClinic.man))
            clinic.send(.get, "/api/patients/\(one.patient)", as: .role(.doctor))
            clinic.send(.get, "/api/patients/\(other.patient)", as: .role(.cashier))
            let doctor = try clinic.staffID("doctor")
            _ = try clinic.log()
            func routes(_ query: String) -> [String] {
                events(clinic, query).compactMap { $0["route"]?.string }.filter { $0 != "GET /api/audit" }
            }
            #expect(routes("?person=\(doctor)") == ["GET /api/patients/:patient"])
            #expect(routes("?patient=\(one.patient)") == ["GET /api/patients/:patient", "POST /api/tokens"])
            #expect(routes("?action=C") == ["POST /api/tokens", "POST /api/tokens"])
            #expect(routes("?route=/api/tok") == ["POST /api/tokens", "POST /api/tokens"])
            #expect(routes("?from=2026-11-22") == [])
            #expect(routes("?to=2026-11-20") == [])
            #expect(routes("?from=2026-11-20&to=2026-11-22&action=C").count == 2)
        }
    }

    @Test func pagesFollowEachOtherWithoutARowTwiceOrNotAtAll() throws {
        try TestClinic.open { clinic in
            for _ in 0..<120 { _ = clinic.receive("") }
            var (seen, place): ([String], String?) = ([], "/audit?action=C")
            var pages = 0
            while let address = place {
                let text = page(clinic, address)
                seen += text.matches(of: /<code>(POST \/api\/tokens)<\/code>/).map { String($0.1) }
                place = text.firstMatch(of: /href="(\/audit\?[^"]*before=\d+)"/).map {
                    String($0.1).replacingOccurrences(of: "&amp;", with: "&")
                }
                pages += 1
            }
            #expect(pages == 3)
            #expect(seen.count == 120)
        }
    }

    @Test func theTableIsStreamedAndGuarded() throws {
        try TestClinic.open { clinic in
            let visit = clinic.receive()
            var event = AuditEvent(action: .read, route: "=HYPERLINK(\"http://evil.test\")", agent: .nobody)
            event.purpose = "+1, please"
            clinic.app.audit.hear(event, at: clinic.clock.now)
            _ = try clinic.log()
            let answer = clinic.send(.get, "/api/audit/events.csv", as: .role(.administrator))
            #expect(answer.contentType == .csv)
            let table = try CSVTable(Array(answer.text.utf8))
            #expect(table.rows.contains { $0["route"] == "POST /api/tokens" && $0["patient_id"] == visit.patient })
            let evil = try #require(table.rows.first { $0["purpose"] == "'+1, please" })
            #expect(evil["route"] == "'=HYPERLINK(\"http://evil.test\")")
            #expect(!answer.text.contains("Rahima"))
        }
    }

    @Test func lookingIntoTheLogIsInTheLog() throws {
        try TestClinic.open { clinic in
            let visit = clinic.receive()
            for path in ["/audit", "/api/audit", "/api/audit/events.csv", "/audit/patients/\(visit.patient)"] {
                #expect(clinic.send(.get, path, as: .role(.manager)).status == .ok)
            }
            let rows = try clinic.log().filter { $0.route.contains("audit") }
            #expect(
                Set(rows.map(\.route)) == [
                    "GET /audit", "GET /api/audit", "GET /api/audit/events.csv", "GET /audit/patients/:patient",
                ])
            #expect(rows.first { $0.route == "GET /audit/patients/:patient" }?.patient == visit.patient)
        }
    }

    @Test func aPatientsHistoryHasThemAloneOnScreenAndOnPaper() throws {
        try TestClinic.open { clinic in
            let (one, other) = (clinic.receive(), clinic.receive(TestClinic.man))
            clinic.send(.get, "/api/patients/\(one.patient)", as: .role(.doctor))
            clinic.send(.get, "/api/visits/\(other.id)/observations", as: .role(.paramedic))
            for path in ["/audit/patients/\(one.patient)", "/audit/patients/\(one.patient)/paper"] {
                for (language, words) in [("en", "looked at"), ("bn", "দেখেছেন")] {
                    let text = page(clinic, path, language)
                    #expect(text.contains(words))
                    #expect(text.contains("GET /api/patients/:patient"))
                    #expect(!text.contains("GET /api/visits/:visit/observations"))
                }
            }
            let nobody = "01a1fd42-eb7a-7f7a-a550-5053d45d018c"
            #expect(clinic.send(.get, "/audit/patients/\(nobody)", as: .role(.manager)).status == .notFound)
        }
    }

    @Test func onlyManagerAndAdministratorLookIntoTheLog() throws {
        try TestClinic.open { clinic in
            for role in Role.allCases {
                let isAllowed = role == .manager || role == .administrator
                let status = clinic.send(.get, "/api/audit", as: .role(role)).status
                #expect(status == (isAllowed ? .ok : .forbidden), "\(role)")
            }
        }
    }

    private func events(_ clinic: TestClinic, _ query: String) -> [JSONValue] {
        clinic.send(.get, "/api/audit" + query, as: .role(.manager)).json["events"]?.array ?? []
    }
}
