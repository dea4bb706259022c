import FHIR
import GRDB
import Vocabulary

extension EncounterTransaction {
    /// What was found, once somebody answers for it: each verified report with its results as they were verified.
    mutating func tellDiagnosticReports(_ db: Database) throws {
        for report in try VerifiedReport.all(of: encounter.id, db) {
            let results = try VerifiedResult.all(in: report, db)
            for result in results { try tell(result, of: report, db) }
            let interpreter = try practitioner(report.verifiedBy, db)
            var resource = FHIR.DiagnosticReport(
                identifier: [Identifier(report.id)], status: report.isAmended ? "amended" : "final",
                code: report.reportCode,
                subject: subject)
            resource.basedOn = [Reference(Self.url(report.request))]
            resource.category = [CodeableConcept(Coding(CodeSystem.diagnosticService, report.service))]
            resource.encounter = reference
            resource.effectiveDateTime = report.verifiedAt.timestamp
            resource.issued = report.verifiedAt.timestamp
            resource.performer = [organization]
            resource.resultsInterpreter = [interpreter]
            resource.result = results.map { Reference(Self.url($0.id)) }
            put(resource, report.id)
        }
    }

    private mutating func tell(_ result: VerifiedResult, of report: VerifiedReport, _ db: Database) throws {
        let performer = try practitioner(result.recordedBy, db)
        var resource = FHIR.Observation(
            identifier: [Identifier(result.id)], status: result.isAmended ? .amended : .final,
            category: report.category,
            code: result.code(in: report), subject: subject)
        resource.meta = BDCore.profile("bd-observation")
        resource.basedOn = [Reference(Self.url(report.request))]
        resource.encounter = reference
        resource.effectiveDateTime = result.recordedAt.timestamp
        resource.issued = report.verifiedAt.timestamp
        resource.performer = [performer]
        resource.valueQuantity = result.value
        resource.valueString = result.text
        resource.interpretation = result.interpretation.map {
            [CodeableConcept(Coding(CodeSystem.interpretation, $0))]
        }
        resource.referenceRange = result.range.map { [$0] }
        put(resource, result.id)
    }
}

/// The last report on a request. It is known by the id of the first, so that a later one takes its place.
private struct VerifiedReport {
    let id: ID<VerifiedReport>
    let request: ID<ServiceRequest>
    let test: String
    let loinc: String?
    let name: String
    let kind: String
    let verifiedAt: Instant
    let verifiedBy: ID<Staff>
    let isAmended: Bool

    static func all(of encounter: ID<Encounter>, _ db: Database) throws -> [VerifiedReport] {
        try db.list(
            """
            SELECT original.id, service_request.id, code, loinc, name_en, category, current.verified_at,
                current.verified_by, current.version > 1
            FROM service_request
            JOIN diagnostic_report AS original
                ON original.service_request_id = service_request.id AND original.version = 1
            JOIN diagnostic_report AS current ON current.service_request_id = service_request.id
                AND current.version = (
                    SELECT max(version) FROM diagnostic_report WHERE service_request_id = service_request.id)
            WHERE encounter_id = ? ORDER BY service_request.id
            """, [encounter]
        ) { row in
            VerifiedReport(
                id: try row.id(0), request: try row.id(1), test: row[2], loinc: row[3], name: row[4], kind: row[5],
                verifiedAt: row.instant(6), verifiedBy: try row.id(7), isAmended: row[8])
        }
    }

    private var isImage: Bool { kind == "imaging" }
    private var isTracing: Bool { kind == "cardiac" }

    /// Of http://terminology.hl7.org/CodeSystem/v2-0074.
    var service: String { isImage ? "RAD" : isTracing ? "EC" : "LAB" }

    /// Of http://terminology.hl7.org/CodeSystem/observation-category.
    var category: String { isImage ? "imaging" : isTracing ? "procedure" : "laboratory" }

    /// A report of the laboratory has the code that BD-Core fixes for them, beside that of its test.
    var reportCode: CodeableConcept {
        var concept = CodeableConcept.investigation(loinc: loinc, name: name)
        if service == "LAB" { concept.coding.insert(Coding(CodeSystem.loinc, "11502-2", "Laboratory report"), at: 0) }
        return concept
    }
}

/// One value as somebody answers for it. What was amended since waits for the next report.
private struct VerifiedResult {
    let id: ID<VerifiedResult>
    let component: String
    let name: String
    let value: Quantity?
    let text: String?
    let range: FHIR.Observation.ReferenceRange?
    let interpretation: String?
    let isAmended: Bool
    let recordedAt: Instant
    let recordedBy: ID<Staff>

    /// By the index of first results: by itself SQLite takes that of `amends`, whose NULLs are all first results there are.
    static func all(in report: VerifiedReport, _ db: Database) throws -> [VerifiedResult] {
        try db.list(
            """
            SELECT original.id, current.component, current.name_en, current.value, current.unit, current.text,
                current.range_low, current.range_high, current.interpretation, current.id <> original.id,
                current.recorded_at, current.recorded_by
            FROM result AS original INDEXED BY result_first
            JOIN result AS current ON current.service_request_id = original.service_request_id
                AND current.component = original.component
                AND EXISTS (SELECT 1 FROM report_result WHERE result_id = current.id)
                AND NOT EXISTS (
                    SELECT 1 FROM result AS later JOIN report_result ON result_id = later.id
                    WHERE later.service_request_id = current.service_request_id AND later.component = current.component
                        AND (later.recorded_at > current.recorded_at OR later.amends = current.id))
            WHERE original.service_request_id = ? AND original.amends IS NULL ORDER BY original.id
            """, [report.request]
        ) { row in
            let unit: String? = row[4]
            return VerifiedResult(
                id: try row.id(0), component: row[1], name: row[2], value: try row.quantity(3, unit), text: row[5],
                range: try range(row, unit), interpretation: row[8], isAmended: row[9],
                recordedAt: row.instant(10), recordedBy: try row.id(11))
        }
    }

    /// What is usual of something that has no number: "Nil", or "Nil to Trace".
    private static func words(_ low: String?, _ high: String?) -> String? {
        guard let low, let high, low != high else { return low ?? high }
        return "\(low) to \(high)"
    }

    private static func range(_ row: Row, _ unit: String?) throws -> FHIR.Observation.ReferenceRange? {
        guard unit != nil else { return words(row[6], row[7]).map { .init(text: $0) } }
        let (low, high) = (try row.quantity(6, unit), try row.quantity(7, unit))
        return low == nil && high == nil ? nil : .init(low: low, high: high)
    }

    /// A part of a panel has LOINC's code of the part; a test of one part that of the test.
    func code(in report: VerifiedReport) -> CodeableConcept {
        let isCode = component.wholeMatch(of: /[0-9]+-[0-9]/) != nil
        return .investigation(loinc: component == report.test ? report.loinc : isCode ? component : nil, name: name)
    }
}

extension Row {
    /// A decimal with its unit in UCUM.
    fileprivate func quantity(_ column: Int, _ unit: String?) throws -> Quantity? {
        guard let text: String = self[column] else { return nil }
        guard let decimal = FHIR.Decimal(text) else { throw CorruptValue(column: column, type: "Decimal") }
        return unit.map { Quantity(decimal, ucum: $0) } ?? Quantity(decimal, unit: nil)
    }
}
