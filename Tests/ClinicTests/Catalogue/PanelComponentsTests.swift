import Clinic
import Foundation
import Testing
import Vocabulary

@Suite struct PanelComponentsTests {
    private func catalogue() throws -> Catalogue { try TestClinic.catalogue.get() }

    @Test func everyRowLoadsAndEveryTestReportsSomething() throws {
        let catalogue = try catalogue()
        #expect(catalogue.investigations.all.count == 57)
        let components = catalogue.investigations.all.flatMap { catalogue.components[$0.code] }
        let rows =
            try String(
                contentsOf: TestClinic.root.appending(path: "Config/catalogue/panel-components.csv"), encoding: .utf8
            ).split(whereSeparator: \.isNewline).count - 1
        #expect(rows == 59)
        #expect(components.count > rows)
        for test in catalogue.investigations.all { #expect(!catalogue.components[test.code].isEmpty, "\(test.code)") }
        for component in components {
            #expect((component.unit != nil) == (component.type == .quantity), "\(component.code)")
            #expect(component.choices.isEmpty == (component.type != .coded), "\(component.code)")
        }
    }

    @Test func aTestOfItsOwnIsThePanelsComponentWithItsLOINCCodeElseWords() throws {
        let catalogue = try catalogue()
        let haemoglobin = catalogue.components["LAB-HB"]
        #expect(haemoglobin.map(\.code) == ["718-7"])
        #expect(haemoglobin.first?.unit == "g/dL")
        #expect(haemoglobin.first?.name.bangla == "হিমোগ্লোবিন")
        #expect(catalogue.components["LAB-UALB"].first?.type == .coded)
        #expect(catalogue.components["USG-ABD"].map(\.code) == ["USG-ABD"])
        #expect(catalogue.components["USG-ABD"].first?.type == .text)
        #expect(catalogue.components["NOTHING"].isEmpty)
    }

    @Test func anIntervalIsOfTheSexOrOfBoth() throws {
        let catalogue = try catalogue()
        let haemoglobin = try #require(catalogue.components["LAB-HB"].first)
        #expect(haemoglobin.interval(.male)?.low == "13.0")
        #expect(haemoglobin.interval(.female)?.low == "12.0")
        #expect(haemoglobin.interval(.unknown) == nil)
        let glucose = try #require(catalogue.components["LAB-RBS"].first)
        #expect(glucose.interval(.unknown)?.high == "7.8")
        let cholesterol = try #require(catalogue.components["LAB-LIPID"].first)
        #expect(cholesterol.interval(.male)?.low == nil)
        #expect(cholesterol.interval(.male)?.high == "200")
    }

    @Test(arguments: [
        ("LAB-NOTHING,718-7,x,x,x,quantity,g/dL,,,,,,,", "panel"),
        ("LAB-CBC,718-7,x,x,x,quantity,,,,,,,,", "ucum"),
        ("LAB-CBC,718-7,x,x,x,quantity,g/dL,low,,,,,,", "male_low"),
        ("LAB-CBC,718-7,x,x,x,number,g/dL,,,,,,,", "value_type"),
        ("LAB-CBC,718-7,x,x,x,coded,,,,,,,,", "loinc"),
        ("LAB-CBC,882-1,x,x,x,coded,,,,C+,,,,", "female_low"),
        ("LAB-CBC,718-7,x,x,x,text,,,,,9,,,", "female_high"),
        ("LAB-CBC,718-7,x,x,,quantity,g/dL,,,,,,,", "name_bn"),
    ])
    func aRowThatCannotBeIsNamed(_ row: String, _ column: String) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "catalogue-\(UUID().uuidString)")
        try FileManager.default.copyItem(at: TestClinic.root.appending(path: "Config/catalogue"), to: folder)
        defer { try? FileManager.default.removeItem(at: folder) }
        let head =
            "panel,loinc,loinc_component,name_en,name_bn,value_type,ucum,male_low,male_high,female_low,female_high,note,source,verification\n"
        try Data((head + row + "\n").utf8).write(to: folder.appending(path: "panel-components.csv"))
        do {
            _ = try Catalogue(folder: folder)
            Issue.record("the row was taken")
        } catch let error as CatalogueError {
            #expect(error.file == "panel-components.csv")
            #expect(error.line == 2)
            #expect(error.column == column)
        }
    }
}
