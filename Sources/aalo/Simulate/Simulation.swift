import Clinic
import Foundation
import HTTP

/// A day in the clinic, played through a running server.
struct Simulation {
    let arrivals: [Arrival]
    let server: ServerAddress
    let secrets: StaffSecrets
    let pace: Pace
    let tablets: Int
    let script: Script
    let care: CareBook
    let catalogue: Catalogue
    /// How many seconds to wait in the evening for the national record.
    let drain: Int
    private let tally = Tally()

    init(
        _ arrivals: [Arrival], server: ServerAddress, secrets: StaffSecrets, pace: Pace, tablets: Int, seed: UInt64,
        care: CareBook, catalogue: Catalogue, drain: Int
    ) {
        (self.arrivals, self.server, self.secrets) = (arrivals, server, secrets)
        (self.pace, self.tablets, script, self.care) = (pace, tablets, Script(seed: seed), care)
        (self.catalogue, self.drain) = (catalogue, drain)
    }

    func run() throws -> Outcome {
        try knock()
        let inspector = try Tablet(server, session: try signIn(Post.inspector), tally)
        let before = Set(try inspector.tokens().map(\.id))
        let staff = try gather()
        let world = open()
        let group = start(staff, in: world)
        let cutShort = watch(world)
        let elapsed = world.clock.elapsed
        _ = group.wait(timeout: .now() + .seconds(3))
        return try outcome(world, inspector, before, elapsed: elapsed, cutShort: cutShort)
    }
}

/// The staff, signed in: one session for every device.
private struct SignedInStaff {
    let receptionists: [String]
    let desks: [(post: Post, session: String)]
}

extension Simulation {
    private func signIn(_ userName: String) throws -> String {
        guard let secret = secrets.secret(of: userName) else { throw SimulationError.noSecret(userName) }
        do {
            return try Tablet.signIn(userName, secret, server, tally)
        } catch let failure as AskFailure {
            throw SimulationError.notSignedIn(userName, failure)
        }
    }

    private func gather() throws -> SignedInStaff {
        let names = (0..<tablets).map { Post.receptionists[$0 % Post.receptionists.count] }
        return SignedInStaff(
            receptionists: try names.map(signIn), desks: try Post.all.map { ($0, try signIn($0.userName)) })
    }

    /// Whether there is a server at all: later it may go away for a while, but not now.
    private func knock() throws {
        do {
            _ = try server.client().send(.get, "/health")
        } catch ClientError.untrusted(let reason) {
            throw SimulationError.untrusted(server, reason)
        } catch {
            throw SimulationError.nobodyThere(server)
        }
    }

    private func open() -> World {
        World(
            server: server, clock: DayClock(opening: arrivals.first?.time ?? 0, pace: pace), script: script, care: care,
            catalogue: catalogue,
            attendance: Attendance(expected: arrivals.count), tally: tally)
    }

    /// A thread for each of the staff: they wait for answers as people do.
    private func start(_ staff: SignedInStaff, in world: World) -> DispatchGroup {
        let group = DispatchGroup()
        let line = ArrivalLine(arrivals)
        for session in staff.receptionists {
            group.run { try Receptionist(world, session: session).work(line) }
        }
        for (post, session) in staff.desks {
            group.run { try Desk(world, post, session: session).work() }
        }
        return group
    }

    /// Until everybody is gone.
    /// - Returns: why it ended before that, if it did.
    private func watch(_ world: World) -> String? {
        var progress = ProgressBar()
        defer { progress.end(world) }
        while !world.attendance.isOver {
            progress.show(world)
            if ContinuousClock.now - world.attendance.lastMove > patience { return "nobody moved any more" }
            Thread.sleep(forTimeInterval: pace == .unpaced ? 0.01 : 0.1)
        }
        return world.attendance.isAbandoned ? "the server went away" : nil
    }

    /// Longer than anything takes: half an hour of the day, or what retries may need.
    private var patience: Duration { .seconds(max(60, pace == .unpaced ? 0 : 1800 / pace.factor)) }

    private func outcome(
        _ world: World, _ inspector: Tablet, _ before: Set<String>, elapsed: Double, cutShort: String?
    ) throws -> Outcome {
        let told = drained(inspector)
        let figures = tally.figures
        let ours = world.attendance.tokens
        let listed = try? inspector.tokens()
        let inspection = Inspection(
            listed: listed ?? [], before: before, ours: ours, expectedArrivals: arrivals.count)
        let findings =
            listed == nil ? [.init(question: "the tokens can be read", fault: "no answer")] : inspection.findings
        return Outcome(
            figures: figures, count: world.attendance.count, tokens: ours.count,
            voided: ours.count(where: \.isMistake), pace: pace, elapsed: elapsed, cutShort: cutShort, told: told,
            findings: findings + told.map { finding($0) })
    }

    /// What the national record has heard, when nothing is left to tell or the time is over.
    private func drained(_ inspector: Tablet) -> [Told] {
        let end = ContinuousClock.now + .seconds(drain)
        while true {
            // An answer that did not come is counted as an error where it was asked for.
            let told = (try? inspector.told()) ?? []
            if told.allSatisfy({ $0.pending == 0 }) || ContinuousClock.now >= end { return told }
            Thread.sleep(forTimeInterval: 0.2)
        }
    }

    private func finding(_ told: Told) -> Inspection.Finding {
        let isMissing = drain > 0 && told.pending > 0
        return .init(
            question: "\(told.name) refused nothing" + (drain > 0 ? " and has heard everything" : ""),
            fault: told.refused > 0 || isMissing ? "\(told.refused) refused, \(told.pending) pending" : nil)
    }
}

enum SimulationError: Error, CustomStringConvertible {
    case nobodyThere(ServerAddress)
    case untrusted(ServerAddress, String)
    case noSecret(String)
    case notSignedIn(String, AskFailure)

    var description: String {
        switch self {
        case .nobodyThere(let server): "No server answers at \(server)."
        case .untrusted(let server, let reason): "\(server) is not trusted: \(reason)."
        case .noSecret(let userName): "No PIN is known for \(userName): use --pin or --secrets."
        case .notSignedIn(let userName, let failure): "\(userName) could not sign in: \(failure)."
        }
    }
}

extension DispatchGroup {
    fileprivate func run(_ body: @escaping @Sendable () throws -> Void) {
        enter()
        Thread.detachNewThread { [self] in
            // Only looking up the server's address can fail, and that went well a moment ago.
            try? body()
            leave()
        }
    }
}
