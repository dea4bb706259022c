import FHIR
import GRDB
import Vocabulary

extension EncounterTransaction {
    /// Who saw the patient, when, and what they found it to be.
    mutating func tellEncounter(_ db: Database) throws {
        let practitioner = try practitioner(encounter.practitioner, db)
        let known = try ToldDiagnosis.all(of: encounter.id, db)
        for diagnosis in known { keepFromErrors(diagnosis.concept) }
        let conditions = known.filter { showsConfidential || !$0.isConfidential }
        if hasConditions { tell(conditions, by: practitioner) }
        var meeting = FHIR.Encounter(
            identifier: [Identifier(encounter.id)], status: encounter.status.rawValue,
            class: Coding(CodeSystem.actCode, "AMB", "ambulatory"), subject: subject)
        let period = Period(start: encounter.startedAt.timestamp, end: encounter.endedAt?.timestamp)
        meeting.meta = BDCore.profile("bd-encounter")
        meeting.meta?.security = label(conditions, isRedacted: conditions.count < known.count)
        meeting.participant = [.init(period: period, individual: practitioner)]
        meeting.period = period
        meeting.reasonCode = conditions.map(\.concept)
        meeting.diagnosis = hasConditions ? conditions.map { .init(Reference(Self.url($0.id))) } : nil
        meeting.serviceProvider = organization
        put(meeting, encounter.id)
    }

    /// Who reads on is told that some of it is for few, or that it was left out
    /// (https://hl7.org/fhir/R4/security-labels.html).
    private func label(_ conditions: [ToldDiagnosis], isRedacted: Bool) -> [Coding]? {
        if isRedacted { return [.redacted] }
        return conditions.contains(where: \.isConfidential) ? [.restricted] : nil
    }

    /// The national profile of Condition is bound to a set of codes that is empty on purpose, so that a server that
    /// checks profiles refuses every one of them: they go only where the destination wants them.
    private mutating func tell(_ conditions: [ToldDiagnosis], by practitioner: Reference<Practitioner>) {
        for condition in conditions {
            var resource = FHIR.Condition(
                identifier: [Identifier(condition.id)], code: condition.concept, subject: subject)
            resource.meta = condition.isConfidential ? Meta(security: [.restricted]) : nil
            resource.clinicalStatus = CodeableConcept(Coding(CodeSystem.conditionClinical, "active"))
            resource.verificationStatus = CodeableConcept(
                Coding(CodeSystem.conditionVerification, condition.verification))
            resource.category = [CodeableConcept(Coding(CodeSystem.conditionCategory, "encounter-diagnosis"))]
            resource.encounter = reference
            resource.recordedDate = encounter.endedAt?.timestamp
            resource.recorder = practitioner
            put(resource, condition.id)
        }
    }
}

/// A row of `condition`, in the codes of the record.
private struct ToldDiagnosis {
    let id: ID<ToldDiagnosis>
    let concept: CodeableConcept
    let verification: String
    let isConfidential: Bool

    static func all(of encounter: ID<Encounter>, _ db: Database) throws -> [ToldDiagnosis] {
        try db.list(
            """
            SELECT id, icd11, icd11_title, icd10, name_en, verification, confidential FROM condition
            WHERE encounter_id = ? ORDER BY id
            """, [encounter]
        ) { row in
            let codings = [Coding(CodeSystem.icd11, row[1], row[2]), Coding(CodeSystem.icd10, row[3])]
            return ToldDiagnosis(
                id: try row.id(0), concept: CodeableConcept(codings, text: row[4]), verification: row[5],
                isConfidential: row[6])
        }
    }
}
