import FHIR
import GRDB
import Vocabulary

extension EncounterTransaction {
    /// The lines of the prescription.
    ///
    /// BD-Core wants a reference to a Medication that has the code of a registered product, and no concept inline. The
    /// clinic prescribes by generic name, so the Medication is contained: the shape is the guide's, the code is ATC, and
    /// nothing is left behind at the server that nobody answers for. The profile is therefore not claimed.
    mutating func tellMedicationRequests(_ db: Database) throws {
        let lines = try PrescriptionLine.all(of: encounter.id, db)
        guard !lines.isEmpty else { return }
        let requester = try practitioner(encounter.practitioner, db)
        for line in lines {
            var request = FHIR.MedicationRequest(
                identifier: [Identifier(line.id)], status: "active", intent: "order", containing: line.medication,
                subject: subject)
            request.encounter = reference
            request.authoredOn = encounter.endedAt?.timestamp
            request.requester = requester
            request.dosageInstruction = [line.dosage]
            request.note = line.note.map { [Annotation($0)] }
            keepFromErrors(line.medication.code)
            put(request, line.id)
        }
    }
}

/// A row of `medication_request`.
private struct PrescriptionLine {
    let id: ID<PrescriptionLine>
    let medication: Medication
    let dosage: FHIR.Dosage
    let note: String?

    static func all(of encounter: ID<Encounter>, _ db: Database) throws -> [PrescriptionLine] {
        try db.list(
            """
            SELECT id, atc, generic_en, strength, form, pattern, unit, timing, days, instruction_en, instruction_bn,
                note
            FROM medication_request WHERE encounter_id = ? ORDER BY id
            """, [encounter]
        ) { row in
            PrescriptionLine(
                id: try row.id(0), medication: medication(atc: row[1], generic: row[2], strength: row[3], form: row[4]),
                dosage: dosage(
                    DosageTiming(pattern: row[5], timing: row[7], days: row[8]), unit: row[6],
                    Bilingual(row[9], row[10])), note: row[11])
        }
    }

    private static func medication(atc: String, generic: String, strength: String, form: String) -> Medication {
        let name = "\(generic) \(strength) \(form)"
        var medication = Medication(
            id: "medication", code: CodeableConcept(Coding(CodeSystem.atc, atc, generic), text: name))
        medication.form = CodeableConcept(text: form)
        return medication
    }

    /// In the words on the paper, which are Bangla, and as numbers where the notation says them.
    private static func dosage(_ notation: DosageTiming, unit: String, _ words: Bilingual) -> FHIR.Dosage {
        var dosage = FHIR.Dosage(text: words.bangla)
        dosage._text = Element([.translation(words.english, language: "en")])
        dosage.timing = notation.timing
        dosage.asNeededBoolean = notation.isAsNeeded ? true : nil
        dosage.doseAndRate = notation.dose.map { dose in
            [.init(unit == "ml" ? Quantity(dose, ucum: "mL") : Quantity(dose, unit: unit))]
        }
        return dosage
    }
}
