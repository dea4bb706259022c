import Clinic
import Foundation

/// The tables at the end of a simulated day.
struct Summary: CustomStringConvertible {
    let outcome: Outcome

    var description: String {
        [day.description, waits.description, requests.description, traffic.description, told, errors, checks]
            .filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    private var figures: Tally.Figures { outcome.figures }

    private var day: TextTable {
        var table = TextTable("the day", "")
        table.add("tokens", "\(outcome.tokens)")
        table.add("  for arrivals", "\(outcome.count.arrived)")
        table.add("  given by mistake and void", "\(outcome.voided)")
        table.add("no-shows", "\(figures.noShows.values.reduce(0, +))")
        for stage in Stage.allCases {
            if let count = figures.noShows[stage] { table.add("  at \(stage.rawValue)", "\(count)") }
        }
        table.add("came back and were served", "\(figures.returns)")
        table.add("called again", "\(figures.recalls)")
        table.add("consultations signed", "\(figures.encounters)")
        table.add("invoices", "\(figures.invoices)")
        table.add("  taka to pay", "\(figures.taken / 100)")
        return table
    }

    private var waits: TextTable {
        let unit = outcome.pace == .unpaced ? "real seconds" : "minutes of the day"
        let divisor = outcome.pace == .unpaced ? 1.0 : 60
        var table = TextTable("wait until served, \(unit)", "people", "median", "p90", "max")
        for stage in Stage.allCases {
            let values = Percentiles((figures.waits[stage] ?? []).map { $0 / divisor })
            table.add(
                stage.rawValue, "\(values.count)", Self.format(values.at(50)), Self.format(values.at(90)),
                Self.format(values.maximum))
        }
        return table
    }

    private var requests: TextTable {
        var table = TextTable("requests, milliseconds", "count", "p50", "p95", "p99", "max")
        for kind in RequestKind.allCases {
            guard let latencies = figures.latencies[kind] else { continue }
            Self.add(kind.rawValue + (kind.isHeld ? " (held)" : ""), latencies, to: &table)
        }
        Self.add("all that are not held", figures.latencies.filter { !$0.key.isHeld }.flatMap(\.value), to: &table)
        return table
    }

    private var traffic: TextTable {
        var table = TextTable("traffic", "")
        table.add("seconds", Self.format(outcome.elapsed))
        table.add("requests per second", Self.format(Double(figures.requests) / max(outcome.elapsed, 0.001)))
        let reception = max(figures.receptionTook, 0.001)
        table.add("tokens per second while people came", Self.format(Double(outcome.tokens) / reception))
        table.add("tries again with the same key", "\(figures.retries)")
        table.add("answers given again", "\(figures.replays)")
        for (slug, count) in figures.conflicts.sorted(by: { $0.key < $1.key }) { table.add("409 \(slug)", "\(count)") }
        table.add("errors", "\(figures.errors.count)")
        return table
    }

    private var told: String {
        if outcome.told.isEmpty { return "" }
        var table = TextTable("told to", "accepted", "pending", "refused")
        for told in outcome.told { table.add(told.name, "\(told.accepted)", "\(told.pending)", "\(told.refused)") }
        return table.description
    }

    private var errors: String {
        let first = figures.errors.prefix(10).map { "error: \($0)" }
        let early = outcome.cutShort.map { ["ended early: \($0)"] } ?? []
        return (early + first).joined(separator: "\n")
    }

    private var checks: String {
        outcome.findings
            .map { finding in finding.fault.map { "NOT  \(finding.question): \($0)" } ?? "OK   \(finding.question)" }
            .joined(separator: "\n")
    }

    private static func add(_ name: String, _ latencies: [Double], to table: inout TextTable) {
        let values = Percentiles(latencies)
        table.add(
            name, "\(values.count)", format(values.at(50), 2), format(values.at(95), 2), format(values.at(99), 2),
            format(values.maximum, 2))
    }

    private static func format(_ value: Double?, _ places: Int = 1) -> String {
        value.map { String(format: "%.\(places)f", $0) } ?? "-"
    }
}
