import Clinic
import Foundation
import Testing
import Vocabulary

@testable import aalo

@Suite struct VisitorTests {
    @Test func `Who misses a call comes to the next one`() {
        let visitor = visitor(.noShowRegistration)
        #expect(!visitor.comes(to: .registration))
        #expect(visitor.missed().comes(to: .registration))
        #expect(visitor.returnsWhenMissed)
    }

    @Test func `Who leaves before screening is never seen again, whatever comes after registration`() {
        let visitor = visitor(.leavesBeforeScreening)
        #expect(visitor.comes(to: .registration))
        for stage in [Stage.screening, .orders, .billing] { #expect(!visitor.missed().comes(to: stage)) }
        #expect(!visitor.returnsWhenMissed)
    }

    @Test func `Who misses the doctor and needs none misses the tests`() {
        #expect(visitor(.noShowConsultation).comes(to: .screening))
        #expect(!visitor(.noShowConsultation).comes(to: .consultation))
        #expect(!visitor(.noShowConsultation).comes(to: .orders))
    }

    @Test func `What is said of a new patient is the name in both scripts and the rest`() throws {
        let body = try Messages.encode(TokenBody(.ordinary(), .told(by: .ordinary())))
        let sent = try #require(try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any])
            .mapValues { "\($0)" }
        #expect(
            sent == [
                "service": "general", "priority": "ordinary", "name": "রহিমা", "secondName": "Rahima",
                "sex": "female", "age": "30", "ageUnit": "years", "phone": "01711223344", "area": "Belt-tola",
            ])
    }

    @Test func `A token before identity says nothing of who it is`() throws {
        let body = try Messages.encode(TokenBody(.ordinary(), .none))
        let sent = try #require(try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any])
            .mapValues { "\($0)" }
        #expect(sent == ["service": "general", "priority": "ordinary"])
    }

    @Test func `Someone is known again by name and telephone`() throws {
        let known = { (json: String) -> KnownPatient in try Messages.decode(Array(json.utf8)) }
        #expect(try known(#"{"id":"1","nameEnglish":"Rahima","phone":"01711223344"}"#).isProbably(.ordinary()))
        #expect(try !known(#"{"id":"1","nameEnglish":"Karim","phone":"01711223344"}"#).isProbably(.ordinary()))
        #expect(try !known(#"{"id":"1","nameBangla":"রহিমা","phone":"01811223344"}"#).isProbably(.ordinary()))
        #expect(try !known(#"{"id":"1","nameBangla":"রহিমা","phone":null}"#).isProbably(.ordinary()))
    }

    @Test func `A line's entry is read with its times`() throws {
        let json = """
            {"id":"e","tokenId":"t","serial":3,"version":2,"service":"general",
            "enteredAt":"2026-11-21T04:05:06.789Z","servingAt":null}
            """
        let entry: LineEntry = try Messages.decode(Array(json.utf8))
        #expect(abs(entry.enteredAt.timeIntervalSince1970 - 1_795_233_906.789) < 0.001)
        #expect(entry.servingAt == nil)
    }

    @Test func `The day is over when everybody is gone, and those who come back are gone once`() {
        let attendance = Attendance(expected: 2)
        let visitor = visitor(.noShowRegistration)
        attendance.admit(visitor)
        #expect(attendance.visitor(of: "t")?.serial == 1)
        #expect(attendance.visitor(of: "s") == nil)
        attendance.leave()
        #expect(!attendance.isOver)
        attendance.lose()
        #expect(attendance.isOver)
        #expect(attendance.count == .init(arrived: 1, gone: 1, lost: 1))
    }

    @Test func `Who calls a token too early waits for the receptionist to finish, and not for others`() {
        let attendance = Attendance(expected: 2)
        attendance.whileIssuing(0) {
            Thread.detachNewThread { attendance.admit(visitor(nil)) }
            #expect(attendance.visitor(of: "t")?.serial == 1)
        }
        #expect(attendance.visitor(of: "of somebody else") == nil)
    }

    @Test func `Who was missed comes back to the same stage in time`() throws {
        let attendance = Attendance(expected: 1)
        let json =
            #"{"id":"e","tokenId":"t","serial":1,"version":4,"service":"x","enteredAt":"2026-11-21T04:05:06.789Z"}"#
        let entry: LineEntry = try Messages.decode(Array(json.utf8))
        attendance.miss(.init(visitor: visitor(nil), entry: entry, stage: .screening, backAt: 9 * 3600))
        let early = DayClock(opening: 8 * 3600, pace: .times(1))
        let late = DayClock(opening: 10 * 3600, pace: .times(1))
        #expect(attendance.takeReturner(at: .screening, early) == nil)
        #expect(attendance.takeReturner(at: .registration, late) == nil)
        #expect(attendance.takeReturner(at: .screening, late)?.entry.version == 4)
        #expect(attendance.takeReturner(at: .screening, late) == nil)
    }

    private func visitor(_ behaviour: Behaviour?) -> Visitor {
        Visitor(number: 0, arrival: .ordinary(behaviour), token: "t", visit: "v", serial: 1)
    }
}
