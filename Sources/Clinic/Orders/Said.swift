import Vocabulary

/// What somebody says was found.
enum Said: Sendable, Equatable {
    case number(String)
    case words(String)
    /// In the one box of a form: whether it is a number or words, the component says.
    case typed(String)
}

extension PanelComponent {
    /// What was said as it is kept, compared with the interval of whoever it was found of.
    /// - Throws: `Refusal` when this component is not reported so.
    func finding(_ said: Said, of patient: Patient) throws(Refusal) -> Finding {
        switch (type, said) {
        case (.quantity, .number(let text)), (.quantity, .typed(let text)): try quantity(text, of: patient)
        case (.quantity, .words): throw Refusal("This is reported as a number", "এটি সংখ্যায় লিখতে হয়")
        case (.coded, .words(let text)), (.coded, .typed(let text)): try coded(text, of: patient)
        case (.text, .words(let text)), (.text, .typed(let text)): Finding(text: text)
        case (_, .number): throw Refusal("This is reported in words", "এটি কথায় লিখতে হয়")
        }
    }

    /// What is expected of a patient. The catalogue's intervals are an adult's, so a child's number has none; whose age is
    /// not known is taken for an adult.
    func interval(of patient: Patient) -> Interval? {
        type == .quantity && patient.isChild ? nil : interval(patient.sex)
    }

    private func quantity(_ text: String, of patient: Patient) throws(Refusal) -> Finding {
        guard let number = DecimalText(text) else {
            throw Refusal("Write a number such as 5.6", "সংখ্যা লিখুন, যেমন ৫.৬")
        }
        let interval = interval(of: patient)
        return Finding(
            value: number.description, unit: unit, low: interval?.low, high: interval?.high,
            interpretation: interval.map { Interpretation(number, in: $0) })
    }

    private func coded(_ text: String, of patient: Patient) throws(Refusal) -> Finding {
        guard let choice = choice(text) else {
            let codes = choices.map(\.code).joined(separator: ", ")
            throw Refusal("Choose one of: \(codes)", "এগুলোর একটি বেছে নিন: \(codes)")
        }
        let expected = interval(of: patient)?.low.flatMap(self.choice)
        return Finding(
            text: choice.name.english, low: expected?.name.english, high: expected?.name.english,
            interpretation: expected.map { $0 == choice ? .normal : .abnormal })
    }
}

extension Interpretation {
    /// The bounds themselves are normal.
    fileprivate init(_ number: DecimalText, in interval: PanelComponent.Interval) {
        if let low = interval.low.flatMap(DecimalText.init), number < low {
            self = .low
        } else if let high = interval.high.flatMap(DecimalText.init), high < number {
            self = .high
        } else {
            self = .normal
        }
    }
}

extension Patient {
    /// Younger than 18 years.
    fileprivate var isChild: Bool { age.map { $0.unit != .years || $0.value < 18 } ?? false }
}
