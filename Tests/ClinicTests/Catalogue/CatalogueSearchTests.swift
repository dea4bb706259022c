import Clinic
import HTTP
import Testing
import Vocabulary

@Suite struct CatalogueSearchTests {
    @Test(arguments: [
        ("জ", "CC001"), ("জ্ব", "CC001"), ("FEVER", "CC001"), ("fev", "CC001"), ("শ্বাস", "CC009"), ("cc012", "CC012"),
    ])
    func aComplaintIsFoundFromItsFirstLetterInEitherScript(_ text: String, _ first: String) throws {
        #expect(try catalogue().complaints.search(text).contains { $0.code == first })
    }

    @Test func whatBeginsWithTheTextStandsFirst() throws {
        let found = try catalogue().complaints.search("কাশি").map(\.name.bangla)
        #expect(found.first?.hasPrefix("কাশি") == true || found.allSatisfy { !$0.hasPrefix("কাশি") })
        let diagnoses = try catalogue().diagnoses.search("diabetes").map(\.name.english)
        #expect(diagnoses.contains("Type 2 diabetes mellitus"))
        let medicines = try catalogue().medicines.search("para").map(\.generic.english)
        #expect(medicines.prefix(3).allSatisfy { $0 == "Paracetamol" })
    }

    @Test(arguments: [("I10", "DX001"), ("5a11", "DX003"), ("BA00.Z", "DX001"), ("টাইপ ২", "DX003"), ("টাইপ-2", "DX003")])
    func aDiagnosisIsFoundByBothEditionsOfTheICDAndInBothDigits(_ text: String, _ code: String) throws {
        #expect(try catalogue().diagnoses.search(text).contains { $0.code == code })
    }

    @Test(arguments: [("প্যারা", "MED001"), ("paracetamol 500", "MED001"), ("N02BE01", "MED002"), ("amox", "MED039")])
    func aMedicineIsFoundByGenericNameAndStrength(_ text: String, _ code: String) throws {
        #expect(try catalogue().medicines.search(text).contains { $0.code == code })
    }

    @Test func atMostTwentyAreGivenAndNothingIsNoMistake() throws {
        #expect(try catalogue().diagnoses.search("").count == 20)
        #expect(try catalogue().diagnoses.search("a").count == 20)
        #expect(try catalogue().diagnoses.search("qqq").isEmpty)
        #expect(try catalogue().diagnoses.search(String(repeating: "ক", count: 10_000)).isEmpty)
    }

    /// A prescription of "250 mg, 500 mg" would leave the choice to the pharmacy.
    @Test func aRowOfSeveralStrengthsOrFormsIsSeveralMedicines() throws {
        let medicines = try catalogue().medicines
        let of = { (row: String) in medicines.presentations(of: row).map { "\($0.strength) \($0.form) \($0.unit)" } }
        #expect(of("MED038") == ["250 mg Capsule cap", "500 mg Capsule cap"])
        #expect(of("MED023") == ["4 mg Tablet tab", "8 mg Tablet tab", "4 mg/5 mL Syrup tsf"])
        #expect(of("MED022") == ["10 mg Tablet tab", "10 mg Injection vial"])
        #expect(of("MED094") == ["100 mcg Inhaler puff", "200 mcg Inhaler puff"])
        #expect(of("MED114") == ["10 mg Capsule cap", "20 mg SR SR tablet tab"])
        #expect(of("MED096") == ["25/125 mcg Inhaler puff", "25/250 mcg Inhaler puff"])
        #expect(medicines["MED038"] == nil)
        #expect(medicines["MED071"]?.strength == "100,000 IU/mL")
        #expect(medicines["MED086"]?.form == "Eye/ear drops")
    }

    @Test func theInterfaceGivesWhatThePagesUse() throws {
        try TestClinic.open { clinic in
            let find = { (path: String) in clinic.send(.get, "/api/catalogue/" + path, as: .role(.laboratory)).json }
            #expect(find("complaints?q=fever")["complaints"]?.array?.first?["code"]?.string == "CC001")
            #expect(find("diagnoses?q=I10")["diagnoses"]?.array?.first?["icd11"]?.string == "BA00.Z")
            #expect(find("medicines?q=para")["medicines"]?.array?.first?["unit"]?.string == "tab")
            #expect(find("investigations?q=CBC")["investigations"]?.array?.first?["code"]?.string == "LAB-CBC")
            #expect(clinic.send(.get, "/api/catalogue/medicines?q=x", as: .nobody).status == .unauthorized)
        }
    }

    private func catalogue() throws -> Catalogue { try DosageTests.catalogue() }
}
