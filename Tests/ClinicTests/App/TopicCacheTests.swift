import HTTP
import Testing
import Vocabulary

@testable import Clinic

@Suite struct TopicCacheTests {
    private func keep(_ target: String, _ day: Day, in cache: inout TopicCache) -> TopicCache.Key {
        let key = TopicCache.Key(target: target, language: .english, day: day, audience: .everybody)
        let answer = Response(contentType: .json, body: .bytes(Array(repeating: 0x20, count: 1_000)))
        _ = cache.keep(answer, for: key, at: 1)
        return key
    }

    @Test func yesterdaysAnswersMakeRoom() {
        var cache = TopicCache()
        let today = Day(TestClinic.morning)
        for number in 0..<50 { _ = keep("/api/tokens/\(number)", today, in: &cache) }
        let board = keep("/api/queues/registration", today, in: &cache)
        #expect(cache.bytes == 51_000)
        #expect(cache.response(for: board, at: 1) != nil)
        let next = keep("/api/queues/registration", Day(TestClinic.morning.adding(seconds: 86_400)), in: &cache)
        #expect(cache.bytes == 1_000)
        #expect(cache.response(for: board, at: 1) == nil)
        #expect(cache.response(for: next, at: 1) != nil)
    }
}
