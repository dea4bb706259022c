import FHIR

/// Beside Foundation, which has another.
typealias FHIRDecimal = Decimal
