import Vocabulary

/// Who may call a route. A route cannot be declared without saying so, and there is no default.
package struct Callers: Sendable, Equatable {
    package let roles: Set<Role>
    package let devices: Bool
    package let isPublic: Bool
    package var monitors = false
    /// What may hold up a session and yet not keep it from here.
    package var holds: Set<Session.Hold> = []

    /// No sign-in needed: only what gives nothing away.
    package static let anyone = Callers(roles: [], devices: false, isPublic: true)

    /// Everybody who works here, in whatever role.
    package static let staff = Callers(roles: Set(Role.allCases), devices: false, isPublic: false)

    /// Displays on the wall, by their device key.
    package static let displays = Callers(roles: [], devices: true, isPublic: false)

    /// Programs on this machine or with the token for it, and administrators: what the server counts about itself.
    package static let monitors = Callers(
        roles: [.administrator], devices: false, isPublic: false, monitors: true)

    package static func roles(_ roles: Role...) -> Callers {
        Callers(roles: Set(roles), devices: false, isPublic: false)
    }

    /// The same people, even while their session is held up by this.
    package func even(_ holds: Session.Hold...) -> Callers {
        var callers = self
        callers.holds.formUnion(holds)
        return callers
    }

    package func and(_ other: Callers) -> Callers {
        Callers(
            roles: roles.union(other.roles), devices: devices || other.devices, isPublic: isPublic || other.isPublic,
            monitors: monitors || other.monitors, holds: holds.union(other.holds))
    }

    package func admits(_ actor: Actor) -> Bool {
        switch actor {
        case .nobody: isPublic
        case .staff(let session): isPublic || !roles.isDisjoint(with: session.staff.roles)
        case .device: isPublic || devices
        case .monitor: isPublic || monitors
        }
    }

    /// - Throws: 401 if signing in would help, 403 if it would not.
    package func admit(_ actor: Actor) throws {
        if admits(actor) { return }
        if case .nobody = actor { throw Problem.signInFirst }
        throw Problem.notYours
    }
}

extension Problem {
    package static let signInFirst = Problem(
        .unauthenticated, "sign-in-first", Bilingual("Sign in first", "আগে সাইন ইন করুন"))
    package static let notYours = Problem(
        .forbidden, "not-permitted", Bilingual("Your role may not do this", "আপনার দায়িত্বে এটি করার অনুমতি নেই"))
}
