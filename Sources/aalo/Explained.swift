import ArgumentParser
import Vocabulary

/// A refusal of the clinic in the words of the command line.
enum Explained {
    static func run<Value>(_ body: () throws -> Value) throws -> Value {
        do { return try body() } catch let problem as Problem {
            let fields = problem.fields.map { "\($0.name): \($0.text.english)" }
            throw ValidationError(([problem.title.english] + fields).joined(separator: "\n"))
        }
    }
}
