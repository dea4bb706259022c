import Vocabulary

/// Who may call a route. A route cannot be declared without saying so, and there is no default.
package struct Callers: Sendable, Equatable {
    /// The roles that hold what it takes.
    package let roles: Set<Role>
    /// The kinds of devices that may call it by their own key.
    package var devices: Set<Device.Kind> = []
    package let isPublic: Bool
    package var monitors = false
    /// A program may call it that was given one of these. Only what reads may name any.
    package var scopes: Set<Scope> = []
    /// What may hold up a session and yet not keep it from here.
    package var holds: Set<Session.Hold> = []

    /// No sign-in needed: only what gives nothing away.
    package static let anyone = Callers(roles: [], isPublic: true)

    /// Everybody who works here, in whatever role.
    package static let staff = Callers(roles: Set(Role.allCases), isPublic: false)

    /// Displays on the wall, by their device key.
    package static let displays = Callers(roles: [], devices: [.display], isPublic: false)

    /// Kiosks, by their device key.
    package static let kiosks = Callers(roles: [], devices: [.kiosk], isPublic: false)

    /// Programs on this machine or with the token for it, and administrators: what the server counts about itself.
    package static let monitors = Callers(roles: Role.holding([.watchServer]), isPublic: false, monitors: true)

    /// Whose roles let them do any of these.
    package static func holding(_ capabilities: Capability...) -> Callers {
        Callers(roles: Role.holding(Set(capabilities)), isPublic: false)
    }

    /// Whose roles let them do all of these.
    package static func holdingAll(_ capabilities: Capability...) -> Callers {
        Callers(roles: Role.holdingAll(Set(capabilities)), isPublic: false)
    }

    /// Programs of others whose token covers one of these.
    package static func clients(_ scopes: Scope...) -> Callers {
        Callers(roles: [], isPublic: false, scopes: Set(scopes))
    }

    /// The same people, even while their session is held up by this.
    package func even(_ holds: Session.Hold...) -> Callers {
        var callers = self
        callers.holds.formUnion(holds)
        return callers
    }

    package func and(_ other: Callers) -> Callers {
        Callers(
            roles: roles.union(other.roles), devices: devices.union(other.devices),
            isPublic: isPublic || other.isPublic, monitors: monitors || other.monitors,
            scopes: scopes.union(other.scopes), holds: holds.union(other.holds))
    }

    package func admits(_ actor: Actor) -> Bool {
        switch actor {
        case .nobody: isPublic
        case .staff(let session): isPublic || !roles.isDisjoint(with: session.staff.roles)
        case .device(let device): isPublic || devices.contains(device.kind)
        case .client(let client): isPublic || !scopes.isDisjoint(with: client.scopes)
        case .monitor: isPublic || monitors
        }
    }

    /// - Throws: 401 if signing in would help, 403 if it would not.
    package func admit(_ actor: Actor) throws {
        if admits(actor) { return }
        switch actor {
        case .nobody: throw Problem.signInFirst
        // A tablet is nobody until somebody signs in on it.
        case .device(let device) where device.kind == .tablet && !roles.isEmpty: throw Problem.signInFirst
        case .device: throw Problem.notThisDevice
        case .client: throw Problem.notInScope
        case .staff, .monitor: throw Problem.notYours
        }
    }
}

extension Problem {
    package static let signInFirst = Problem(
        .unauthenticated, "sign-in-first", Bilingual("Sign in first", "আগে সাইন ইন করুন"))
    package static let notYours = Problem(
        .forbidden, "not-permitted", Bilingual("Your role may not do this", "আপনার দায়িত্বে এটি করার অনুমতি নেই"))
    package static let notThisDevice = Problem(
        .forbidden, "not-for-this-device",
        Bilingual("This device is not registered for this", "এই ডিভাইসটি এই কাজের জন্য নিবন্ধিত নয়"))
    package static let notInScope = Problem(
        .forbidden, "not-in-scope",
        Bilingual("This program was not given this to read", "প্রোগ্রামটিকে এটি পড়ার অনুমতি দেওয়া হয়নি"))
}
