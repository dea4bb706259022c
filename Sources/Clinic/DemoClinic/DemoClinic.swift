import GRDB
import Vocabulary

/// A clinic to try things in. Everybody in it is invented.
package enum DemoClinic {
    package struct Person: Sendable {
        package let new: NewStaff
        package let pin: String
    }

    /// Staff of every role. Slow: each PIN is hashed.
    /// - Parameter pin: the same for everybody; random ones otherwise.
    package static func staff(pin: String?) throws -> [Person] {
        try members.map { member in
            let pin = pin ?? randomPIN()
            return Person(
                new: try NewStaff(
                    userName: member.userName, name: member.name, roles: [member.role],
                    registrationNumber: registrations[member.userName]?.number,
                    qualification: registrations[member.userName]?.qualification, secret: pin),
                pin: pin)
        }
    }

    /// - Returns: false, and changes nothing, when somebody works here already.
    package static func make(
        _ people: [Person], displayKey: String, at instant: Instant, _ db: Database
    ) throws -> Bool {
        guard try StaffRegister.all(db).isEmpty else { return false }
        let ids = try people.map { try StaffRegister.add($0.new, at: instant, db) }
        _ = try StaffRegister.addDisplay(named: "Display 1", key: displayKey, at: instant, db)
        for (index, patient) in DemoPatients.all.enumerated() {
            try DemoPatients.insert(patient, cardNumber: index + 1, by: ids[0], at: instant, db)
        }
        return true
    }

    private static func randomPIN() -> String { String(Int.random(in: 1000...9999)) }

    /// Numbers and degrees of who prescribes or reports; invented too.
    private static let registrations: [String: (number: String, qualification: String)] = [
        "doctor1": ("A-90101", "MBBS (DMC)"),
        "doctor2": ("A-90102", "MBBS, FCPS (Medicine)"),
        "doctor3": ("A-90103", "MBBS, DGO"),
        "sono1": ("A-90104", "MBBS, DMUD"),
        "paramedic1": ("P-90201", "Diploma in Medical Faculty"),
        "paramedic2": ("P-90202", "Diploma in Medical Faculty"),
    ]

    private static let members: [(userName: String, name: Bilingual, role: Role)] = [
        ("reception1", Bilingual("Shirin Akter", "শিরিন আক্তার"), .receptionist),
        ("reception2", Bilingual("Jahid Hasan", "জাহিদ হাসান"), .receptionist),
        ("assistant1", Bilingual("Moushumi Rani", "মৌসুমী রানী"), .clinicalAssistant),
        ("assistant2", Bilingual("Rakib Uddin", "রাকিব উদ্দিন"), .clinicalAssistant),
        ("paramedic1", Bilingual("Nasima Khatun", "নাসিমা খাতুন"), .paramedic),
        ("paramedic2", Bilingual("Abdul Halim", "আব্দুল হালিম"), .paramedic),
        ("doctor1", Bilingual("Dr. Farzana Islam", "ডা. ফারজানা ইসলাম"), .doctor),
        ("doctor2", Bilingual("Dr. Mahmudul Haque", "ডা. মাহমুদুল হক"), .doctor),
        ("doctor3", Bilingual("Dr. Sadia Rahman", "ডা. সাদিয়া রহমান"), .doctor),
        ("lab1", Bilingual("Tanvir Ahmed", "তানভীর আহমেদ"), .laboratory),
        ("sono1", Bilingual("Dr. Nusrat Jahan", "ডা. নুসরাত জাহান"), .sonographer),
        ("cashier1", Bilingual("Kamal Hossain", "কামাল হোসেন"), .cashier),
        ("manager1", Bilingual("Rokeya Sultana", "রোকেয়া সুলতানা"), .manager),
        ("admin1", Bilingual("Arif Chowdhury", "আরিফ চৌধুরী"), .administrator),
    ]
}
