/// The numbers of a patient that lie sealed in the file, as statements say them. Nothing else speaks of these columns.
enum SealedNumbers {
    static let phone = opened("phone")
    static let nationalID = opened("national_id")
    static let birthRegistrationNumber = opened("birth_registration_number")

    /// The columns of a phone, and what is written into them.
    static let phoneColumns = "phone_sealed, phone_tail"

    static func phoneValues(_ number: String, of patient: String) -> String {
        "\(sealed(number, "phone", patient)), \(tail(number))"
    }

    /// What an update sets.
    static func assignments(phone: String, nationalID: String, birthRegistrationNumber: String) -> String {
        """
        phone_sealed = \(sealed(phone, "phone", "id")), phone_tail = \(tail(phone)),
        \(indexed("national_id", nationalID)), \(indexed("birth_registration_number", birthRegistrationNumber))
        """
    }

    /// Whether the phone ends in these digits, of which there are four or more: by the blind index of the last four,
    /// then by the number itself.
    static func phoneEnds(in digits: String) -> String {
        "(\(digits) IS NOT NULL AND patient.phone_tail = \(tail(digits)) AND \(phone) LIKE '%' || \(digits))"
    }

    static func hasNationalID(_ number: String) -> String {
        "patient.national_id_index = blind_index(\(number), 'patient.national_id')"
    }

    static func hasBirthRegistrationNumber(_ number: String) -> String {
        "patient.birth_registration_number_index = blind_index(\(number), 'patient.birth_registration_number')"
    }

    /// What a revision keeps of them, bound to it.
    static let revisionColumns = "phone_sealed, national_id_sealed, birth_registration_number_sealed"
    static let revisionValues = ["phone", "national_id", "birth_registration_number"].map { number in
        "sealed(\(opened(number)), 'patient_revision.\(number)', id || '/' || version)"
    }.joined(separator: ", ")

    private static func opened(_ number: String) -> String {
        "opened(patient.\(number)_sealed, 'patient.\(number)', patient.id)"
    }

    private static func sealed(_ value: String, _ number: String, _ patient: String) -> String {
        "sealed(\(value), 'patient.\(number)', \(patient))"
    }

    private static func tail(_ number: String) -> String {
        "blind_index(substr(\(number), -4), 'patient.phone.tail')"
    }

    private static func indexed(_ number: String, _ value: String) -> String {
        "\(number)_sealed = \(sealed(value, number, "id")), \(number)_index = blind_index(\(value), 'patient.\(number)')"
    }
}
