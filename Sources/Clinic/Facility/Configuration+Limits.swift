import HTTP

extension Configuration {
    /// What anybody may take of the server: `http.limits` of the configuration. The defaults are for a clinic with
    /// some fifty devices, all of which may stand behind one address.
    package struct Limits: Sendable {
        package var engine = HTTP.Limits()
        /// Requests that wait for a change, of everybody and from one address; beyond: 503.
        package var longPolls = 1_000
        package var longPollsPerAddress = 256
        /// Commands that wait for the writer; beyond: 503.
        package var writerQueue = 2_048
        package var signIn = SignInFailures.Limits()
        /// What a program with a token may ask; beyond: 429.
        package var clients = ClientRate.Limits()

        package init() {}
    }
}
