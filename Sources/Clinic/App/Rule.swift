import HTTP
import Vocabulary

/// How one field is read: what it may be, what is said when it is not, and how the OpenAPI document describes it.
package struct Rule<Value: Sendable>: Sendable {
    package let wire: WireType
    private let describe: @Sendable () -> JSONSchema
    package let example: Value
    package let parse: @Sendable (String) throws(Refusal) -> Value

    /// Made for every field of every request, so the schema waits until somebody asks for it.
    package init(
        wire: WireType, schema: @autoclosure @escaping @Sendable () -> JSONSchema, example: Value,
        parse: @escaping @Sendable (String) throws(Refusal) -> Value
    ) {
        self.wire = wire
        describe = schema
        self.example = example
        self.parse = parse
    }

    package var schema: JSONSchema { describe() }
}

/// Why a value was refused, in words that say how to mend it.
package struct Refusal: Error {
    package let text: Bilingual

    package init(_ english: String, _ bangla: String) { text = Bilingual(english, bangla) }
}

/// The JSON type a field has on the wire. Forms, paths and queries know only text.
package enum WireType: Sendable {
    case string, integer, boolean
    /// A number, or the same as text, for programs that would lose its digits.
    case decimal
    /// Words: an array of text, or one text with commas between them.
    case list

    func text(of value: Fields.Given) throws(Refusal) -> String {
        switch (self, value.kind) {
        case (_, .string(let text)) where value.isText: return text
        case (.string, .string(let text)), (.decimal, .string(let text)): return text
        case (.integer, .number(let text)): return Self.withoutFraction(text)
        case (.decimal, .number(let text)): return text
        case (.boolean, .bool(let truth)): return truth ? "true" : "false"
        case (.list, .string(let text)): return text
        case (.list, .array):
            guard let text = value.text else { throw Refusal("This must be a list of words", "এটি শব্দের তালিকা হতে হবে") }
            return text
        case (.string, _): throw Refusal("This must be text", "এটি লেখা হতে হবে")
        case (.decimal, _): throw Refusal("This must be a number", "এটি সংখ্যা হতে হবে")
        case (.integer, _): throw Refusal("This must be a whole number", "এটি পূর্ণ সংখ্যা হতে হবে")
        case (.boolean, _): throw Refusal("This must be true or false", "এটি হ্যাঁ বা না হতে হবে")
        case (.list, _): throw Refusal("This must be a list of words", "এটি শব্দের তালিকা হতে হবে")
        }
    }

    /// 5.0 is the whole number 5 (JSON Schema 2020-12, validation, section 6.1.1).
    private static func withoutFraction(_ number: String) -> String {
        guard let point = number.firstIndex(of: "."), number[point...].dropFirst().allSatisfy({ $0 == "0" }) else {
            return number
        }
        return String(number[..<point])
    }
}

extension Rule where Value == String {
    /// Free text without control characters, trimmed, at most `longest` code points, as the database counts: a Bangla
    /// letter with its signs is several.
    package static func text(longest: Int) -> Rule {
        Rule(wire: .string, schema: .string(maxLength: longest, pattern: TextPattern.line), example: "text") {
            text throws(Refusal) in
            try plain(text.trimmed, longest: longest, allowing: [])
        }
    }

    /// The same in several lines; whatever ended them, they end with LF.
    package static func lines(longest: Int) -> Rule {
        Rule(wire: .string, schema: .string(maxLength: longest, pattern: TextPattern.lines), example: "text") {
            text throws(Refusal) in
            let lines = text.trimmed.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            return try plain(lines.joined(separator: "\n"), longest: longest, allowing: ["\n", "\t"])
        }
    }

    private static func plain(
        _ text: String, longest: Int, allowing allowed: Set<Unicode.Scalar>
    ) throws(Refusal) -> String {
        guard text.unicodeScalars.count <= longest else {
            throw Refusal(
                "Use at most \(longest) characters", "সর্বোচ্চ \(Language.bangla.digits(longest))টি অক্ষর ব্যবহার করুন")
        }
        let isHidden = { (scalar: Unicode.Scalar) in
            scalar.properties.generalCategory == .control && !allowed.contains(scalar)
        }
        guard !text.unicodeScalars.contains(where: isHidden) else {
            throw Refusal("Remove the control characters", "অদৃশ্য অক্ষরগুলো বাদ দিন")
        }
        return text
    }

    /// Taken exactly as given: a password or a key. Counted in code points like other text.
    package static func secret(longest: Int) -> Rule {
        Rule(wire: .string, schema: .string(maxLength: longest), example: "secret") { text throws(Refusal) in
            guard text.unicodeScalars.count <= longest else { throw Refusal("This is too long", "এটি অনেক লম্বা") }
            return text
        }
    }

    /// A PIN or password: longer than any that may be chosen today.
    package static var password: Rule { .secret(longest: 200) }

    /// A path on this server to return to; never another server (no open redirect).
    package static var localPath: Rule {
        Rule(wire: .string, schema: .string(maxLength: 500, pattern: #"^/([!-.0-\[\]-~][!-\[\]-~]*)?$"#), example: "/")
        {
            text throws(Refusal) in
            let isLocal = text.hasPrefix("/") && !text.hasPrefix("//") && !text.contains("\\") && text.utf8.count <= 500
            guard isLocal, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
                throw Refusal("This is not a page of the clinic", "এটি ক্লিনিকের কোনো পাতা নয়")
            }
            return text
        }
    }
}

extension Rule where Value == Int {
    /// A whole number in Bangla or ASCII digits.
    package static func integer(_ range: ClosedRange<Int>) -> Rule {
        Rule(
            wire: .integer, schema: .integer(minimum: range.lowerBound, maximum: range.upperBound),
            example: range.lowerBound
        ) { text throws(Refusal) in
            guard let number = Int(Digits.toASCII(text.trimmed)) else {
                throw Refusal("Write a whole number", "একটি পূর্ণ সংখ্যা লিখুন")
            }
            guard range.contains(number) else {
                let (low, high) = (range.lowerBound, range.upperBound)
                throw Refusal(
                    "Write a number from \(low) to \(high)",
                    "\(Language.bangla.digits(low)) থেকে \(Language.bangla.digits(high)) এর মধ্যে লিখুন")
            }
            return number
        }
    }
}

extension Rule where Value == DecimalText {
    /// A number with or without a point, in Bangla or ASCII digits. What it may be is for others to say.
    package static var decimal: Rule {
        Rule(wire: .decimal, schema: .decimal, example: DecimalText(1)) { text throws(Refusal) in
            guard let number = DecimalText(text.trimmed) else {
                throw Refusal("Write a number, such as 36.5", "একটি সংখ্যা লিখুন, যেমন ৩৬.৫")
            }
            return number
        }
    }
}

extension Rule where Value == Bool {
    package static var boolean: Rule {
        Rule(wire: .boolean, schema: .boolean, example: true) { text throws(Refusal) in
            guard let truth = Bool(text) else { throw Refusal("Say true or false", "হ্যাঁ বা না বলুন") }
            return truth
        }
    }
}

extension Rule where Value == Money {
    /// For programs: whole poisha.
    package static var poisha: Rule {
        let integer = Rule<Int>.integer(0...Int(Money.limit.poisha))
        return Rule(wire: .integer, schema: integer.schema, example: .zero) { text throws(Refusal) in
            Money(poisha: Int64(try integer.parse(text)))
        }
    }

    /// For people: taka as they type it.
    package static var taka: Rule {
        .parsed(
            .string(maxLength: 20), example: .zero,
            Refusal("Write an amount in taka, such as 500 or 12.50", "টাকার পরিমাণ লিখুন, যেমন ৫০০ বা ১২.৫০")
        ) { Money(taka: $0) }
    }
}

extension Rule where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    /// One word of a closed list.
    package static func choice(_ type: Value.Type = Value.self) -> Rule {
        // A closed list is never empty.
        Rule(
            wire: .string, schema: .string(oneOf: Value.allCases.map(\.rawValue)), example: Value.allCases.first!
        ) { text throws(Refusal) in
            let word = text.trimmed
            guard let choice = Value.allCases.first(where: { $0.rawValue == word }) else {
                let list = Value.allCases.map(\.rawValue).joined(separator: ", ")
                throw Refusal("Choose one of: \(list)", "এগুলোর একটি বেছে নিন: \(list)")
            }
            return choice
        }
    }
}

extension Rule {
    /// Anything that a word of the vocabulary can be made from.
    package static func parsed(
        _ schema: @autoclosure @escaping @Sendable () -> JSONSchema, example: Value,
        _ refusal: @autoclosure @escaping @Sendable () -> Refusal, _ make: @escaping @Sendable (String) -> Value?
    ) -> Rule {
        Rule(wire: .string, schema: schema(), example: example) { text throws(Refusal) in
            guard let value = make(text.trimmed) else { throw refusal() }
            return value
        }
    }

    package static func id<Owner>(of owner: Owner.Type = Owner.self) -> Rule<ID<Owner>> where Value == ID<Owner> {
        Rule<ID<Owner>>.parsed(
            .string(format: "uuid"), example: ID<Owner>.example,
            Refusal("This is not an identifier", "এটি কোনো পরিচিতি নম্বর নয়")
        ) { ID<Owner>($0) }
    }
}

extension Rule where Value == Phone {
    package static var phone: Rule {
        .parsed(
            .string(maxLength: 20, pattern: "^0(1[3-9][0-9]{8}|[2-9][0-9]{7,9})$"), example: Phone.example,
            Refusal("Write a phone number of 11 digits, such as 01711223344", "১১ সংখ্যার ফোন নম্বর লিখুন, যেমন ০১৭১১২২৩৩৪৪")
        ) { Phone($0) }
    }
}

extension Rule where Value == PersonName {
    package static var personName: Rule {
        .parsed(
            .string(maxLength: PersonName.longest, pattern: TextPattern.name), example: PersonName.example,
            Refusal("Write a name of at most 100 letters", "সর্বোচ্চ ১০০ অক্ষরের একটি নাম লিখুন")
        ) { PersonName($0) }
    }
}

extension Rule where Value == CardNumber {
    package static var cardNumber: Rule {
        .parsed(
            .string(maxLength: 20, pattern: "^[A-Za-z0-9-]{4,20}$"), example: CardNumber.example,
            Refusal("Write the number as it is on the card", "কার্ডে যেমন আছে তেমন নম্বর লিখুন")
        ) { CardNumber($0) }
    }
}

extension Rule where Value == Day {
    package static var day: Rule {
        .parsed(
            .string(format: "date"), example: Day(epochDay: 20_778),
            Refusal("Write a date such as 2026-11-21", "তারিখ লিখুন, যেমন 2026-11-21")
        ) { Day(Digits.toASCII($0)) }
    }
}

extension String {
    /// Without white space at its ends.
    var trimmed: String {
        if beginsAndEndsInPrint { return self }
        guard let start = firstIndex(where: { !$0.isWhitespace }), let end = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[start...end])
    }

    /// Nothing but white space.
    var isBlank: Bool { !beginsAndEndsInPrint && allSatisfy(\.isWhitespace) }

    /// True of most text, and quickly seen: its first and last bytes are visible ASCII.
    private var beginsAndEndsInPrint: Bool {
        guard let first = utf8.first, let last = utf8.last else { return false }
        return (0x21...0x7E).contains(first) && (0x21...0x7E).contains(last)
    }
}

// Examples for the OpenAPI document and for routes that describe themselves: made once, right by construction.
extension Phone { fileprivate static let example = Phone("01711223344")! }
extension PersonName { fileprivate static let example = PersonName("রহিমা বেগম")! }
extension CardNumber { fileprivate static let example = CardNumber("AALO-000123")! }
