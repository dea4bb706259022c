import Testing

@testable import HTTP

@Suite struct JSONTests {
    private func parse(_ text: String) throws(JSONError) -> JSONValue { try JSONParser.parse(Array(text.utf8)) }

    @Test func valuesAreRead() throws {
        let value = try parse(#" {"a":[1,-2.5e3,true,null],"b":{"c":"x\n\"\\\/\u0995\ud83d\ude00"}} "#)
        #expect(value["a"]?.array?[0].integer == 1)
        #expect(value["a"]?.array?[2].bool == true)
        #expect(value["b"]?["c"]?.string == "x\n\"\\/ক😀")
        #expect(value["b"]?.offset == 31)
    }

    @Test(arguments: [
        ("", JSONError.Reason.unexpectedEnd, 0), ("{", .unexpectedEnd, 1), ("[1", .unexpectedEnd, 2),
        ("[1,]", .unexpectedByte, 3), ("{\"a\":1,}", .unexpectedByte, 7), ("{\"a\" 1}", .unexpectedByte, 5),
        ("01", .trailingBytes, 1), ("+1", .unexpectedByte, 0), ("1.", .unexpectedEnd, 2), (".5", .unexpectedByte, 0),
        ("1e", .unexpectedEnd, 2), ("-", .unexpectedEnd, 1), ("NaN", .unexpectedByte, 0), ("tru", .unexpectedEnd, 3),
        ("nul1", .unexpectedByte, 3), ("\"a", .unexpectedEnd, 2), ("\"\u{1}\"", .controlCharacter, 1),
        (#""\x""#, .invalidEscape, 3), (#""\u12g4""#, .invalidEscape, 5), (#""\ud800""#, .invalidEscape, 7),
        (#""\ud800\u0041""#, .invalidEscape, 13), (#""\udc00""#, .invalidEscape, 7),
        (#"{"a":1,"a":2}"#, .duplicateName, 7), ("1 2", .trailingBytes, 2), ("'a'", .unexpectedByte, 0),
        ("{a:1}", .unexpectedByte, 1), ("[1 2]", .unexpectedByte, 3),
    ])
    func whatIsNotJSONIsRefusedAtItsByte(_ text: String, _ reason: JSONError.Reason, _ offset: Int) {
        #expect(throws: JSONError(reason: reason, offset: offset)) { try parse(text) }
    }

    @Test func depthIsBounded() {
        #expect(throws: JSONError(reason: .tooDeep, offset: 17)) { try parse(String(repeating: "[", count: 100_000)) }
    }

    @Test func invalidUTF8IsRefused() {
        #expect(throws: JSONError(reason: .invalidUTF8, offset: 1)) {
            try JSONParser.parse([0x22, 0xC3, 0x28, 0x22])
        }
        let half = Array("\"ক্ষ😀".utf8).dropLast()
        #expect(throws: JSONError(reason: .invalidUTF8, offset: 10)) { try JSONParser.parse(Array(half)) }
    }

    @Test func aByteOrderMarkIsNamed() {
        #expect(throws: JSONError(reason: .byteOrderMark, offset: 0)) { try parse("\u{FEFF}{}") }
        #expect(throws: JSONError(reason: .unexpectedByte, offset: 1)) { try parse("[\u{FEFF}]") }
    }

    @Test(arguments: [
        "1e999", "-1e999", "1E400", String(repeating: "9", count: 65), "0." + String(repeating: "0", count: 80),
    ])
    func numbersThatReadersUnderstandDifferentlyAreRefused(_ number: String) {
        #expect(throws: JSONError(reason: .numberOutOfRange, offset: 5)) { try parse(#"{"a":\#(number)}"#) }
    }

    @Test(arguments: ["1e308", "-1.7e308", "1e-999", "12345678901234567890", "0.1234567890123456789"])
    func numbersInRangeKeepTheirDigits(_ number: String) throws {
        guard case .number(number) = try parse(number).kind else {
            Issue.record("\(number) is not kept")
            return
        }
    }

    @Test func theCountOfValuesIsBounded() throws {
        let zeros = "[" + Array(repeating: "0", count: 9).joined(separator: ",") + "]"
        _ = try JSONParser.parse(Array(zeros.utf8), valueLimit: 10)
        #expect(throws: JSONError(reason: .tooManyValues, offset: 17)) {
            try JSONParser.parse(Array(zeros.utf8), valueLimit: 9)
        }
    }

    @Test(arguments: [
        (#"{"a":[1,{"b":tru}]}"#, "/a/1/b"), (#"{"a/b~":{"":[x]}}"#, "/a~1b~0//0"), (#"{"a":1,"a":2}"#, "/a"),
        (#"[[[1e999]]]"#, "/0/0/0"), (#"{"a":"\ud800"}"#, "/a"), ("tru", ""), (#"{"a":1}x"#, ""),
    ])
    func aRefusalPointsToTheValue(_ text: String, _ pointer: String) {
        do {
            _ = try parse(text)
            Issue.record("\(text) was taken")
        } catch {
            #expect(error.pointer == pointer)
        }
    }

    @Test func everyPrefixOfATextIsRefusedWithoutHarm() throws {
        let text = Array(#"{"a":[1,2.5e-3,"x\u0995\n"],"b":{"c":null,"d":true}}"#.utf8)
        for end in 0..<text.count { #expect(throws: JSONError.self) { try JSONParser.parse(Array(text[..<end])) } }
        _ = try JSONParser.parse(text)
    }

    @Test func whatIsWrittenIsReadBack() throws {
        let text = "a\"b\\c\u{1}\n\r\tক্ষ😀/"
        var json = JSONWriter()
        json.object { members in
            members.name("text")
            members.string(text)
            members.name("list")
            members.array { list in
                for number in [0, -1, 7, 10, -10, .max, .min, 1_234_567_890] { list.integer(number) }
                list.null()
                list.bool(false)
                list.object { _ in }
            }
        }
        let bytes = json.finish()
        let value = try JSONParser.parse(bytes)
        #expect(value["text"]?.string == text)
        #expect(
            value["list"]?.array?.prefix(8).compactMap(\.integer) == [0, -1, 7, 10, -10, .max, .min, 1_234_567_890])
        #expect(String(decoding: bytes, as: UTF8.self).hasSuffix(#",1234567890,null,false,{}]}"#))
    }
}
