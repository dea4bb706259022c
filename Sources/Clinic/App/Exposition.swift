/// Figures in the text format of Prometheus, version 0.0.4
/// (https://prometheus.io/docs/instrumenting/exposition_formats/).
package struct Exposition: Sendable {
    /// One line of a family: its labels by name, and the number.
    package struct Sample {
        let labels: [(name: String, value: String)]
        let value: Double

        package init(_ labels: [(name: String, value: String)], _ value: Double) {
            self.labels = labels
            self.value = value
        }

        package init(_ labels: [(name: String, value: String)], _ value: Int) {
            self.init(labels, Double(value))
        }
    }

    package private(set) var text = ""

    package init() {}

    package mutating func gauge(_ name: String, _ help: String, _ samples: [Sample]) {
        family(name, "gauge", help)
        for sample in samples { line(name, sample) }
    }

    package mutating func gauge(_ name: String, _ help: String, _ value: Int) {
        gauge(name, help, [Sample([], value)])
    }

    /// - Precondition: the name ends in `_total`, as all counters do.
    package mutating func counter(_ name: String, _ help: String, _ samples: [Sample]) {
        precondition(name.hasSuffix("_total"), "a counter's name ends in _total: \(name)")
        family(name, "counter", help)
        for sample in samples { line(name, sample) }
    }

    package mutating func counter(_ name: String, _ help: String, _ value: Int) {
        counter(name, help, [Sample([], value)])
    }

    /// - Parameter counts: one for each bound and one beyond, not cumulative.
    package mutating func histogram(
        _ name: String, _ help: String,
        _ rows: [(labels: [(name: String, value: String)], bounds: [Double], counts: [Int], sum: Double)]
    ) {
        family(name, "histogram", help)
        for row in rows {
            var total = 0
            for (count, bound) in zip(row.counts, row.bounds.map(Self.number) + ["+Inf"]) {
                total += count
                line(name + "_bucket", Sample(row.labels + [("le", bound)], total))
            }
            line(name + "_sum", Sample(row.labels, row.sum))
            line(name + "_count", Sample(row.labels, total))
        }
    }

    private mutating func family(_ name: String, _ type: String, _ help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
    }

    private mutating func line(_ name: String, _ sample: Sample) {
        text += name
        if !sample.labels.isEmpty {
            text += "{" + sample.labels.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",") + "}"
        }
        text += " " + Self.number(sample.value) + "\n"
    }

    private static func escaped(_ value: String) -> String {
        var escaped = ""
        for character in value.unicodeScalars {
            switch character {
            case "\\": escaped += "\\\\"
            case "\"": escaped += "\\\""
            case "\n": escaped += "\\n"
            default: escaped.unicodeScalars.append(character)
            }
        }
        return escaped
    }

    /// A whole number without a point.
    private static func number(_ value: Double) -> String {
        Int(exactly: value).map(String.init) ?? value.description
    }
}
