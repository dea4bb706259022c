/// What the `:names` of a route's pattern stood for, percent-decoded.
package struct PathParameters: Sendable {
    private let names: [String]
    private let values: [String]

    /// - Precondition: as many values as names.
    package init(names: [String] = [], values: [String] = []) {
        precondition(names.count == values.count, "a value for each name")
        self.names = names
        self.values = values
    }

    package var all: Zip2Sequence<[String], [String]> { zip(names, values) }

    package subscript(name: String) -> String? {
        names.firstIndex(of: name).map { values[$0] }
    }
}
