import GRDB
import HTTP
import Storage
import Vocabulary

/// Collects the routes of the features. The input's and the answer's types are all a route needs to be decoded,
/// checked, encoded and described. `about` says what the audit log is told; by itself that is what the path names.
package struct Routes: Sendable {
    package private(set) var all: [Route] = []

    package init() {}

    /// What is the same for everybody at all times: encoded once, here.
    package mutating func constant<Out: ConstantAnswer>(_ pattern: String, _ summary: String, _ answer: Out) {
        let response = answer.response.unstored
        constant(pattern, summary, Out.description) { response }
    }

    /// - Parameter response: the same each time it is asked for, on any loop.
    mutating func constant(
        _ pattern: String, _ summary: String, _ description: AnswerDescription,
        _ response: @escaping @Sendable () -> Response
    ) {
        add(.get, pattern, .anyone, .nothing, .constant(response), summary, NoInput.self, description)
    }

    package mutating func query<In: Input, Out: Answer>(
        _ pattern: String, by callers: Callers, about subject: Subject? = nil, topic: Topic? = nil, _ summary: String,
        _ body: @escaping @Sendable (In, Act, Database) throws -> Out
    ) {
        add(.get, pattern, callers, subject, .query(topic: topic, prepare(body)), summary, In.self, Out.self)
    }

    /// A query whose input is about a person and so may not stand in a URL, which browsers and proxies keep: it comes in
    /// the body of a POST, as a FHIR search may (RESTful API, section 3.1.0.9, search by POST).
    package mutating func search<In: Input, Out: Answer>(
        _ pattern: String, by callers: Callers, about subject: Subject? = nil, _ summary: String,
        _ body: @escaping @Sendable (In, Act, Database) throws -> Out
    ) {
        add(.post, pattern, callers, subject, .query(topic: nil, prepare(body)), summary, In.self, Out.self)
    }

    package mutating func report<In: Input, Out: Answer>(
        _ pattern: String, by callers: Callers, about subject: Subject? = nil, _ summary: String,
        _ body: @escaping @Sendable (In, Act, Database) throws -> Out
    ) {
        add(.get, pattern, callers, subject, .report(prepare(body)), summary, In.self, Out.self)
    }

    /// What may be too long to hold: read on the side and written no faster than the client takes it.
    package mutating func document<In: Input>(
        _ pattern: String, by callers: Callers, about subject: Subject? = nil, _ contentType: ContentType,
        _ summary: String, _ body: @escaping @Sendable (In, Act) throws -> Document
    ) {
        let work = Route.Work.document { fields in
            let input: In = try fields.read()
            return { act in try body(input, act) }
        }
        add(.get, pattern, callers, subject, work, summary, In.self, AnswerDescription(.ok, contentType))
    }

    package mutating func command<In: Input, Out: Answer>(
        _ method: HTTP.Method, _ pattern: String, by callers: Callers, about subject: Subject? = nil, _ summary: String,
        _ body: @escaping @Sendable (In, Act, Database) throws -> Out
    ) {
        add(method, pattern, callers, subject, .command(prepare(body)), summary, In.self, Out.self)
    }

    /// A command that a page's form posts, mostly to go on to another page. When it is refused, `again` shows the form
    /// with nothing lost.
    package mutating func form<In: Input, Out: Answer>(
        _ pattern: String, by callers: Callers, about subject: Subject? = nil, _ summary: String,
        again: @escaping @Sendable (FormState, Act, Database) throws -> Page,
        _ body: @escaping @Sendable (In, Act, Database) throws -> Out
    ) {
        add(.post, pattern, callers, subject, .command(prepare(body)), summary, In.self, Out.self, again)
    }

    /// A command whose input has to be proven first by something slow. `prove` reads on the side; `body` then writes.
    /// What `heed` refuses on the loop never stands in the line of those who wait for a proof.
    package mutating func provenCommand<In: Input, Proof: Sendable, Out: Answer>(
        _ pattern: String, by callers: Callers, about subject: Subject? = nil, _ summary: String,
        again: (@Sendable (FormState, Act, Database) throws -> Page)? = nil,
        heed: @escaping @Sendable (In, Act) throws -> Void = { _, _ in },
        prove: @escaping @Sendable (In, Act, Database) throws -> Proof,
        _ body: @escaping @Sendable (Proof, Act, Database) throws -> Out
    ) {
        let work = Route.Work.provenCommand { fields, act in
            let input: In = try fields.read()
            try heed(input, act)
            return { act, db in
                let proof = try prove(input, act, db)
                return { act, db in try body(proof, act, db).response(for: act) }
            }
        }
        add(.post, pattern, callers, subject, work, summary, In.self, Out.self, again)
    }

    private func prepare<In: Input, Out: Answer>(
        _ body: @escaping @Sendable (In, Act, Database) throws -> Out
    ) -> Preparation {
        { fields in
            let input: In = try fields.read()
            return { act, db in try body(input, act, db).response(for: act) }
        }
    }

    private mutating func add<In: Input, Out: Answer>(
        _ method: HTTP.Method, _ pattern: String, _ callers: Callers, _ subject: Subject?, _ work: Route.Work,
        _ summary: String, _ input: In.Type, _ answer: Out.Type,
        _ again: (@Sendable (FormState, Act, Database) throws -> Page)? = nil
    ) {
        add(method, pattern, callers, subject, work, summary, input, answer.description, again)
    }

    private mutating func add<In: Input>(
        _ method: HTTP.Method, _ pattern: String, _ callers: Callers, _ subject: Subject?, _ work: Route.Work,
        _ summary: String, _ input: In.Type, _ answer: AnswerDescription,
        _ again: (@Sendable (FormState, Act, Database) throws -> Page)? = nil
    ) {
        precondition(callers.scopes.isEmpty || !work.writes, "a client only reads: \(pattern)")
        let again = again.map { again -> Route.Again in
            { state, act, db in try again(state, act, db).response(for: act) }
        }
        let route = Route(
            method, pattern, callers, subject ?? .of(pattern), work, summary, Fields.describe(input), answer,
            number: Int32(all.count + 1), again: again)
        all.append(route)
    }
}
