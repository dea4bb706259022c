import Clinic

/// Where one of the staff works: a room or counter of the demo clinic.
struct Post: Sendable, Equatable {
    let userName: String
    let stage: Stage
    let room: String
    /// The service they do, where a stage has several.
    var service: String?

    static let all = [
        Post(userName: "assistant1", stage: .registration, room: "counter-1"),
        Post(userName: "reception2", stage: .registration, room: "counter-2"),
        Post(userName: "paramedic1", stage: .screening, room: "screening-1"),
        Post(userName: "paramedic2", stage: .screening, room: "screening-2"),
        Post(userName: "doctor1", stage: .consultation, room: "doctor-1"),
        Post(userName: "doctor2", stage: .consultation, room: "doctor-2"),
        Post(userName: "doctor3", stage: .consultation, room: "doctor-3"),
        Post(userName: "lab1", stage: .orders, room: "laboratory-1", service: "laboratory"),
        Post(userName: "sono1", stage: .orders, room: "sonology-1", service: "sonology"),
        Post(userName: "cashier1", stage: .billing, room: "counter-3"),
    ]

    static let receptionists = ["reception1", "reception2"]
    static let inspector = "manager1"
}
