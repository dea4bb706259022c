import COpenSSL
import Glibc

@testable import HTTP

/// A client of TLS whose every byte goes over the wire alone.
final class DribblingClient {
    private let context = SSL_CTX_new(TLS_client_method())
    private let session: OpaquePointer?
    private let input = BIO_new(BIO_s_mem())
    private let output = BIO_new(BIO_s_mem())
    private let descriptor: Descriptor

    init(_ port: UInt16, name: String) throws {
        descriptor = try TLSClient.connect(port)
        session = SSL_new(context)
        SSL_set_bio(session, input, output)
        AALO_SSL_set_tlsext_host_name(session, name)
    }

    deinit {
        SSL_free(session)
        SSL_CTX_free(context)
    }

    func handshake(beforeEachByte: (Int) throws -> Void = { _ in }) throws {
        while true {
            let result = SSL_connect(session)
            try drip(beforeEachByte)
            if result == 1 { return }
            guard SSL_get_error(session, result) == SSL_ERROR_WANT_READ else { throw TLSClient.failure() }
            try receive()
        }
    }

    func get(_ target: String) throws -> String {
        let text = Array("GET \(target) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".utf8)
        // Records of one byte each, and each of them byte by byte.
        for byte in text { SSL_write(session, [byte], 1) }
        try drip { _ in }
        var answer: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = SSL_read(session, &piece, Int32(piece.count))
            if count > 0 {
                answer += piece.prefix(Int(count))
            } else if SSL_get_error(session, count) == SSL_ERROR_ZERO_RETURN {
                return String(decoding: answer, as: UTF8.self)
            } else {
                try receive()
            }
        }
    }

    private func drip(_ beforeEachByte: (Int) throws -> Void) throws {
        var byte: UInt8 = 0
        var number = 0
        while BIO_read(output, &byte, 1) == 1 {
            try beforeEachByte(number)
            number += 1
            guard send(descriptor.number, &byte, 1, Int32(MSG_NOSIGNAL)) == 1 else { throw SystemError("send") }
        }
    }

    private func receive() throws {
        var piece = [UInt8](repeating: 0, count: 16_384)
        let count = recv(descriptor.number, &piece, piece.count, 0)
        guard count > 0 else { throw SystemError("recv") }
        BIO_write(input, piece, Int32(count))
    }
}
