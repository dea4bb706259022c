import Clinic
import Vocabulary

/// One person who comes to the clinic, as a line of the day file tells it.
struct Arrival: Sendable, Equatable {
    /// Seconds since midnight, clinic time.
    let time: Double
    /// Someone who was here on an earlier day.
    let isReturning: Bool
    let nameBangla: String?
    let nameEnglish: String?
    let sex: Sex
    let age: Int?
    let ageUnit: Age.Unit
    let phone: String?
    let area: String?
    let service: String
    let complaint: String?
    /// The same in English, by which the care for it is found.
    let reason: String?
    let priority: Priority
    let behaviour: Behaviour?
}

/// What goes otherwise than planned.
enum Behaviour: String, Sendable {
    /// The receptionist's finger hits the button twice.
    case doubleTap = "double_tap"
    /// The Wi-Fi fails after the request and before the answer.
    case droppedAnswer = "dropped_answer"
    /// The number is given before anybody asks for a name.
    case identityLater = "identity_later"
    case leavesBeforeScreening = "leaves_before_screening"
    case noShowRegistration = "no_show_registration"
    case noShowConsultation = "no_show_consultation"
    case recalledOnce = "recalled_once"
    /// A number is given for the wrong person, and taken back.
    case voidWrongPerson = "void_wrong_person"
}
