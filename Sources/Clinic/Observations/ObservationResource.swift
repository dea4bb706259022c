import FHIR
import GRDB
import Vocabulary

extension EncounterTransaction {
    /// What was measured in the visit. It belongs to the visit's first signed encounter, so that a second one does not
    /// take it away.
    mutating func tellObservations(_ db: Database) throws {
        guard try isFirst(db) else { return }
        let measured = try CurrentValue.all(of: encounter, db)
        for one in measured where !VitalSign.pressure.contains(one.code) {
            let performer = try practitioner(one.recordedBy, db)
            let sign = VitalSign(one.code, catalogue)
            var resource = observation(one, sign.concept, category: sign.category, performer)
            resource.valueQuantity = one.value
            resource.dataAbsentReason = one.value == nil ? FHIR.Observation.absent : nil
            put(resource, one.id)
        }
        for pressure in PressurePanel.all(in: measured) { try tell(pressure, db) }
    }

    private func isFirst(_ db: Database) throws -> Bool {
        let first = try db.first(
            """
            SELECT id FROM encounter WHERE visit_id = ? AND status = 'finished' ORDER BY started_at, id LIMIT 1
            """, [encounter.visit]
        ) { try $0.id(0) as ID<Encounter> }
        return first == nil || first == encounter.id
    }

    /// Both pressures are one observation with two components (https://hl7.org/fhir/R4/bp.html).
    private mutating func tell(_ pressure: PressurePanel, _ db: Database) throws {
        let first = pressure.first
        let performer = try practitioner(first.recordedBy, db)
        var resource = observation(first, VitalSign.panel, category: "vital-signs", performer)
        resource.status = pressure.status
        resource.component = [
            .init(VitalSign("BP_SYS", catalogue).concept, pressure.systolic?.value),
            .init(VitalSign("BP_DIA", catalogue).concept, pressure.diastolic?.value),
        ]
        put(resource, first.id)
    }

    private func observation(
        _ one: CurrentValue, _ code: CodeableConcept, category: String, _ performer: Reference<Practitioner>
    ) -> FHIR.Observation {
        var resource = FHIR.Observation(
            identifier: [Identifier(one.id)], status: one.status, category: category, code: code, subject: subject)
        resource.meta = BDCore.profile("bd-observation")
        resource.encounter = reference
        resource.effectiveDateTime = one.effectiveAt.timestamp
        resource.issued = one.recordedAt.timestamp
        resource.performer = [performer]
        return resource
    }
}

/// What is true now of one thing that was measured once: the first row's id, the last amendment's value.
private struct CurrentValue {
    let id: ID<CurrentValue>
    let set: String
    let code: String
    /// Nil when it was withdrawn.
    let value: Quantity?
    let isAmended: Bool
    let effectiveAt: Instant
    let recordedAt: Instant
    let recordedBy: ID<Staff>

    var status: FHIR.Observation.Status { value == nil ? .enteredInError : isAmended ? .amended : .final }

    /// By the index of first values: by itself SQLite takes that of `amends`, whose NULLs are all first values there are.
    static func all(of encounter: Encounter, _ db: Database) throws -> [CurrentValue] {
        try db.list(
            """
            SELECT original.id, original.set_id, original.code, current.value, current.unit, current.id <> original.id,
                effective_at, current.recorded_at, current.recorded_by
            FROM observation_set
            JOIN observation AS original INDEXED BY observation_first
                ON original.set_id = observation_set.id AND original.amends IS NULL
            JOIN observation AS current ON current.set_id = original.set_id AND current.code = original.code
                AND NOT EXISTS (SELECT 1 FROM observation WHERE amends = current.id)
            WHERE observation_set.visit_id = ? AND observation_set.patient_id = ?
            ORDER BY original.set_id, original.id
            """, [encounter.visit, encounter.patient]
        ) { row in
            let value: String? = row[3]
            let decimal = value.flatMap(FHIR.Decimal.init)
            guard (value == nil) == (decimal == nil) else { throw CorruptValue(column: 3, type: "Decimal") }
            return CurrentValue(
                id: try row.id(0), set: row[1], code: row[2],
                value: decimal.map { Quantity($0, ucum: row[4]) }, isAmended: row[5], effectiveAt: row.instant(6),
                recordedAt: row.instant(7), recordedBy: try row.id(8))
        }
    }
}

/// The two pressures of one set; one of them may be missing.
private struct PressurePanel {
    let systolic: CurrentValue?
    let diastolic: CurrentValue?
    /// By whose id the panel is known.
    let first: CurrentValue

    var status: FHIR.Observation.Status {
        let parts = [systolic, diastolic].compactMap { $0?.status }
        if parts.allSatisfy({ $0 == .enteredInError }) { return .enteredInError }
        return parts.allSatisfy { $0 == .final } ? .final : .amended
    }

    static func all(in measured: [CurrentValue]) -> [PressurePanel] {
        let sets = Dictionary(grouping: measured.filter { VitalSign.pressure.contains($0.code) }, by: \.set)
        return sets.keys.sorted().compactMap { set in
            let systolic = sets[set]?.first { $0.code == "BP_SYS" }
            let diastolic = sets[set]?.first { $0.code == "BP_DIA" }
            return (systolic ?? diastolic).map {
                PressurePanel(systolic: systolic, diastolic: diastolic, first: $0)
            }
        }
    }
}
