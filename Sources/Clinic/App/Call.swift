import GRDB
import HTTP
import Synchronization
import Vocabulary

/// One request on its way through the clinic. It may be answered from any thread, once.
struct Call: Sendable {
    let app: App
    let request: Request
    let route: Route
    let act: Act
    let loop: RefusedForms
    let complete: @Sendable (Response) -> Void
    /// What was typed, when a form posted it: a refusal then shows the form again.
    var typed: [String: String]?
    /// What the request says of which thing it is about; it may be anything.
    var subject: String?

    func succeed(_ response: Response) {
        hear()
        complete(labelled(response))
    }

    func fail(_ error: any Error) {
        hear(error)
        if let typed, let problem = error as? Problem, problem.kind != .unauthenticated {
            loop.put(RefusedForm(call: self, state: FormState(typed: typed, problem: problem)))
        } else {
            complete(failure(error))
        }
    }

    func labelled(_ response: Response) -> Response {
        var response = route.labelled(response)
        if case .nobody = act.actor {} else { response.actor = act.actor.identifier }
        return response.unstored
    }

    func failure(_ error: any Error) -> Response { labelled(app.failure(error, request, route, act.language)) }
}

/// A form that has to be shown again.
struct RefusedForm: Sendable {
    let call: Call
    let state: FormState
}

/// Forms that the writer refused, on their way back to the loop where pages are read.
final class RefusedForms: Sendable {
    private let forms = Mutex<[RefusedForm]>([])
    private let wake: @Sendable () -> Void

    init(wake: @escaping @Sendable () -> Void) { self.wake = wake }

    func put(_ form: RefusedForm) {
        forms.withLock { $0.append(form) }
        wake()
    }

    func take() -> [RefusedForm] {
        forms.withLock { forms in
            defer { forms = [] }
            return forms
        }
    }
}
