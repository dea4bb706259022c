import FHIR
import GRDB
import Vocabulary

/// What the Shared Health Record is told of one signed encounter: a transaction, to which each module adds its part. Made
/// of what is true now; made again of the same rows it is the same, byte for byte.
package struct EncounterTransaction {
    package let encounter: Encounter
    let catalogue: Catalogue
    /// Whether diagnoses go as resources of their own besides the encounter's reasons.
    let hasConditions: Bool
    /// Whether diagnoses are in it that are only for who treats the patient. The nation is told of them.
    let showsConfidential: Bool
    /// Whom it is about.
    let subject: Reference<FHIR.Patient>
    /// Which meeting it is about.
    let reference: Reference<FHIR.Encounter>
    /// Where.
    let organization: Reference<Organization>
    /// Whether the patient has the number by which the nation knows them.
    let hasHealthID: Bool
    /// Whether the patient takes the place of what is known of them there, or leaves it as it is.
    let updatesPatient: Bool
    /// What is the patient's own in it: names, numbers, where they live.
    let personal: [String]
    /// What was found and decided, by code and name: no part of an error that is kept.
    private(set) var clinical: [String] = []
    private let clinic: FHIR.Bundle.Entry
    private let patient: FHIR.Bundle.Entry
    private var practitioners: [FHIR.Bundle.Entry] = []
    private var known: [ID<Staff>: Reference<Practitioner>] = [:]
    private var entries: [FHIR.Bundle.Entry] = []

    /// - Parameter ownsPatient: whether the patient stands there as we made them, and so is ours to correct.
    init(
        of encounter: Encounter, hasConditions: Bool, showsConfidential: Bool, ownsPatient: Bool, _ site: Site,
        _ db: Database
    ) throws {
        self.encounter = encounter
        (self.hasConditions, self.showsConfidential) = (hasConditions, showsConfidential)
        catalogue = site.catalogue
        let clinic = Organization(site.configuration)
        let patient = try FHIR.Patient(encounter.patient, db)
        organization = Reference(clinic.fullUrl, display: clinic.name)
        subject = Reference(Self.url(encounter.patient), display: patient.name.first?.text)
        reference = Reference(Self.url(encounter.id))
        hasHealthID = patient.identifier.contains { $0.system == BDCore.healthID }
        personal = patient.personal
        self.clinic = .create(clinic, fullUrl: clinic.fullUrl, unless: clinic.identifier)
        // Without the nation's number nobody else can have told of them.
        updatesPatient = ownsPatient || !hasHealthID
        self.patient =
            updatesPatient
            ? .put(patient, fullUrl: subject.reference, by: patient.keys)
            : .create(patient, fullUrl: subject.reference, unless: patient.keys)
    }

    package var bundle: FHIR.Bundle {
        FHIR.Bundle(transaction: [clinic] + practitioners + [patient] + entries)
    }

    /// Which entry the patient is.
    var patientIndex: Int { 1 + practitioners.count }

    /// Adds what was made from one row, and is known by that row's id and nothing else.
    mutating func put<Owner>(_ resource: some Resource, _ id: ID<Owner>) {
        entries.append(.put(resource, fullUrl: Self.url(id), by: [Identifier(id)]))
    }

    /// What somebody has, or takes for it, or is tested for.
    mutating func keepFromErrors(_ concept: CodeableConcept) { clinical += concept.words }

    /// Someone who took part. Told of once.
    mutating func practitioner(_ id: ID<Staff>, _ db: Database) throws -> Reference<Practitioner> {
        if let known = known[id] { return known }
        let person = try Practitioner(id, db)
        let reference = Reference<Practitioner>(Self.url(id), display: person.name.first?.text)
        practitioners.append(.create(person, fullUrl: reference.reference, unless: person.identifier))
        known[id] = reference
        return reference
    }

    /// Within a transaction a resource is called by the id of its row (RFC 9562 section 4).
    static func url<Owner>(_ id: ID<Owner>) -> String { "urn:uuid:" + id.description }
}

extension Identifier {
    /// The id of a row, which is unique across clinics.
    init<Owner>(_ id: ID<Owner>) { self.init(uuid: id.description) }
}
