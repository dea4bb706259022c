import Clinic
import HTTP

/// Gives tokens to people as they arrive.
struct Receptionist {
    let world: World
    let session: String
    let tablet: Tablet

    init(_ world: World, session: String) throws {
        (self.world, self.session) = (world, session)
        tablet = try world.tablet(session: session)
    }

    func work(_ line: ArrivalLine) {
        while !world.attendance.isOver, let (number, arrival) = line.take() {
            world.clock.wait(until: arrival.time)
            do {
                try receive(number, arrival)
            } catch {
                world.lose(error)
            }
        }
    }

    private func receive(_ number: Int, _ arrival: Arrival) throws {
        let identity = try identity(of: arrival)
        world.clock.wait(world.script.seconds(.typing, number))
        try world.attendance.whileIssuing(number) {
            if arrival.behaviour == .voidWrongPerson { try issueByMistake(number, arrival) }
            let token = try issue(number, arrival, identity)
            world.attendance.admit(visitor(number, arrival, token))
        }
        world.tally.count { [elapsed = world.clock.elapsed] in $0.receptionTook = elapsed }
    }

    /// Who was here before is looked for; who is not found is left to registration.
    private func identity(of arrival: Arrival) throws -> IdentityBody {
        if arrival.behaviour == .identityLater { return .none }
        if !arrival.isReturning { return .told(by: arrival) }
        return try tablet.find(arrival).map(IdentityBody.known) ?? .none
    }

    private func issueByMistake(_ number: Int, _ arrival: Arrival) throws {
        let wrong: IssuedToken = try tablet.read(try Self.ask(arrival, .none))
        var visitor = visitor(number, arrival, wrong)
        visitor.isMistake = true
        world.attendance.admit(visitor)
        try tablet.void(wrong, "Given to the wrong person")
    }

    private func issue(_ number: Int, _ arrival: Arrival, _ identity: IdentityBody) throws -> IssuedToken {
        let ask = try Self.ask(arrival, identity)
        switch arrival.behaviour {
        case .doubleTap: return try tapTwice(ask, atOnce: world.script.tapsAtOnce(number))
        case .droppedAnswer: tablet.sendAndHangUp(ask)
        default: break
        }
        return try tablet.read(ask)
    }

    private func tapTwice(_ ask: Ask, atOnce: Bool) throws -> IssuedToken {
        let other = atOnce ? try SecondTap(ask, world, session: session) : nil
        let first: IssuedToken = try tablet.read(ask)
        let second = try other?.token() ?? tablet.read(ask)
        if first.id != second.id || first.serial != second.serial {
            world.tally.fail("issue token: a double tap gave the numbers \(first.serial) and \(second.serial)")
        }
        return first
    }

    private func visitor(_ number: Int, _ arrival: Arrival, _ token: IssuedToken) -> Visitor {
        let isHereForTest = ["laboratory", "sonology"].contains(arrival.service)
        return Visitor(
            number: number, arrival: arrival, token: token.id, visit: token.visitId, serial: token.serial,
            test: isHereForTest ? nil : world.script.test(number))
    }

    private static func ask(_ arrival: Arrival, _ identity: IdentityBody) throws -> Ask {
        try .command(.issueToken, "/api/tokens", TokenBody(arrival, identity))
    }
}
