import Vocabulary

/// Whether readings can be true: against the limits of the catalogue, against each other, and against the last visit.
struct VitalChecks {
    private let catalogue: Catalogue
    private let subject: VitalSubject
    private var refused: [Problem.Field] = []
    /// Fields whose value is accepted once somebody says that it was measured again.
    private var unusual: [String] = []

    private init(_ subject: VitalSubject, _ act: Act) {
        self.subject = subject
        catalogue = act.site.catalogue
    }

    /// - Parameter before: what was measured on the same patient earlier, in the order of time.
    /// - Throws: `Problem.invalid` with every field that has to be mended or measured again.
    static func check(_ readings: [Reading], _ subject: VitalSubject, before: [Measurement], _ act: Act) throws {
        var checks = VitalChecks(subject, act)
        for reading in readings { checks.single(reading) }
        checks.bloodPressure(readings)
        checks.weight(readings, before, act)
        checks.height(readings, before)
        try checks.finish()
    }

    /// - Parameter partner: the other number when it is one of a blood pressure.
    static func check(
        amended reading: Reading, of measurement: Measurement, beside partner: DecimalText?, _ subject: VitalSubject,
        _ act: Act
    ) throws {
        var checks = VitalChecks(subject, act)
        checks.single(reading)
        if reading.value == measurement.value {
            checks.refuse("value", Bilingual("This is what is written already", "এটিই আগে লেখা আছে"))
        }
        if let partner, !BloodPressure.isOrdered(reading.code, reading.value, partner) {
            checks.refuse("value", checks.catalogue.crossChecks.message(.pressureOrder))
        }
        try checks.finish()
    }

    private func finish() throws {
        if refused.isEmpty { return }
        var problem = Problem.invalid(refused)
        if !unusual.isEmpty { problem.members["unusual"] = .text(unusual.joined(separator: " ")) }
        throw problem
    }

    /// One thing is said of a field: that it cannot be, or else that it is unusual.
    private mutating func refuse(_ field: String, _ text: Bilingual) {
        if let index = unusual.firstIndex(of: field) {
            unusual.remove(at: index)
            refused.removeAll { $0.name == field }
        }
        if !isRefused(field) { refused.append(Problem.Field(field, text)) }
    }

    private mutating func warn(_ reading: Reading, _ text: Bilingual) {
        if reading.isConfirmed || isRefused(reading.field) { return }
        refused.append(Problem.Field(reading.field, text))
        unusual.append(reading.field)
    }

    private func isRefused(_ field: String) -> Bool { refused.contains { $0.name == field } }

    private func isImpossible(_ reading: Reading) -> Bool {
        isRefused(reading.field) && !unusual.contains(reading.field)
    }

    private mutating func single(_ reading: Reading) {
        guard let definition = catalogue.observations[reading.code], definition.kind.isNumber else {
            return refuse(reading.field, Bilingual("This cannot be measured", "এটি মাপা যায় না"))
        }
        guard reading.value.decimals <= definition.decimals else {
            return refuse(reading.field, VitalText.precision(definition))
        }
        switch catalogue.vitalLimits.judge(reading.value, reading.code, subject) {
        case .believable: break
        case .impossible(let range): refuse(reading.field, VitalText.possible(range, definition))
        case .unusual: warn(reading, VitalText.unusual(definition))
        }
    }

    /// Both numbers or neither, the upper above the lower, and not strangely far apart.
    private mutating func bloodPressure(_ readings: [Reading]) {
        let systolic = readings.first { $0.code == BloodPressure.systolic }
        let diastolic = readings.first { $0.code == BloodPressure.diastolic }
        guard let systolic, let diastolic else {
            if systolic != nil { refuse("diastolic", VitalText.bothNumbers) }
            if diastolic != nil { refuse("systolic", VitalText.bothNumbers) }
            return
        }
        // What is impossible by itself is not compared.
        if isImpossible(systolic) || isImpossible(diastolic) { return }
        guard systolic.value > diastolic.value else {
            return refuse(systolic.field, catalogue.crossChecks.message(.pressureOrder))
        }
        let pulsePressure = systolic.value.distance(to: diastolic.value)
        if !(DecimalText(15)...DecimalText(120)).contains(pulsePressure) {
            warn(systolic, catalogue.crossChecks.message(.pulsePressure))
        }
    }

    /// More than a tenth away from a weight of the last thirty days. A pregnancy changes weight.
    private mutating func weight(_ readings: [Reading], _ before: [Measurement], _ act: Act) {
        guard subject.isAdult, subject.pregnancy == .notPregnant || subject.pregnancy == .unknown,
            let reading = readings.first(where: { $0.code == "WEIGHT" }), let last = before.latest("WEIGHT"),
            let lastValue = last.value, Day(last.set.effectiveAt) >= act.day.adding(days: -30)
        else { return }
        let tenth = DecimalText.quotient([lastValue], by: [DecimalText(10)], decimals: 3)
        if let tenth, reading.value.distance(to: lastValue) > tenth {
            warn(reading, catalogue.crossChecks.message(.weightChange))
        }
    }

    /// Adults do not grow.
    private mutating func height(_ readings: [Reading], _ before: [Measurement]) {
        guard subject.isAdult, let reading = readings.first(where: { $0.code == "HEIGHT" }),
            let last = before.latest("HEIGHT")?.value
        else { return }
        if reading.value.distance(to: last) > DecimalText(3) {
            warn(reading, catalogue.crossChecks.message(.heightChange))
        }
    }
}
