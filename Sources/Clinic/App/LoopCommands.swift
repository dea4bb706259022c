import GRDB
import HTTP
import Storage
import Vocabulary

extension LoopApplication {
    /// Takes the envelope off a command and sends it on its way. Its answer leaves after the commit; nil until then.
    func command(
        _ call: Call, _ fields: inout Fields, _ send: (inout Fields, IdempotencyKey?, Call) throws -> Void
    ) throws -> Response? {
        var call = call
        let key = call.request[header: "idempotency-key"] ?? fields.remove(IdempotencyKey.field)
        if !call.route.isREST { try CrossSite.check(fields.remove(CrossSite.field), call.act.actor) }
        let identity = try key.map { try IdempotencyKey($0, call.act, call.route, fields) }
        if call.route.again != nil { call.typed = fields.typed }
        do {
            try send(&fields, identity, call)
            return nil
        } catch let problem as Problem {
            guard let typed = call.typed else { throw problem }
            call.hear(problem)
            return again(RefusedForm(call: call, state: FormState(typed: typed, problem: problem)))
        }
    }

    /// The form once more, with what was typed and what has to be mended, under the refusal's status.
    func again(_ form: RefusedForm) -> Response {
        do {
            guard let again = form.call.route.again, let problem = form.state.problem else { throw Problem.notFound }
            var response = try read({ act, db in try again(form.state, act, db) }, form.call.act)
            response.status = problem.kind.status
            response.sayWhenToTryAgain(problem)
            return form.call.labelled(response)
        } catch {
            return form.call.failure(error)
        }
    }

    /// Proves on the side, then writes.
    func prove(_ proof: @escaping @Sendable (Act, Database) throws -> Operation, _ call: Call) throws {
        let app = app
        try app.reports.run { db in
            app.submit(try proof(call.act, db), nil, call)
        } failed: {
            app.refuse($0, call)
        }
    }
}

/// A refusal that has to be written down before it is told.
struct RecordedRefusal: Error {
    /// Writes it down and gives what is told.
    let record: @Sendable (Act, Database) throws -> Problem
}

extension App {
    fileprivate func refuse(_ error: any Error, _ call: Call) {
        guard let refusal = error as? RecordedRefusal else { return call.fail(error) }
        store.submit { db in
            try refusal.record(call.act, db)
        } then: { (result: Result<Problem, any Error>) in
            switch result {
            case .success(let problem): call.fail(problem)
            case .failure(let error): call.fail(error)
            }
        }
    }

    func submit(_ operation: @escaping Operation, _ key: IdempotencyKey?, _ call: Call) {
        let submitted = Monotonic.now()
        let recorded = call.recorded(operation)
        store.submit(mayRefuse: true) { db in
            let begun = Monotonic.now()
            return (try key?.once(recorded, call.act, db) ?? recorded(call.act, db), begun)
        } then: { [audit] (result: Result<(Response, Int64), any Error>) in
            switch result {
            case .success((var response, let begun)):
                audit.moved()
                response.timings.queued = begun - submitted
                response.timings.written = Monotonic.now() - begun
                call.succeed(response)
            case .failure(let error): call.fail(error)
            }
        }
    }
}
