import CLinux
import Glibc
import Synchronization

package enum Signals {
    /// What a signal handler may touch: one number.
    private static let event = Atomic<Int32>(-1)

    /// Calls `body` once, on a thread of its own, at the first SIGTERM or SIGINT; a second one ends the process.
    /// SIGPIPE and SIGXFSZ are ignored from now on.
    ///
    /// - Precondition: called at the start, when there are descriptors and threads to be had.
    package static func onTermination(_ body: @escaping @Sendable () -> Void) {
        ignoreBrokenPipes()
        // A file that may grow no more (RLIMIT_FSIZE) is an error for who writes it, not the end of the process.
        signal(SIGXFSZ, SIG_IGN)
        let descriptor = eventfd(0, Int32(EFD_CLOEXEC))
        precondition(descriptor >= 0, "no descriptor for signals")
        event.store(descriptor, ordering: .sequentiallyConsistent)
        do {
            try Thread.start(named: "signals") {
                var count: eventfd_t = 0
                while eventfd_read(descriptor, &count) != 0, errno == EINTR {}
                body()
            }
        } catch {
            preconditionFailure("no thread for signals: \(error)")
        }
        for signal in [SIGTERM, SIGINT] { handle(signal) }
    }

    private static let hangups = Atomic<Int32>(-1)

    /// Calls `body`, on a thread of its own, at every SIGHUP from now on. Called once, at the start.
    package static func onHangup(_ body: @escaping @Sendable () -> Void) throws {
        let descriptor = eventfd(0, Int32(EFD_CLOEXEC))
        guard descriptor >= 0 else { throw SystemError("eventfd") }
        hangups.store(descriptor, ordering: .sequentiallyConsistent)
        try Thread.start {
            var count: eventfd_t = 0
            while true {
                if eventfd_read(descriptor, &count) == 0 { body() }
            }
        }
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { _ in
            eventfd_write(Signals.hangups.load(ordering: .sequentiallyConsistent), 1)
        }
        action.sa_flags = Int32(truncatingIfNeeded: SA_RESTART)
        sigaction(SIGHUP, &action, nil)
    }

    package static func ignoreBrokenPipes() {
        signal(SIGPIPE, SIG_IGN)
    }

    private static func handle(_ signal: Int32) {
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { _ in
            eventfd_write(Signals.event.load(ordering: .sequentiallyConsistent), 1)
        }
        // The default comes back after the first signal, so that a person can insist.
        action.sa_flags = Int32(truncatingIfNeeded: SA_RESETHAND) | Int32(SA_RESTART)
        sigaction(signal, &action, nil)
    }
}
