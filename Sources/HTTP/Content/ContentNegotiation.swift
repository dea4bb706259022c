/// Chooses among what there is by the client's wishes (RFC 9110 section 12.5).
package enum ContentNegotiation {
    /// - Parameter header: the value of `Accept`, `Accept-Language` or `Accept-Encoding`.
    /// - Parameter among: what there is, best first.
    /// - Returns: what the client wants most; at equal weight what it named first. Nil if it wants none of them. Without
    ///   a header, the first.
    package static func preferred(_ header: String?, among: [String]) -> String? {
        guard let header else { return among.first }
        let ranges = header.split(separator: ",").compactMap(WeightedRange.init)
        var best: (name: String, weight: Int, place: Int)?
        for candidate in among {
            guard let (weight, place) = weigh(candidate, by: ranges), weight > 0 else { continue }
            if let best, (best.weight, -best.place) >= (weight, -place) { continue }
            best = (candidate, weight, place)
        }
        return best?.name
    }

    /// Whether `Accept-Encoding` wants gzip no less than the bytes as they are (RFC 9110 section 12.5.3). Who wants
    /// neither gets the bytes as they are.
    static func acceptsGzip(_ header: String?) -> Bool {
        guard let header else { return false }
        let bytes = header.utf8.span
        // What nearly all browsers send has no weights.
        guard header.utf8.contains(ASCII.semicolon) else {
            return bytes.listContains("gzip") || bytes.listContains("*") || bytes.listContains("x-gzip")
        }
        let ranges = header.split(separator: ",").compactMap(WeightedRange.init)
        let weight = { (names: [String]) in
            (ranges.first { names.contains($0.name) } ?? ranges.first { $0.name == "*" })?.weight ?? 0
        }
        let gzip = weight(["gzip", "x-gzip"])
        return gzip > 0 && gzip >= weight(["identity"])
    }

    /// The weight of the range that fits most exactly, and its place in the list.
    private static func weigh(_ candidate: String, by ranges: [WeightedRange]) -> (weight: Int, place: Int)? {
        var found: (exactness: Int, weight: Int, place: Int)?
        for (place, range) in ranges.enumerated() {
            let exactness = range.exactness(for: candidate.lowercased())
            if exactness > found?.exactness ?? 0 { found = (exactness, range.weight, place) }
        }
        return found.map { ($0.weight, $0.place) }
    }
}

/// One element of an Accept list: a range and its weight in thousandths.
private struct WeightedRange {
    let name: String
    let weight: Int

    init?(_ element: Substring) {
        let parts = element.split(separator: ";").map { $0.trimmed.lowercased() }
        guard let name = parts.first, !name.isEmpty else { return nil }
        self.name = name
        guard let quality = parts.dropFirst().first(where: { $0.hasPrefix("q=") }) else {
            weight = 1000
            return
        }
        weight = Self.thousandths(quality.dropFirst(2)) ?? 0
    }

    /// `qvalue` of RFC 9110 section 12.4.2: 0 to 1 with three decimals at most.
    private static func thousandths(_ text: Substring) -> Int? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, whole == "0" || whole == "1" else { return nil }
        guard parts.count == 2 else { return whole == "1" ? 1000 : 0 }
        let decimals = parts[1]
        guard decimals.count <= 3, decimals.utf8.allSatisfy({ $0.decimalDigit != nil }) else { return nil }
        let fraction = Int(decimals + String(repeating: "0", count: 3 - decimals.count)) ?? 0
        return min(1000, (whole == "1" ? 1000 : 0) + fraction)
    }

    /// 0: does not fit. `bn-bd` fits `bn` and the other way round (RFC 4647 section 3.4); `text/*` fits `text/html`.
    func exactness(for candidate: String) -> Int {
        if name == candidate { return 4 }
        if candidate.hasPrefix(name + "-") || name.hasPrefix(candidate + "-") { return 3 }
        if name == "*" || name == "*/*" { return 1 }
        if name.hasSuffix("/*"), candidate.hasPrefix(name.dropLast()) { return 2 }
        return 0
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        var text = self
        while let first = text.first, first == " " || first == "\t" { text = text.dropFirst() }
        while let last = text.last, last == " " || last == "\t" { text = text.dropLast() }
        return text
    }
}
