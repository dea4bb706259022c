import Glibc

/// How many descriptors the system lets this process have.
package enum DescriptorLimit {
    /// Kept free of clients: database files, logs, loops, connections to others.
    private static let reserved = 64

    /// Shells and service managers give 1,024 for the sake of select(2), which we do not use; we may take more.
    package static func raise() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }

    static var current: Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 0 }
        return Int(exactly: limit.rlim_cur) ?? .max
    }

    static var forConnections: Int { max(1, current - reserved) }
}
