import Clinic
import Foundation
import Testing

@testable import aalo

@Suite struct CareTests {
    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().appending(path: "../../../Config/demo").standardizedFileURL

    @Test func `Everything people come for in the demo day has its care`() throws {
        let book = try CareBook.read(path: Self.folder.appending(path: "care.csv").path)
        let arrivals = try DayFile.read(path: Self.folder.appending(path: "clinic-day.csv").path)
        let fever = book.care(for: "fever")
        #expect(fever.diagnosis == "DX050" && fever.tests == ["LAB-CBC"])
        for reason in Set(arrivals.compactMap(\.reason)) where !reason.contains("fever") {
            #expect(book.care(for: reason) != fever, "\(reason)")
        }
    }

    @Test func `A line of care is read as it stands`() throws {
        let book = try CareBook.read(path: Self.folder.appending(path: "care.csv").path)
        let line = try #require(book.care(for: "acidity").lines(isChild: false).first)
        #expect(line == Care.Line(medicine: "MED016", pattern: "1+0+1", timing: "before_meal", days: 14))
    }

    @Test(arguments: [(36.6, 1, "36.6"), (0.04, 1, "0.0"), (7.0, 1, "7.0"), (12.35, 2, "12.35"), (0.05, 2, "0.05")])
    func `A decimal is written with its places`(_ value: Double, _ places: Int, _ text: String) {
        #expect(Script.decimal(value, places) == text)
    }

    @Test func `The same seed gives the same body`() throws {
        let visitor = Visitor(number: 7, arrival: .ordinary(), token: "t", visit: "v", serial: 1)
        let (one, two) = (Script(seed: 5).vitals(visitor), Script(seed: 5).vitals(visitor))
        #expect(one == two)
        #expect(one.systolic != nil && one.temperature != nil)
    }
}
