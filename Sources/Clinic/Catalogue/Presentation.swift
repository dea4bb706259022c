/// One strength in one form. A row of the list of medicines may name several ("250 mg, 500 mg; 125 mg/5 mL" as
/// "Capsule / powder for suspension"); a prescription that did would leave the choice to the pharmacy.
struct Presentation: Equatable {
    let strength: String
    let form: String

    /// All that a row names, in its order.
    static func all(strength: String, form: String) -> [Presentation] {
        let (groups, forms) = (parts(strength, ";"), alternatives(form))
        if forms.count == groups.count {
            return zip(forms, groups).flatMap { form, group in strengths(group).map { Presentation($0, form) } }
        }
        return forms.flatMap { form in
            groups.flatMap(strengths).map { Presentation($0, form) }
        }
    }

    private init(_ strength: String, _ form: String) { (self.strength, self.form) = (strength, form) }

    /// "Tablet/syrup" are two; "Eye/ear drops" and what is counted alike are one.
    private static func alternatives(_ form: String) -> [String] {
        let forms = parts(form, "/")
        let units = forms.map { DoseUnit(form: $0) }
        guard !units.contains(nil), Set(units).count == forms.count else { return [form] }
        return forms.map { $0.prefix(1).uppercased() + $0.dropFirst() }
    }

    /// "100, 200 mcg" has its unit once, for both. A comma within a number is no separator.
    private static func strengths(_ group: String) -> [String] {
        let all = group.replacing(", ", with: "\n").split(separator: "\n").map(String.init)
        let unit = all.last.flatMap { last in last.firstIndex(of: " ").map { last[$0...] } } ?? ""
        return all.map { $0.allSatisfy { $0.isNumber || $0 == "." || $0 == "/" } ? $0 + unit : $0 }
    }

    private static func parts(_ text: String, _ separator: Character) -> [String] {
        text.split(separator: separator).map { String($0).trimmed }
    }
}
