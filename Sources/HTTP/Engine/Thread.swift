import CLinux
import Glibc

package enum ThreadName {
    /// Calls the running thread so, for `top` and `perf`; of more than 15 bytes the system takes none.
    package static func set(_ name: String) {
        pthread_setname_np(pthread_self(), name)
    }
}

enum Thread {
    /// Runs `body` on a new thread of its own.
    static func start(named name: String = "aalo", _ body: @escaping @Sendable () -> Void) throws {
        let box = Unmanaged.passRetained(
            Box {
                ThreadName.set(name)
                body()
            })
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setstacksize(&attributes, 2 * 1024 * 1024)
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        var thread = pthread_t()
        let result = pthread_create(
            &thread, &attributes,
            { argument in
                argument.map { Unmanaged<Box>.fromOpaque($0).takeRetainedValue().body() }
                return nil
            }, box.toOpaque())
        guard result == 0 else {
            box.release()
            throw SystemError("pthread_create", code: result)
        }
    }

    private final class Box: Sendable {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) {
            self.body = body
        }
    }
}
