import Foundation

/// The clinic's keys: what seals the numbers of patients, what they are found by, and what proves the audit log.
///
/// They are never in the database, nor in anything that is copied with it.
package struct ClinicKeys: Sendable {
    /// 256 random bits, of which no log tells.
    package struct Key: Sendable, Equatable, CustomStringConvertible, CustomReflectable {
        package static let length = 32
        package let bytes: [UInt8]

        /// Nil unless there are 32 bytes.
        package init?(_ bytes: [UInt8]) {
            guard bytes.count == Self.length else { return nil }
            self.bytes = bytes
        }

        package static func random() -> Key { Key(unchecked: Secret.random(length)) }

        private init(unchecked bytes: [UInt8]) { self.bytes = bytes }

        package var description: String { "key" }
        package var customMirror: Mirror { Mirror(self, children: []) }
    }

    /// By their numbers. New values are sealed with the highest, older ones open with theirs.
    package let data: [UInt8: Key]
    package let index: Key
    package let audit: Key

    /// The number of the key that seals.
    package let current: UInt8

    /// Nil without any data key.
    package init?(data: [UInt8: Key], index: Key, audit: Key) {
        guard let current = data.keys.max() else { return nil }
        (self.data, self.index, self.audit, self.current) = (data, index, audit, current)
    }

    /// Nil without one of each kind.
    package init?(_ keys: [KeyName: Key]) {
        guard let index = keys[.index], let audit = keys[.audit] else { return nil }
        let data = keys.reduce(into: [UInt8: Key]()) { data, entry in
            if case .data(let number) = entry.key { data[number] = entry.value }
        }
        self.init(data: data, index: index, audit: audit)
    }

    package static func random() -> ClinicKeys {
        ClinicKeys(first: .random(), index: .random(), audit: .random())
    }

    private init(first: Key, index: Key, audit: Key) {
        (data, self.index, self.audit, current) = ([1: first], index, audit, 1)
    }

    /// All of them under the names of their files and of the recovery sheet: "index", "audit", "data-1".
    package var named: [(name: KeyName, key: Key)] {
        [(.index, index), (.audit, audit)] + data.sorted { $0.key < $1.key }.map { (.data($0.key), $0.value) }
    }
}

/// Which of the clinic's keys.
package enum KeyName: Hashable, Sendable, CustomStringConvertible {
    case index, audit
    case data(UInt8)

    package init?(_ text: some StringProtocol) {
        switch text.lowercased() {
        case "index": self = .index
        case "audit": self = .audit
        case let text where text.hasPrefix("data-"):
            guard let number = UInt8(text.dropFirst(5)), number > 0, text == "data-\(number)" else { return nil }
            self = .data(number)
        default: return nil
        }
    }

    package var description: String {
        switch self {
        case .index: "index"
        case .audit: "audit"
        case .data(let number): "data-\(number)"
        }
    }

    /// As the database knows it.
    var kind: String {
        if case .data = self { "data" } else { description }
    }

    var number: UInt8 {
        if case .data(let number) = self { number } else { 1 }
    }
}
