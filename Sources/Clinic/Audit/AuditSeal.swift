import COpenSSL
import Synchronization

/// HMAC-SHA256 (RFC 2104, FIPS 180-4) under the clinic's audit key.
package final class AuditSeal: Sendable {
    /// Prepared once with the key: to begin again copies its state.
    private let context: Mutex<Context>

    /// - Throws: `AuditError.unproven`.
    package init(key: [UInt8]) throws { context = Mutex(try Context(key: key)) }

    /// - Throws: `AuditError.unproven`.
    func mac(of bytes: [UInt8]) throws -> AuditMAC { try context.withLock { try $0.mac(of: bytes) } }

    private final class Context {
        private let state: OpaquePointer

        init(key: [UInt8]) throws {
            guard let method = EVP_MAC_fetch(nil, "HMAC", nil) else { throw AuditError.unproven }
            defer { EVP_MAC_free(method) }
            guard let state = EVP_MAC_CTX_new(method) else { throw AuditError.unproven }
            self.state = state
            guard Self.begin(state, key) else { throw AuditError.unproven }
        }

        /// The parameters point to their names and values, which have to stay until they are read.
        private static func begin(_ state: OpaquePointer, _ key: [UInt8]) -> Bool {
            var digest = "SHA256".utf8CString
            return "digest".withCString { name in
                digest.withUnsafeMutableBufferPointer { digest in
                    let parameters = [
                        OSSL_PARAM_construct_utf8_string(name, digest.baseAddress, 0), OSSL_PARAM_construct_end(),
                    ]
                    return EVP_MAC_init(state, key, key.count, parameters) == 1
                }
            }
        }

        deinit { EVP_MAC_CTX_free(state) }

        func mac(of bytes: [UInt8]) throws -> AuditMAC {
            var mac = AuditMAC.none
            var length = 0
            let isMade = withUnsafeMutableBytes(of: &mac) { mac in
                EVP_MAC_init(state, nil, 0, nil) == 1 && EVP_MAC_update(state, bytes, bytes.count) == 1
                    && EVP_MAC_final(state, mac.baseAddress?.assumingMemoryBound(to: UInt8.self), &length, mac.count)
                        == 1
            }
            guard isMade, length == AuditMAC.length else { throw AuditError.unproven }
            return mac
        }
    }
}

/// The 32 bytes of a row's seal, as they are in memory.
struct AuditMAC: Equatable, Sendable {
    static let length = 32
    private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    /// What comes before the first row.
    static let none = AuditMAC()

    private init() {}

    /// Nil when it is not 32 bytes.
    init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count == Self.length else { return nil }
        withUnsafeMutableBytes(of: &words) { $0.copyMemory(from: bytes) }
    }

    init?(_ bytes: [UInt8]) {
        guard let mac = bytes.withUnsafeBytes({ AuditMAC($0) }) else { return nil }
        self = mac
    }

    var bytes: [UInt8] { withUnsafeBytes(of: words) { Array($0) } }

    var hexadecimal: String { Secret.hexadecimal(bytes) }

    static func == (a: AuditMAC, b: AuditMAC) -> Bool { a.words == b.words }
}
