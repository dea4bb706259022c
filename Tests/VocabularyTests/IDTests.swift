import Testing

@testable import Vocabulary

@Suite struct IDTests {
    private enum Thing {}

    @Test func aNewIdentifierIsAVersion7UUIDThatKnowsItsTime() throws {
        let instant = Instant(milliseconds: 0x0123_4567_89AB)
        let text = ID<Thing>.new(at: instant).description
        let parts = text.split(separator: "-")
        #expect(parts.map(\.utf8.count) == [8, 4, 4, 4, 12])
        #expect(text.hasPrefix("01234567-89ab-7"))
        #expect("89ab".contains(try #require(parts[3].first)))
    }

    @Test func identifiersAreDifferentAndOrderedByTime() {
        let many = (0..<10_000).map { ID<Thing>.new(at: Instant(milliseconds: Int64($0))).description }
        #expect(Set(many).count == many.count)
        #expect(many == many.sorted())
    }

    @Test func whatIsWrittenIsReadBack() {
        for _ in 0..<1_000 {
            let id = ID<Thing>.new(at: Instant(milliseconds: 1_795_233_600_000))
            #expect(ID<Thing>(id.description) == id)
            #expect(ID<Thing>(id.description.uppercased()) == id)
        }
    }

    @Test func aByteThatIsNoHexadecimalDigitIsRefusedWhereverItStands() throws {
        let digits = Set("0123456789abcdefABCDEF".utf8)
        let text = Array("01a1fd42-eb7a-7f7a-a550-5053d45d018c".utf8)
        for position in text.indices where text[position] != UInt8(ascii: "-") {
            for byte in UInt8.min...UInt8.max {
                var changed = text
                changed[position] = byte
                let id = changed.withUnsafeBufferPointer { ID<Thing>(ascii: $0) }
                #expect((id != nil) == digits.contains(byte))
                if let id {
                    #expect(
                        id.description.utf8.elementsEqual(String(decoding: changed, as: UTF8.self).lowercased().utf8))
                }
            }
        }
    }

    @Test(arguments: [
        "", "7", "01a1fd42eb7a7f7aa5505053d45d018c", "01a1fd42-eb7a-7f7a-a550-5053d45d018",
        "g1a1fd42-eb7a-7f7a-a550-5053d45d018c",
        "01a1fd42-eb7a-7f7a-a550-5053d45d018cc", "01a1fd42-eb7a-7f7a-a550_5053d45d018c",
        "--------------------------------01--",
    ])
    func whatIsNoUUIDIsRefused(_ text: String) { #expect(ID<Thing>(text) == nil) }
}
