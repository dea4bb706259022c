import HTTP
import Storage
import Vocabulary

/// Encoded answers of queries, each good as long as its topic's version stands still. One per event loop: no locks.
struct TopicCache {
    /// What an answer depends on besides its topic. Who may ask at all was settled before; what an answer says depends
    /// on their roles, not on who it is.
    struct Key: Hashable {
        let target: String
        let language: Language
        let day: Day
        let audience: Audience
    }

    private struct Kept {
        let version: UInt64
        let response: Response
        let size: Int
    }

    private static let limit = 512
    /// Bytes that all answers together may take, and one alone: a clinic's boards and lists of a day are far smaller.
    private static let room = 8 * 1024 * 1024
    private static let largest = 1024 * 1024
    private var entries: [Key: Kept] = [:]
    private(set) var bytes = 0
    /// Yesterday's answers nobody asks for any more.
    private var day: Day?

    func response(for key: Key, at version: UInt64) -> Response? {
        guard let entry = entries[key], entry.version == version else { return nil }
        return entry.response
    }

    /// The response with its body encoded once, compressed once, and tagged by its content. The tag is the same before
    /// and after a restart, so a display that knows the answer is told so.
    mutating func keep(_ response: Response, for key: Key, at version: UInt64) -> Response {
        guard response.status == .ok, case .bytes(let bytes) = response.body, let type = response.contentType else {
            return response
        }
        var kept = response.unstored
        kept.entityTag = .strong(of: bytes)
        kept.body = .encoded(EncodedBody(bytes, contentType: type))
        put(Kept(version: version, response: kept, size: bytes.count), key)
        return kept
    }

    private mutating func put(_ kept: Kept, _ key: Key) {
        if key.day != day { forgetAll() }
        day = key.day
        if let old = entries.removeValue(forKey: key) { bytes -= old.size }
        guard kept.size <= Self.largest else { return }
        if entries.count >= Self.limit || bytes + kept.size > Self.room { forgetAll() }
        entries[key] = kept
        bytes += kept.size
    }

    private mutating func forgetAll() {
        entries.removeAll(keepingCapacity: true)
        bytes = 0
    }
}
