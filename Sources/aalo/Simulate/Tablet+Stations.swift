import Clinic
import Foundation
import HTTP

/// What each station asks of the server. Every one of these moves the token on when it is the station's last.
extension Tablet {
    func register(_ body: RegistrationBody, in visit: String) throws {
        _ = try send(try .command(.register, "/api/visits/\(visit)/registration", body, by: .put))
    }

    func attachKnown(_ patient: String, to visit: String) throws {
        _ = try send(
            try .command(.register, "/api/visits/\(visit)/patient", KnownBody(patientId: patient), by: .put))
    }

    func patient(_ id: String) throws -> RegisteredPatient { try read(.get(.lookAtPatient, "/api/patients/\(id)")) }

    func token(_ id: String) throws -> IssuedToken { try read(.get(.listTokens, "/api/tokens/\(id)")) }

    func record(_ vitals: ObservationsBody, in visit: String) throws {
        _ = try send(try .command(.measure, "/api/visits/\(visit)/observations", vitals))
    }

    func consult(_ visit: String, _ write: (OpenEncounter) throws -> Void) throws {
        let opened: OpenEncounter = try read(
            try .command(.consult, "/api/visits/\(visit)/encounters", NothingBody()))
        try write(opened)
        let written: OpenEncounter = try read(.get(.lookAtEncounter, "/api/encounters/\(opened.id)"))
        _ = try send(
            try .command(
                .sign, "/api/encounters/\(opened.id)/signature", VersionBody(version: written.version)))
    }

    /// - Parameter part: "complaints", "conditions", "medication-requests" or "service-requests".
    func write(_ part: String, _ body: some Encodable, in encounter: OpenEncounter) throws {
        _ = try send(try .command(.writeLine, "/api/encounters/\(encounter.id)/\(part)", body))
    }

    func writeNote(_ body: (Int) -> NoteBody, in encounter: OpenEncounter) throws {
        let now: OpenEncounter = try read(.get(.lookAtEncounter, "/api/encounters/\(encounter.id)"))
        _ = try send(
            try .command(.writeLine, "/api/encounters/\(encounter.id)/note", body(now.version), by: .put))
    }

    func orders(of visit: String) throws -> [Order] {
        let all: OrderListing = try read(.get(.lookAtOrders, "/api/orders"))
        return all.orders.filter { $0.visitId == visit }
    }

    func order(_ code: String, in visit: String) throws -> Order {
        try read(try .command(.order, "/api/visits/\(visit)/orders", CodeBody(code: code)))
    }

    func report(_ order: Order, _ results: [ResultBody]) throws {
        for result in results {
            _ = try send(try .command(.writeResult, "/api/orders/\(order.id)/results", result))
        }
        _ = try send(try .command(.verify, "/api/orders/\(order.id)/report", NothingBody()))
    }

    func endOrders(of visit: String) throws {
        _ = try send(try .command(.verify, "/api/visits/\(visit)/orders/completion", NothingBody()))
    }

    func charges(of visit: String) throws -> ChargeListing {
        try read(.get(.lookAtCharges, "/api/visits/\(visit)/charges"))
    }

    /// Nothing is to be paid.
    func letGo(_ visit: String) throws {
        _ = try send(try .command(.bill, "/api/visits/\(visit)/billing/completion", NothingBody()))
    }

    func bill(_ body: InvoiceBody, _ visit: String) throws -> IssuedInvoice {
        try read(try .command(.bill, "/api/visits/\(visit)/invoices", body))
    }

    /// How the outbox stands, by destination.
    func told() throws -> [Told] {
        let listing: OutboxListing = try read(.get(.lookAtOutbox, "/api/shr/outbox?state=refused"))
        return listing.destinations
    }
}
