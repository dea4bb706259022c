import Glibc
import HTTP
import Logging
import Vocabulary

/// Writes log entries as JSON lines to standard error: time, level, logger, message, then the metadata by name.
struct JSONLinesHandler: LogHandler {
    let label: String
    var logLevel = Logger.Level.info
    var metadata = Logger.Metadata()

    init(label: String) { self.label = label }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var json = JSONWriter(capacity: 256)
        json.object { line in
            line.name("time")
            line.string(Instant.now().timestamp)
            line.name("level")
            line.string(event.level.rawValue)
            line.name("logger")
            line.string(label)
            line.name("message")
            line.string("\(event.message)")
            let all = metadata.merging(event.metadata ?? [:]) { _, new in new }
            for (name, value) in all.sorted(by: { $0.key < $1.key }) {
                line.name(name)
                line.string("\(value)")
            }
        }
        Self.write(json.finish() + [0x0A])
    }

    /// One write for one line, so that lines of several threads do not mix (POSIX write(2), O_APPEND).
    private static func write(_ bytes: [UInt8]) {
        _ = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
