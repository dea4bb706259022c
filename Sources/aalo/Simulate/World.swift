import Clinic

/// What everybody in the simulated clinic shares.
struct World: Sendable {
    let server: ServerAddress
    let clock: DayClock
    let script: Script
    let care: CareBook
    let catalogue: Catalogue
    let attendance: Attendance
    let tally: Tally

    func tablet(session: String) throws -> Tablet { try Tablet(server, session: session, tally) }
}
