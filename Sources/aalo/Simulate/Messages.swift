import Clinic
import Foundation
import Vocabulary

// What goes over the wire, as much of it as the staff look at.

struct SignInBody: Encodable {
    let userName: String
    let secret: String
}

/// Who somebody is: known to the clinic, or as they say themselves. Empty when nobody asked yet.
struct IdentityBody: Encodable {
    var patientId: String?
    var name: String?
    var secondName: String?
    var sex: String?
    var age: Int?
    var ageUnit: String?
    var phone: String?
    var area: String?

    static let none = IdentityBody()

    static func known(_ patient: KnownPatient) -> IdentityBody { IdentityBody(patientId: patient.id) }

    static func told(by arrival: Arrival) -> IdentityBody {
        IdentityBody(
            name: arrival.nameBangla ?? arrival.nameEnglish,
            secondName: arrival.nameBangla == nil ? nil : arrival.nameEnglish, sex: arrival.sex.rawValue,
            age: arrival.age, ageUnit: arrival.age == nil ? nil : arrival.ageUnit.rawValue, phone: arrival.phone,
            area: arrival.area)
    }
}

struct TokenBody: Encodable {
    let service: String
    let priority: String
    let complaint: String?
    let identity: IdentityBody

    init(_ arrival: Arrival, _ identity: IdentityBody) {
        service = arrival.service
        priority = arrival.priority.rawValue
        complaint = arrival.complaint
        self.identity = identity
    }

    private enum Name: String, CodingKey { case service, priority, complaint }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Name.self)
        try container.encode(service, forKey: .service)
        try container.encode(priority, forKey: .priority)
        try container.encodeIfPresent(complaint, forKey: .complaint)
        try identity.encode(to: encoder)
    }
}

struct SearchBody: Encodable {
    let q: String
}

struct ReasonBody: Encodable {
    let reason: String
}

struct RoomBody: Encodable {
    let room: String
}

struct TransitionBody: Encodable {
    let action: String
    let version: Int
    var room: String?
    var stage: String?
}

struct IssuedToken: Decodable, Sendable {
    struct Owner: Decodable, Sendable {
        let id: String
    }

    let id: String
    let visitId: String
    let patient: Owner?
    let serial: Int
    let standing: String
    let stage: String?
    let state: String?
}

struct TokenListing: Decodable {
    let tokens: [IssuedToken]
}

struct KnownPatient: Decodable {
    let id: String
    let nameBangla: String?
    let nameEnglish: String?
    let phone: String?
    let area: String?

    /// The same telephone, or no telephone and the same neighbourhood, with the same name in a script that both know.
    func isProbably(_ arrival: Arrival) -> Bool {
        let sameName =
            nameBangla != nil && nameBangla == arrival.nameBangla
            || nameEnglish != nil && nameEnglish == arrival.nameEnglish
        return sameName && phone == arrival.phone && (phone != nil || area == arrival.area)
    }
}

struct PatientListing: Decodable {
    let patients: [KnownPatient]
}

/// Someone in the line of a stage.
struct LineEntry: Decodable, Sendable {
    let id: String
    let tokenId: String
    let serial: Int
    let version: Int
    let service: String
    let enteredAt: Date
    let servingAt: Date?
}

struct LineListing: Decodable {
    let waiting: [LineEntry]
}

struct MovedEntry: Decodable {
    let entry: LineEntry
    let next: LineEntry?
}

/// Problem details (RFC 9457), as much as we tell apart.
struct ProblemBody: Decodable {
    struct Field: Decodable {
        let field: String
        let detail: String
    }

    let type: String
    let title: String
    let errors: [Field]?

    /// The title, and each field with what is wrong with it.
    var words: String { ([title] + (errors ?? []).map { "\($0.field): \($0.detail)" }).joined(separator: "; ") }

    var slug: String { type.split(separator: "/").last.map(String.init) ?? type }
}

enum Messages {
    static func encode(_ body: some Encodable) throws -> [UInt8] { Array(try JSONEncoder().encode(body)) }

    static func decode<Value: Decodable>(_ bytes: [UInt8], as _: Value.Type = Value.self) throws -> Value {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .custom { decoder in
            try Date(try decoder.singleValueContainer().decode(String.self), strategy: instant)
        }
        return try decoder.decode(Value.self, from: Data(bytes))
    }

    private static let instant = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
}
