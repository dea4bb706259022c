import Testing

@testable import aalo

@Suite struct ScriptTests {
    @Test func `The same seed gives the same day, another seed another`() {
        let times = { (seed: UInt64) in (0..<50).map { Script(seed: seed).seconds(.consultation, $0) } }
        #expect(times(1) == times(1))
        #expect(times(1) != times(2))
        #expect(Set(times(1)).count > 40)
    }

    @Test(arguments: [Script.Doing.typing, .walking, .absence, .registration, .consultation, .test, .billing])
    func `What takes time takes as long as it may`(doing: Script.Doing) {
        let times = (0..<500).map { Script(seed: 7).seconds(doing, $0) }
        #expect(times.allSatisfy(doing.seconds.contains))
        let middle = (doing.seconds.lowerBound + doing.seconds.upperBound) / 2
        #expect(abs(times.reduce(0, +) / 500 - middle) < (doing.seconds.upperBound - middle) / 5)
    }

    @Test func `About one visitor in seven needs a test, most of them of the laboratory`() {
        let tests = (0..<2000).compactMap { Script(seed: 3).test($0) }
        #expect((200...360).contains(tests.count))
        #expect(tests.count { $0 == "laboratory" } > tests.count { $0 == "sonology" })
    }

    @Test func `Without a pace nobody waits and everybody is back at once`() {
        let clock = DayClock(opening: 8 * 3600, pace: .unpaced)
        clock.wait(until: 20 * 3600)
        #expect(clock.elapsed < 5)
        #expect(clock.isPast(20 * 3600))
    }

    @Test func `With a pace the clock runs that much faster`() {
        let clock = DayClock(opening: 8 * 3600, pace: .times(60), start: .now - .seconds(10))
        #expect((8 * 3600 + 600..<8 * 3600 + 900).contains(clock.now))
        #expect(clock.isPast(8 * 3600 + 599))
        #expect(!clock.isPast(12 * 3600))
    }
}
