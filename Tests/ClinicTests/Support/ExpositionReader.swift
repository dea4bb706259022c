/// Reads the text format of Prometheus as strictly as `promtool check metrics`.
enum ExpositionReader {
    struct Sample {
        let name: String
        let labels: [String: String]
        let value: Double
    }

    struct Malformed: Error {
        let line: String
    }

    /// The samples of each family, in order.
    static func read(_ text: String) throws -> [String: [Sample]] {
        guard text.hasSuffix("\n") else { throw Malformed(line: "the end") }
        var families: [String: [Sample]] = [:]
        var (name, type) = ("", "")
        var helped: Set<String> = []
        for line in text.dropLast().split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if let help = line.wholeMatch(of: /# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)/) {
                guard helped.insert(String(help.1)).inserted else { throw Malformed(line: line) }
            } else if let kind = line.wholeMatch(of: /# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram)/) {
                (name, type) = (String(kind.1), String(kind.2))
                guard helped.contains(name), families[name] == nil else { throw Malformed(line: line) }
                guard (type == "counter") == name.hasSuffix("_total") else { throw Malformed(line: line) }
                families[name] = []
            } else {
                let sample = try sample(line)
                let ends = type == "histogram" ? ["_bucket", "_sum", "_count"] : [""]
                guard ends.contains(where: { sample.name == name + $0 }) else { throw Malformed(line: line) }
                families[name]?.append(sample)
            }
        }
        for (name, samples) in families { try check(name, samples) }
        return families
    }

    private static func sample(_ line: String) throws -> Sample {
        let pattern = /([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? ([0-9eE.+-]+|\+Inf|-Inf|NaN)/
        guard let match = line.wholeMatch(of: pattern), let value = Double(match.3) else { throw Malformed(line: line) }
        var labels: [String: String] = [:]
        var rest = match.2.map { $0 + "," } ?? ""
        while let label = rest.prefixMatch(of: /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\[\\"n])*)",/) {
            guard labels.updateValue(unescaped(label.2), forKey: String(label.1)) == nil else {
                throw Malformed(line: line)
            }
            rest = String(rest[label.range.upperBound...])
        }
        guard rest.isEmpty else { throw Malformed(line: line) }
        return Sample(name: String(match.1), labels: labels, value: value)
    }

    private static func unescaped(_ text: Substring) -> String {
        String(text).replacing(/\\(.)/) { $0.1 == "n" ? "\n" : String($0.1) }
    }

    /// No series twice; a histogram ends in +Inf, grows, and has its count.
    private static func check(_ name: String, _ samples: [Sample]) throws {
        let series = samples.map { $0.name + $0.labels.sorted { $0.key < $1.key }.description }
        guard Set(series).count == series.count else { throw Malformed(line: name) }
        let buckets = samples.filter { $0.name == name + "_bucket" }
        let rows = Dictionary(grouping: buckets) { $0.labels.filter { $0.key != "le" } }
        for (labels, row) in rows {
            let count = samples.first { $0.name == name + "_count" && $0.labels == labels }?.value
            let isGrowing = zip(row, row.dropFirst()).allSatisfy { $0.value <= $1.value }
            guard row.last?.labels["le"] == "+Inf", row.last?.value == count, isGrowing else {
                throw Malformed(line: name)
            }
        }
    }
}
