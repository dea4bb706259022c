import Clinic
import Foundation
import Testing
import Vocabulary

/// What a patient is told, in both languages.
@Suite struct DosageTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let pattern: String
        let unit: DoseUnit
        var timing: String?
        var days: Int?
        let english: String
        let bangla: String

        var testDescription: String { pattern + " " + (timing ?? "") }
    }

    @Test(arguments: [
        Case(
            pattern: "1+0+1", unit: .tab, timing: "after_meal", days: 7,
            english: "1 tablet twice a day, in the morning and at night, after food, for 7 days",
            bangla: "১টি করে দিনে ২ বার, সকালে ও রাতে, খাবারের পরে, ৭ দিন"),
        Case(
            pattern: "1+1+1", unit: .cap, days: 5,
            english: "1 capsule three times a day, in the morning, at noon and at night, for 5 days",
            bangla: "১টি করে দিনে ৩ বার, সকালে, দুপুরে ও রাতে, ৫ দিন"),
        Case(
            pattern: "½+0+½", unit: .tab, days: 30,
            english: "½ tablet twice a day, in the morning and at night, for 1 month",
            bangla: "আধা ট্যাবলেট করে দিনে ২ বার, সকালে ও রাতে, ১ মাস"),
        Case(
            pattern: "1½+1½+1½", unit: .tsf, days: 3,
            english: "1½ teaspoons (5 mL each) three times a day, in the morning, at noon and at night, for 3 days",
            bangla: "দেড় চা চামচ (৫ মি.লি.) করে দিনে ৩ বার, সকালে, দুপুরে ও রাতে, ৩ দিন"),
        Case(
            pattern: "2+0+1", unit: .tab, days: 60,
            english: "2 tablets in the morning and 1 tablet at night, for 2 months",
            bangla: "সকালে ২টি ও রাতে ১টি, ২ মাস"),
        Case(
            pattern: "20+0+10", unit: .unit, timing: "before_meal",
            english: "20 units in the morning and 10 units at night, before food (30 min), continue",
            bangla: "সকালে ২০ ইউনিট ও রাতে ১০ ইউনিট, খাবারের আগে, চলবে"),
        Case(
            pattern: "1+1+1+1", unit: .tab, days: 1, english: "1 tablet four times a day, every 6 hours, for 1 day",
            bangla: "১টি করে দিনে ৪ বার, ৬ ঘণ্টা পর পর, ১ দিন"),
        Case(
            pattern: "1+1+1", unit: .tab, timing: "fever",
            english: "1 tablet, if temperature >=100 F, at most three times a day",
            bangla: "১টি করে, জ্বর ১০০°F বা তার বেশি হলে, দিনে সর্বোচ্চ ৩ বার"),
        Case(
            pattern: "1+0+0", unit: .amp, timing: "stat", english: "1 ampoule, stat (single dose now)",
            bangla: "১ অ্যাম্পুল, এখনই একবার"),
        Case(
            pattern: "1+0+0", unit: .tab, timing: "alternate_day", days: 14,
            english: "1 tablet every second day, in the morning, for 14 days",
            bangla: "১টি করে একদিন পর পর, সকালে, ১৪ দিন"),
        Case(
            pattern: "2+0+1", unit: .tab, timing: "alternate_day", days: 14,
            english: "every second day, 2 tablets in the morning and 1 tablet at night, for 14 days",
            bangla: "একদিন পর পর, সকালে ২টি ও রাতে ১টি, ১৪ দিন"),
        Case(
            pattern: "1+0+1", unit: .apply, days: 10,
            english: "twice a day, in the morning and at night, apply thinly, for 10 days",
            bangla: "দিনে ২ বার, সকালে ও রাতে, অল্প করে লাগাবেন, ১০ দিন"),
        Case(
            pattern: "1+1+1", unit: .sachet, timing: "after_each_stool", days: 2,
            english: "1 sachet, after each loose stool, for 2 days",
            bangla: "১ প্যাকেট করে, প্রতিবার পাতলা পায়খানার পরে, ২ দিন"),
    ])
    func aDoseIsSaidInPlainWords(_ its: Case) throws {
        let dosage = try Dosage(
            try DosePattern(its.pattern), its.unit, try its.timing.map(timing), days: its.days)
        #expect(dosage.instruction.english == its.english)
        #expect(dosage.instruction.bangla == its.bangla)
    }

    @Test(arguments: [("1+0+1", "stat"), ("1+1+1", "weekly"), ("2+0+1", "sos"), ("1+2+1", "fever")])
    func aTimingThatContradictsItsPatternIsRefused(_ pattern: String, _ code: String) throws {
        let (pattern, timing) = (try DosePattern(pattern), try timing(code))
        #expect(throws: Refusal.self) { try Dosage(pattern, .tab, timing, days: 3) }
    }

    @Test func theCataloguesOwnPatternsAndTimingsAreAllThere() throws {
        let notation = try Self.catalogue().dosage
        #expect(notation.patterns.count == 12)
        #expect(notation.timing("after_meal")?.name.bangla == "খাবারের পরে")
        #expect(notation.timing("night") == nil, "the pattern says the time of day")
    }

    private func timing(_ code: String) throws -> DoseTiming { try #require(Self.catalogue().dosage.timing(code)) }

    static func catalogue() throws -> Catalogue { try TestClinic.catalogue.get() }
}
