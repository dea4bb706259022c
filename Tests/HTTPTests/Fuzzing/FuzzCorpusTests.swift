import Testing

@testable import HTTP

@Suite("The seeds of the fuzzer")
struct FuzzCorpusTests {
    @Test("go through their targets", arguments: FuzzTarget.allCases)
    func seeds(_ target: FuzzTarget) throws {
        let folder = #filePath.replacing(
            "HTTPTests/Fuzzing/FuzzCorpusTests.swift", with: "Fuzz/Corpus/\(target.rawValue)")
        let seeds = try Folder.files(folder)
        #expect(seeds.count >= 5)
        for seed in seeds { target.run(seed.bytes) }
    }
}
