import Dispatch
import Foundation
import FoundationNetworking
import Synchronization

/// Asks other servers over HTTP. Health records and tokens go where the configuration says and nowhere else, so that no
/// redirect is followed; an answer may be so long and take so long, and no more: whoever answers there need not be who
/// we believe it is.
final class Peer: Sendable {
    /// Bytes. The answer to a transaction is a few kilobytes.
    static let longestAnswer = 4 << 20

    private let session: URLSession
    private let answers = Answers()
    private let deadline: Double
    private let isClosed = Mutex(false)

    /// - Parameters: seconds without a byte after which nobody is there; seconds for the whole of an answer.
    init(timeout: Double, deadline: Double) {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForRequest = timeout
        configuration.httpCookieStorage = nil
        configuration.httpShouldSetCookies = false
        configuration.urlCache = nil
        configuration.urlCredentialStorage = nil
        session = URLSession(configuration: configuration, delegate: answers, delegateQueue: nil)
        self.deadline = deadline
    }

    /// Breaks off what is on its way and begins nothing more.
    func close() {
        isClosed.withLock { isClosed in
            isClosed = true
            session.invalidateAndCancel()
        }
        answers.failAll(CancellationError())
    }

    /// - Throws: `URLError`, `AnswerTooLong`; `CancellationError` once it is closed.
    func data(for request: URLRequest) async throws -> (body: Data, response: HTTPURLResponse) {
        let task = try isClosed.withLock { isClosed in
            // A session that is invalid ends the program when it is asked for a task.
            if isClosed { throw CancellationError() }
            return session.dataTask(with: request)
        }
        // FoundationNetworking knows no time-out for the whole of a resource. Dispatch keeps also what was cancelled until
        // its time has come, and with a task it would keep the record that was sent.
        let timer = DispatchWorkItem { [answers, weak task] in
            if let task { answers.fail(task, URLError(.timedOut)) }
        }
        DispatchQueue.global().asyncAfter(deadline: .now() + deadline, execute: timer)
        defer { timer.cancel() }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                answers.await(task, continuation)
                // Whoever cancelled before there was anything to await.
                if Task.isCancelled { answers.fail(task, CancellationError()) }
            }
        } onCancel: {
            answers.fail(task, CancellationError())
        }
    }
}

/// There was no end of it.
struct AnswerTooLong: Error {}

/// The answers as they come in, by their tasks.
private final class Answers: NSObject, URLSessionDataDelegate {
    typealias Continuation = CheckedContinuation<(body: Data, response: HTTPURLResponse), any Error>

    private struct Answer {
        let continuation: Continuation
        var body = Data()
    }

    private let open = Mutex<[Int: Answer]>([:])

    func `await`(_ task: URLSessionDataTask, _ continuation: Continuation) {
        open.withLock { $0[task.taskIdentifier] = Answer(continuation: continuation) }
        task.resume()
    }

    func fail(_ task: URLSessionTask, _ error: any Error) {
        close(task)?.continuation.resume(throwing: error)
        task.cancel()
    }

    func failAll(_ error: any Error) {
        let all = open.withLock { open in
            defer { open = [:] }
            return Array(open.values)
        }
        for answer in all { answer.continuation.resume(throwing: error) }
    }

    private func close(_ task: URLSessionTask) -> Answer? {
        open.withLock { $0.removeValue(forKey: task.taskIdentifier) }
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        let length = open.withLock { open in
            open[dataTask.taskIdentifier]?.body.append(data)
            return open[dataTask.taskIdentifier]?.body.count ?? 0
        }
        if length > Peer.longestAnswer { fail(dataTask, AnswerTooLong()) }
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        guard let answer = close(task) else { return }
        if let response = task.response as? HTTPURLResponse, error == nil {
            answer.continuation.resume(returning: (answer.body, response))
        } else {
            answer.continuation.resume(throwing: error ?? URLError(.badServerResponse))
        }
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }
}
