import FHIR
import Foundation
import Testing

@Suite struct JSONTextTests {
    private func text(_ value: some Encodable) throws -> String {
        String(decoding: try JSONText.encode(value), as: UTF8.self)
    }

    @Test func aWeightKeepsThePrecisionItWasReadWith() throws {
        let weight = Quantity(try #require(FHIRDecimal("55.0")), ucum: "kg")
        #expect(try text(weight) == #"{"value":55.0,"unit":"kg","system":"http://unitsofmeasure.org","code":"kg"}"#)
    }

    @Test(arguments: ["", "-", ".5", "5.", "05", "1e3", "1.2.3", "NaN", "৫", " 5", "0x1"])
    func whatIsNoNumberIsNoDecimal(_ text: String) {
        #expect(FHIRDecimal(text) == nil)
    }

    @Test(arguments: ["0", "0.0", "-3.25", "120", "36.6"])
    func aNumberIsADecimal(_ text: String) throws {
        #expect(try self.text(try #require(FHIRDecimal(text))) == text)
    }

    @Test func nothingEmptyIsWritten() throws {
        var patient = Patient(identifier: [], name: [HumanName(text: "Rahima")], gender: "female")
        patient.telecom = []
        patient.address = [Address(use: "home", country: "BD")]
        #expect(
            try text(patient) == """
                {"resourceType":"Patient","name":[{"text":"Rahima"}],"gender":"female",\
                "address":[{"use":"home","country":"BD"}]}
                """)
    }

    @Test func theBanglaNameStandsBesideTheText() throws {
        let name = HumanName(use: "official", text: "Rahima", [Extension("https://x/bd-name-bn", string: "রহিমা")])
        #expect(
            try text(name) == """
                {"use":"official","text":"Rahima",\
                "_text":{"extension":[{"url":"https://x/bd-name-bn","valueString":"রহিমা"}]}}
                """)
    }

    @Test func whatIsWrittenIsReadBackByFoundation() throws {
        let hostile = "a\"b\\c\n\r\t\u{1}\u{1F}/é রহিমা 👩‍⚕️ \u{2028}"
        let written = Data(try JSONText.encode(CodeableConcept(text: hostile)))
        let read = try #require(try JSONSerialization.jsonObject(with: written) as? [String: Any])
        #expect(read["text"] as? String == hostile)
    }

    @Test(arguments: [
        ("A-90101", "A-90101"), ("A 90,1", "A%2090%5C%2C1"), ("50%|x", "50%25%5C%7Cx"),
        ("a&b=c#d+e", "a%26b%3Dc%23d%2Be"),
        ("ক", "%E0%A6%95"),
    ])
    func whatMeansSomethingInASearchIsEscaped(_ value: String, _ written: String) {
        #expect(Identifier(system: "https://x/y", value: value).token == "https://x/y|" + written)
    }

    @Test func aFloatingPointNumberIsRefusedAndNotPursuedForEver() {
        struct Measured: Encodable { let value = 55.0 }
        #expect(throws: EncodingError.self) { try JSONText.encode(Measured()) }
    }

    @Test func anEntrySaysHowItIsKeptApart() throws {
        let facility = Identifier(system: "http://hrm.dghs.gov.bd/facilities/code", value: "10034140")
        let organization = Organization(identifier: [facility], name: "Aalo")
        let bundle = FHIR.Bundle(transaction: [
            .create(organization, fullUrl: "urn:uuid:1", unless: [facility, Identifier(uuid: "2")]),
            .put(organization, fullUrl: "urn:uuid:3", by: [Identifier(uuid: "3")]),
        ])
        let written = try text(bundle)
        #expect(written.hasPrefix(#"{"resourceType":"Bundle","type":"transaction","entry":[{"fullUrl":"urn:uuid:1","#))
        #expect(
            written.contains(
                """
                "request":{"method":"POST","url":"Organization","ifNoneExist":"identifier=\
                http://hrm.dghs.gov.bd/facilities/code|10034140,urn:ietf:rfc:3986|urn:uuid:2"}
                """))
        #expect(
            written.contains(
                #""request":{"method":"PUT","url":"Organization?identifier=urn:ietf:rfc:3986|urn:uuid:3"}"#))
    }
}
