import Clinic
import Testing
import Vocabulary

@testable import aalo

@Suite struct InspectionTests {
    @Test func `A day as it should be has no faults`() {
        #expect(faults(day()).isEmpty)
    }

    @Test func `A number missing or twice is found`() {
        #expect(faults(day { $0.remove(at: 1) }).contains("they are not"))
        #expect(faults(day { $0[1] = token("b", 1) }).contains("they are not"))
    }

    @Test func `A token that a retry made is found`() {
        #expect(faults(day { $0.append(token("extra", 6)) }) == ["1 wrong: 6"])
    }

    @Test func `Someone left in a line is found, someone who went away is not`() {
        #expect(faults(day { $0[1] = token("b", 2, "open", "waiting") }) == ["1 wrong: 2"])
        #expect(faults(day { $0[3] = token("d", 4, "open", "waiting") }) == ["1 wrong: 4"])
    }

    @Test func `A void that did not happen, or one too many, is found`() {
        #expect(faults(day { $0[2] = token("c", 3) }) == ["1 wrong: 3"])
        #expect(faults(day { $0[1] = token("b", 2, "voided") }) == ["1 wrong: 2"])
    }

    @Test func `An answer with another number than the list is found`() {
        #expect(faults(day { ($0[1], $0[4]) = (token("b", 5), token("e", 2)) }) == ["2 wrong: 2, 5"])
    }

    /// One token of somebody else's before, then an arrival, a mistake put right, and one who goes away.
    private func day(_ change: (inout [IssuedToken]) -> Void = { _ in }) -> [IssuedToken] {
        var tokens = [
            token("a", 1), token("b", 2), token("c", 3, "voided"), token("d", 4, "open", "no-show"), token("e", 5),
        ]
        change(&tokens)
        return tokens
    }

    private func faults(_ listed: [IssuedToken]) -> [String] {
        let ours = [
            visitor("b", 2), visitor("c", 3, isMistake: true), visitor("d", 4, .leavesBeforeScreening),
            visitor("e", 5),
        ]
        return Inspection(listed: listed, before: ["a"], ours: ours, expectedArrivals: 3).findings.compactMap(\.fault)
    }

    private func token(_ id: String, _ serial: Int, _ standing: String = "left", _ state: String = "done")
        -> IssuedToken
    {
        IssuedToken(
            id: id, visitId: "v", patient: nil, serial: serial, standing: standing, stage: "billing", state: state)
    }

    private func visitor(
        _ token: String, _ serial: Int, _ behaviour: Behaviour? = nil, isMistake: Bool = false
    ) -> Visitor {
        Visitor(
            number: serial, arrival: .ordinary(behaviour), token: token, visit: "v", serial: serial,
            isMistake: isMistake)
    }
}

extension Arrival {
    static func ordinary(_ behaviour: Behaviour? = nil) -> Arrival {
        Arrival(
            time: 0, isReturning: false, nameBangla: "রহিমা", nameEnglish: "Rahima", sex: .female, age: 30,
            ageUnit: .years, phone: "01711223344", area: "Belt-tola", service: "general", complaint: nil, reason: nil,
            priority: .ordinary, behaviour: behaviour)
    }
}
