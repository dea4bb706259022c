import HTML
import HTTP
import Vocabulary

/// What a person sees when a page cannot be shown.
enum ProblemPage {
    /// - Parameter target: the page that could not be shown, to come back to.
    static func page(_ problem: Problem, target: String = "/") -> Page {
        var page = Page(
            problem.title, frame: .plain,
            """
            <div class="message"><h1>\(problem.title[.bangla])</h1><p lang="en">\(problem.title[.english])</p>
            \(way(problem, target))\
            <p><a class="button" href="/">\(AppText.goBack[.bangla]) · \(AppText.goBack[.english])</a></p></div>
            """)
        page.status = problem.kind.status
        return page
    }

    /// The way on for who must see what is not theirs to see.
    private static func way(_ problem: Problem, _ target: String) -> HTML? {
        guard case .text(let path)? = problem.members["breakGlass"] else { return nil }
        return """
            <p><a class="button" href="\(path)?next=\(target.percentEncodedForQuery)">\(AccessText.title[.bangla]) · \
            \(AccessText.title[.english])</a></p>
            """
    }

    static func internalError(_ requestID: String) -> Page {
        let words = AppText.tellAdministrator
        return Page(
            AppText.somethingWrong, frame: .plain, status: .internalServerError,
            """
            <div class="message"><h1>\(AppText.somethingWrong[.bangla])</h1>
            <p lang="en">\(AppText.somethingWrong[.english])</p>
            <p>\(words[.bangla])<br><span lang="en">\(words[.english])</span></p><p><code>\(requestID)</code></p>
            <p><a class="button" href="/">\(AppText.goBack[.bangla]) · \(AppText.goBack[.english])</a></p></div>
            """)
    }
}
