import Foundation
import Testing
import Vocabulary

@testable import Clinic

@Suite struct GeographyTests {
    static let geography = Result {
        try Geography(folder: TestClinic.root.appending(path: "Config/catalogue"))
    }

    private func codes(_ text: String) throws -> [String] {
        try Self.geography.get().search(text, limit: 8).map(\.code.upazila)
    }

    @Test(arguments: ["banani", "Bana", "বনানী", "বন", "  BANANI  dhaka ", "বনানী ঢাকা উত্তর", "banani, Dhaka North"])
    func aPlaceIsFoundInBothLanguagesByAnyPartOfItsAddress(_ text: String) throws {
        try #expect(codes(text).contains("30262507"), "\(text)")
    }

    @Test func whatBeginsWithItComesFirst() throws {
        let places = try Self.geography.get().search("mir", limit: 8)
        #expect(places.first?.name.english.hasPrefix("Mir") == true)
        let tongi = try codes("টঙ্গী")
        #expect(Set(tongi) == ["30333390", "30333393"])
    }

    /// People and papers still say what was renamed.
    @Test(arguments: [("hathazari chittagong", "2015"), ("comilla", "2019"), ("jessore", "4041"), ("barisal", "1006")])
    func oldSpellingsOfADistrictAreKnown(_ text: String, _ district: String) throws {
        let found = try codes(text)
        #expect(!found.isEmpty)
        #expect(found.contains { $0.hasPrefix(district) }, "\(text): \(found)")
    }

    @Test func oneKeyboardsLettersAreAnothersLetters() throws {
        try #expect(codes("কোনাবাড\u{09BC}ী") == codes("কোনাবা\u{09DC}ী"))
        try #expect(codes("sher-e-bangla") == codes("Sher e Bangla"))
        try #expect(codes("sher-e-bangla").isEmpty == false)
    }

    @Test func theMisplacedCodesCannotBeChosen() throws {
        let geography = try Self.geography.get()
        for code in ["30260022", "30260023", "30260090"] {
            let code = try #require(Geocode(code))
            #expect(geography[code] != nil, "what was written with it can be read")
            #expect(!geography.isChoosable(code))
        }
        #expect(geography.search("gaf", limit: 8).map(\.code.upazila) == ["45610022"])
        #expect(geography.search("gauripur", limit: 8).allSatisfy { $0.code.district != "3026" })
        #expect(geography.search("", limit: .max).isEmpty)
    }

    @Test func anAddressIsSaidInBothLanguages() throws {
        let geography = try Self.geography.get()
        let banani = try #require(Geocode("30262507").flatMap { geography[$0] })
        #expect(banani.words.english == "Banani, Dhaka North City Corporation, Dhaka")
        #expect(banani.words.bangla == "বনানী, ঢাকা উত্তর সিটি কর্পোরেশন, ঢাকা")
        let dhamrai = try #require(Geocode("30260014").flatMap { geography[$0] })
        #expect(dhamrai.words.english == "Dhamrai, Dhaka")
        let uttara = try #require(Geocode("30262594").flatMap { geography[$0] })
        #expect(uttara.name.english == "Uttara Paschim")
    }

    @Test func everyPlaceThatCanBeChosenHasABanglaName() throws {
        let geography = try Self.geography.get()
        let places = geography.search("a", limit: .max)
        #expect(places.count > 500)
        let isBangla = { (text: String) in text.unicodeScalars.contains { (0x0980...0x09FF).contains($0.value) } }
        #expect(places.filter { !isBangla($0.name.bangla) }.map(\.name.english) == [])
    }

    @Test func aCodeOutsideOfItsDistrictIsRefusedWithItsLine() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "aalo-geo-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(
            at: folder.appending(path: "geography"), withIntermediateDirectories: true)
        let files = [
            "divisions.csv": "code,name_en,name_bn,alt_en\n30,Dhaka,ঢাকা,\n",
            "districts.csv": "code,name_en,name_bn,alt_en\n3026,Dhaka,ঢাকা,\n",
            "city-corporations.csv": "code,name_en,name_bn,is_real\n302625,Dhaka North,ঢাকা উত্তর,True\n",
            "upazilas.csv": "code,name_en,name_bn\n30262507,Banani,বনানী\n30990001,Nowhere,\n",
        ]
        for (name, text) in files {
            try Data(text.utf8).write(to: folder.appending(path: "geography/" + name))
        }
        #expect {
            try Geography(folder: folder)
        } throws: { error in
            (error as? CatalogueError)?.line == 3 && (error as? CatalogueError)?.file == "geography/upazilas.csv"
        }
    }
}
