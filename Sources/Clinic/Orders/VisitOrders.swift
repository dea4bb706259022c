import GRDB
import Vocabulary

/// What can be done about the tests of a visit at the station. Each function runs inside the caller's transaction.
enum VisitOrders {
    /// A test for someone who came for it, or whom a test suggests another: with its charge.
    /// - Throws: 404; 409 when the visit is over, of another day, has nobody's name yet, or has this test open; 422.
    static func add(_ asked: WalkInRequest, _ act: Act, _ db: Database) throws -> ID<ServiceRequest> {
        let token = try Tokens.open(of: asked.visit, act, db)
        guard let patient = token.patient else { throw Problem.visitWithoutPatient }
        return try ServiceRequests.order(asked.code, note: asked.note, of: patient.id, in: asked.visit, act, db)
    }

    /// The person goes on, whatever is still to be done: blood was taken, the result comes later.
    /// - Throws: 404 when there is no such visit, 403 when the patient is not in their treatment.
    static func complete(_ visit: ID<Visit>, _ act: Act, _ db: Database) throws -> VisitProgress {
        _ = try Tokens.find(of: visit, act, db)
        try TreatmentRelation.require(of: visit, act, db)
        let moved = try Queue.complete(.orders, of: visit, act, db)
        return VisitProgress(
            visit: visit, hasMoved: moved != nil, room: moved?.entry.room,
            stage: try Tokens.find(of: visit, act, db).stage,
            open: try ServiceRequests.countOpen(of: visit, db))
    }
}

/// Where a visit stands after the station let it go.
struct VisitProgress: Sendable {
    let visit: ID<Visit>
    /// False when nobody was being served: there was nothing to move.
    let hasMoved: Bool
    /// Where they were served.
    let room: String?
    /// None when the person has left.
    let stage: Stage?
    /// How many tests are still to be done.
    let open: Int
}
