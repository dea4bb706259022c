import FHIR
import Vocabulary

extension Organization {
    /// The clinic, as the national registry of facilities knows it.
    init(_ clinic: Configuration) {
        let type = CodeableConcept(Coding(CodeSystem.identifierType, "FI", "Facility ID"))
        self.init(
            identifier: [Identifier(system: BDCore.facility, value: clinic.facilityCode, type: type)],
            name: clinic.clinicName.english)
        meta = BDCore.profile("bd-organization")
        active = true
    }

    /// The clinic has no row and so no UUID: one of version 8 (RFC 9562 section 5.8) made of its code. It is only the
    /// name of the entry within its transaction.
    var fullUrl: String {
        let digits = identifier.flatMap { $0.value.filter { $0.isASCII && $0.isNumber } }.suffix(12)
        return "urn:uuid:00000000-0000-8000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
    }
}
