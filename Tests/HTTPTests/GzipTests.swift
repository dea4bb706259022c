import Testing

@testable import HTTP

@Suite("gzip")
struct GzipTests {
    @Test("gives back what went in, with one state used again and again")
    func roundTrip() throws {
        let deflater = try #require(Deflater(level: 1, windowBits: 13, memoryLevel: 6))
        for count in [100, 5_000, 100_000, 700] {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 / 7) }
            let compressed = try #require(deflater.compress(bytes))
            #expect(compressed.count < count)
            #expect(Inflater.decompress(compressed, limit: 1 << 20) == bytes)
        }
    }

    @Test("is not used where it makes nothing smaller")
    func incompressible() throws {
        var random = SplitMix(state: 1)
        let noise = (0..<4_000).map { _ in UInt8.random(in: 0...255, using: &random) }
        #expect(EncodedBody(noise, contentType: .json).gzip == nil)
        #expect(EncodedBody(Array(repeating: 0, count: 4_000), contentType: .png).gzip == nil)
        #expect(EncodedBody(Array(repeating: 0, count: 4_000), contentType: .json).gzip != nil)
        let deflater = try #require(Deflater(level: 1))
        #expect(deflater.compress(noise) == nil)
        #expect(deflater.compress([]) == nil)
    }

    @Test("bombs and rubbish are refused")
    func bombs() throws {
        let bomb = try #require(Deflater(level: 9)?.compress(Array(repeating: 0, count: 4 << 20)))
        #expect(Inflater.decompress(bomb, limit: 1 << 20) == nil)
        #expect(Inflater.decompress([1, 2, 3], limit: 100) == nil)
        #expect(Inflater.decompress(Array(bomb.dropLast(9)), limit: 8 << 20) == nil)
    }
}
