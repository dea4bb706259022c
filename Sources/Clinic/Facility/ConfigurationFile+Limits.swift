import HTTP

extension ConfigurationFile {
    private struct Number: Sendable {
        let name: String
        let range: ClosedRange<Int>
        let set: @Sendable (inout Configuration.Limits, Int) -> Void
    }

    /// The defaults, but for what the file says.
    func limits(_ http: JSONValue) throws(ConfigurationError) -> Configuration.Limits {
        var limits = Configuration.Limits()
        guard let value = http["limits"] else { return limits }
        try known(value, "http.limits", Self.numbers.map(\.name))
        for number in Self.numbers where value[number.name] != nil {
            number.set(&limits, try integer(value, number.name, "http.limits." + number.name, number.range))
        }
        try check(limits, value)
        return limits
    }

    /// What one may take is no more than what there is for all.
    private func check(_ limits: Configuration.Limits, _ value: JSONValue) throws(ConfigurationError) {
        let pairs = [
            ("targetBytes", limits.engine.target, "headBytes", limits.engine.head),
            (
                "connectionsPerAddress", limits.engine.connectionsPerAddress, "connections", limits.engine.connections
            ),
            ("longPollsPerAddress", limits.longPollsPerAddress, "longPolls", limits.longPolls),
        ]
        for (name, part, whole, bound) in pairs where part > bound {
            throw error(value[name] ?? value, "http.limits." + name, "at most \(whole), which is \(bound)")
        }
    }

    private static let numbers: [Number] = [
        Number(name: "headBytes", range: 1_024...65_535) { $0.engine.head = $1 },
        Number(name: "targetBytes", range: 256...65_535) { $0.engine.target = $1 },
        Number(name: "fields", range: 10...1_000) { $0.engine.fields = $1 },
        Number(name: "bodyBytes", range: 1_024...1 << 30) { $0.engine.body = $1 },
        Number(name: "requestsPerConnection", range: 1...1_000_000_000) { $0.engine.requestsPerConnection = $1 },
        Number(name: "headSeconds", range: 1...600) { $0.engine.headerTimeout = .seconds($1) },
        Number(name: "bodySeconds", range: 1...86_400) { $0.engine.bodyTimeout = .seconds($1) },
        Number(name: "idleSeconds", range: 1...3_600) { $0.engine.idleTimeout = .seconds($1) },
        Number(name: "stalledSeconds", range: 1...600) { $0.engine.writeTimeout = .seconds($1) },
        Number(name: "minimumBytesPerSecond", range: 0...1 << 20) { $0.engine.minimumRate = $1 },
        Number(name: "rateSeconds", range: 1...600) { $0.engine.rateWindow = .seconds($1) },
        Number(name: "connections", range: 1...1_000_000) { $0.engine.connections = $1 },
        Number(name: "connectionsPerAddress", range: 1...1_000_000) { $0.engine.connectionsPerAddress = $1 },
        Number(name: "refusalsAtOnce", range: 0...4_096) { $0.engine.refusalsAtOnce = $1 },
        Number(name: "pipelinedPerTurn", range: 1...1_024) { $0.engine.pipelinedPerTurn = $1 },
        Number(name: "resumedPerTurn", range: 1...4_096) { $0.engine.resumedPerTurn = $1 },
        Number(name: "acceptedPerTurn", range: 1...4_096) { $0.engine.acceptedPerTurn = $1 },
        Number(name: "longPolls", range: 0...1_000_000) { $0.longPolls = $1 },
        Number(name: "longPollsPerAddress", range: 0...1_000_000) { $0.longPollsPerAddress = $1 },
        Number(name: "writerQueue", range: 1...1_000_000) { $0.writerQueue = $1 },
        Number(name: "signInFailuresPerUser", range: 1...1_000) { $0.signIn.perUser = $1 },
        Number(name: "signInFailuresPerAddress", range: 1...100_000) { $0.signIn.perAddress = $1 },
        Number(name: "signInLongestDelaySeconds", range: 1...86_400) { $0.signIn.longestDelay = $1 },
        Number(name: "clientRequestsPerSecond", range: 1...10_000) { $0.clients.perSecond = $1 },
        Number(name: "clientRequestsAtOnce", range: 1...100_000) { $0.clients.burst = $1 },
    ]
}
