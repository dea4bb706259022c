import GRDB

extension GRDB.Configuration {
    /// Of another hand in the same file, who waits until the store lets go of it.
    static var patient: GRDB.Configuration {
        var configuration = GRDB.Configuration()
        configuration.busyMode = .timeout(20)
        return configuration
    }
}
