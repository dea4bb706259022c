import Testing

@testable import Vocabulary

@Suite struct DayTests {
    /// L28: a date goes out as it came in, for every day of 400 years.
    @Test func everyDayGoesRoundUnchanged() {
        for epochDay in -110_000...40_000 {
            let day = Day(epochDay: epochDay)
            #expect(Day(day.description) == day)
        }
    }

    @Test(arguments: [
        "2026-02-29", "2026-02-30", "2026-13-01", "2026-00-10", "2026-1-1", "26-01-01", "2026/01/01", "2026-01-01T",
        "2026-01-0a", "+026-01-01", "-026-01-01", "0000-01-01", "", "২০২৬-০১-০১",
    ])
    func whatIsNoDayIsRefused(_ text: String) { #expect(Day(text) == nil) }

    @Test func leapDaysExist() {
        #expect(Day("2024-02-29") != nil)
        #expect(Day("2000-02-29") != nil)
        #expect(Day("1900-02-29") == nil)
    }

    /// L2: the clinic's midnight is 18:00 UTC.
    @Test func theDayTurnsAtMidnightInDhaka() {
        let midnight = Instant(milliseconds: 1_795_197_600_000)
        #expect(midnight.timestamp == "2026-11-20T18:00:00.000Z")
        #expect(Day(midnight).description == "2026-11-21")
        #expect(Day(Instant(milliseconds: midnight.milliseconds - 1)).description == "2026-11-20")
        #expect(Day(midnight).start == midnight)
        #expect(midnight.wallClock == "00:00")
    }

    @Test func weekdaysAndMonthsAreNamed() {
        let day = Day("2026-11-21")
        #expect(day?.weekday(.english) == "Saturday")
        #expect(day?.words(.bangla) == "২১ নভেম্বর ২০২৬")
    }

    @Test func momentsBefore1970AreWrittenRightly() {
        #expect(Instant(milliseconds: -1).timestamp == "1969-12-31T23:59:59.999Z")
    }
}
