import HTTP
import Vocabulary

extension Rule where Value == NationalID {
    package static var nationalID: Rule {
        .parsed(
            .string(maxLength: 30, pattern: "^([0-9]{10}|[0-9]{13}|[0-9]{17})$"), example: NationalID.example,
            Refusal("An NID has 10, 13 or 17 digits", "এনআইডি নম্বর ১০, ১৩ বা ১৭ সংখ্যার হয়")
        ) { NationalID($0) }
    }
}

extension Rule where Value == BirthRegistrationNumber {
    package static var birthRegistrationNumber: Rule {
        .parsed(
            .string(maxLength: 30, pattern: "^[0-9]{17}$"), example: BirthRegistrationNumber.example,
            Refusal("A birth registration number has 17 digits", "জন্ম নিবন্ধন নম্বর ১৭ সংখ্যার হয়")
        ) { BirthRegistrationNumber($0) }
    }
}

extension Rule where Value == HealthID {
    package static var healthID: Rule {
        .parsed(
            .string(maxLength: 20, pattern: "^9[0-9]{10}$"), example: HealthID.example,
            Refusal(
                "A Health ID has 11 digits and begins with 9; one of these is wrong. Compare it with the card.",
                "হেলথ আইডি ১১ সংখ্যার, শুরু ৯ দিয়ে; কোনো একটি সংখ্যা ভুল। কার্ডের সাথে মিলিয়ে দেখুন।")
        ) { HealthID($0) }
    }
}

extension Rule where Value == Geocode {
    package static var geocode: Rule {
        .parsed(
            .string(maxLength: 8, pattern: "^[0-9]{8}$"), example: Geocode.example,
            Refusal("Choose the upazila or thana from the list", "তালিকা থেকে উপজেলা বা থানা বেছে নিন")
        ) { Geocode($0) }
    }
}

// Right by construction. The Health ID has four equal digits in a row, which the registry never issues.
extension NationalID { fileprivate static let example = NationalID("1234567890")! }
extension BirthRegistrationNumber { fileprivate static let example = BirthRegistrationNumber("12345678901234567")! }
extension HealthID { fileprivate static let example = HealthID("98111122225")! }
extension Geocode { fileprivate static let example = Geocode("30262507")! }
