/// For whom an answer was made: all with the same roles, or scopes, are told the same.
enum Audience: Hashable {
    case everybody
    case staff(Set<Role>)
    case device(Device.Kind)
    case client(Set<Scope>)
}

extension Actor {
    var audience: Audience {
        switch self {
        case .nobody, .monitor: .everybody
        case .staff(let session): .staff(session.staff.roles)
        case .device(let device): .device(device.kind)
        case .client(let client): .client(client.scopes)
        }
    }
}
