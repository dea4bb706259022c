import Foundation

// What goes over the wire at the stations, as much of it as the staff look at.

/// Who somebody is, in full.
struct RegistrationBody: Encodable {
    let name: String
    let secondName: String?
    let sex: String
    let age: Int?
    let ageUnit: String?
    let phone: String?
    let nationalId: String?
    let fatherName: String?
    let upazila: String
    let addressLine: String?
    let version: Int?
}

struct KnownBody: Encodable {
    let patientId: String
}

struct RegisteredPatient: Decodable {
    let id: String
    let version: Int
}

/// Decimals as text, so that what is sent is what was read.
struct ObservationsBody: Encodable, Equatable {
    var weight: String?
    var height: String?
    var temperature: String?
    var pulse: String?
    var systolic: String?
    var diastolic: String?
    var spo2: String?
    var respiratoryRate: String?
    var glucose: String?
    var glucoseTiming: String?
    var pregnancy: String?
}

struct NothingBody: Encodable {}

struct NoteBody: Encodable {
    let history: String
    let advice: String
    let followUpOn: String?
    let version: Int
}

struct ComplaintBody: Encodable {
    let text: String
    let days: Int
}

struct ConditionBody: Encodable {
    let code: String
    let verification: String
}

struct MedicationBody: Encodable {
    let medicine: String
    let pattern: String
    let timing: String
    let days: Int?
}

struct CodeBody: Encodable {
    let code: String
}

struct VersionBody: Encodable {
    let version: Int
}

struct OpenEncounter: Decodable {
    let id: String
    let version: Int
    let status: String
}

struct ResultBody: Encodable {
    let component: String
    var value: String?
    var text: String?
}

struct Order: Decodable {
    let id: String
    let visitId: String
    let code: String
    let status: String
    let components: [OrderComponent]
}

struct OrderComponent: Decodable {
    let component: String
    /// "quantity", "coded" or "text".
    let type: String
    /// The codes that a coded one may have.
    let choices: [String]
}

struct OrderListing: Decodable {
    let orders: [Order]
}

struct ChargeListing: Decodable {
    struct Charge: Decodable {
        let id: String
    }

    let charges: [Charge]
    /// In poisha, before any waiver.
    let gross: Int
}

struct InvoiceBody: Encodable {
    var waiverClass: String?
    var waiverReason: String?
    /// In poisha; what the person gives over the counter.
    var tendered: Int?
}

struct IssuedInvoice: Decodable {
    let id: String
    let number: String
    let total: Int
    let due: Int
}

/// How much a destination of the national record was told.
struct Told: Decodable, Sendable, Equatable {
    let name: String
    let pending: Int
    let accepted: Int
    let refused: Int
}

struct OutboxListing: Decodable {
    let destinations: [Told]
}
