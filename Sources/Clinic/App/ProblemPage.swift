import HTML
import HTTP
import Vocabulary

/// What a person sees when a page cannot be shown.
enum ProblemPage {
    static func page(_ problem: Problem) -> Page {
        var page = Page(
            problem.title, frame: .plain,
            """
            <div class="message"><h1>\(problem.title[.bangla])</h1><p lang="en">\(problem.title[.english])</p>
            <p><a class="button" href="/">\(AppText.goBack[.bangla]) · \(AppText.goBack[.english])</a></p></div>
            """)
        page.status = problem.kind.status
        return page
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
