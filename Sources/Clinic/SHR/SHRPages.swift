import GRDB
import HTML
import HTTP
import Storage
import Vocabulary

/// How it stands with the Shared Health Record: what waits, what was refused and why, and one row with its attempts.
enum SHRPages {
    private static let rows = 50

    static func register(_ routes: inout Routes) {
        routes.report("/shr", by: SHRRoutes.callers, about: .list, "What the nation has heard") {
            (_: NoInput, act, db) in
            try page(act, db)
        }
        routes.query("/shr/outbox/:sequence", by: SHRRoutes.callers, "One row and the attempts to send it") {
            (asked: OutboxQuery, act, db) in try history(asked.sequence, .fresh, act, db)
        }
        routes.form("/shr/outbox/:sequence/retry", by: SHRRoutes.callers, "Send it now, or again", again: again) {
            (asked: OutboxQuery, act, db) in
            SeeOther("/shr/outbox/\(try Outbox.retry(asked.sequence, act, db).sequence)")
        }
    }

    private static func again(_ state: FormState, _ act: Act, _ db: Database) throws -> Page {
        guard let sequence = Int(state.value("sequence")) else { throw state.problem ?? .noSuchOutboxMessage }
        return try history(sequence, state, act, db)
    }

    private static func page(_ act: Act, _ db: Database) throws -> Page {
        let destinations = try OutboxSummary.all(act.site, db)
        let refused = try OutboxMessage.all(.refused, limit: rows, db)
        let pending = try OutboxMessage.all(.pending, limit: rows, db)
        let accepted = try OutboxMessage.all(.accepted, limit: rows, db)
        return Page(
            SHRText.title,
            """
            <div class="station"><h1>\(SHRText.title[act.language])</h1>
            \(destinations.isEmpty ? "<p class=\"panel\">\(SHRText.nowhere[act.language])</p>" : .empty)
            \(destinations.map { summary($0, act) })
            \(list(SHRText.refused, refused, act))
            \(list(SHRText.pending, pending, act))
            \(list(SHRText.accepted, accepted, act))</div>
            """)
    }

    private static func summary(_ summary: OutboxSummary, _ act: Act) -> HTML {
        let language = act.language
        return """
            <section class="panel"><h2>\(summary.destination)</h2>\(silence(summary, act))
            <table class="figures"><tbody>\([
                figure(SHRText.pending, summary.pending, language),
                figure(SHRText.accepted, summary.accepted, language),
                figure(SHRText.refused, summary.refused, language),
            ])</tbody></table>
            \(summary.oldestPending.map { since in
                "<p class=\"quiet\">\(SHRText.oldest[language]): \(SHRText.moment(since, act))</p>" as HTML
            })</section>
            """
    }

    /// Said only while something waits that cannot get there.
    private static func silence(_ summary: OutboxSummary, _ act: Act) -> HTML? {
        guard summary.pending > 0, summary.isUnreachable else { return nil }
        let language = act.language
        let text = summary.lastReached.map { SHRText.silent(since: SHRText.moment($0, act))[language] }
        return "<p class=\"notice\" role=\"status\">\(text ?? SHRText.neverReached[language])</p>"
    }

    private static func figure(_ label: Bilingual, _ count: Int, _ language: Language) -> HTML {
        "<tr><th scope=\"row\">\(label[language])</th><td class=\"amount\">\(language.digits(count))</td></tr>"
    }

    private static func list(_ title: Bilingual, _ rows: [OutboxMessage], _ act: Act) -> HTML? {
        rows.isEmpty
            ? nil
            : "<section class=\"panel\"><h2>\(title[act.language])</h2><ul class=\"rows\">\(rows.map { item($0, act) })</ul></section>"
    }

    private static func item(_ row: OutboxMessage, _ act: Act) -> HTML {
        """
        <li><div><a href="/shr/outbox/\(row.sequence)"><b>\(whose(row, act))</b></a> · \
        \(row.day.words(act.language)) · \(row.destination)\(row.state == .accepted ? nil : reason(row, act))</div>
        \(row.state == .refused ? retry(row, act) : .empty)</li>
        """
    }

    /// The patient's name, for who may look up names; else the number of the consultation.
    private static func whose(_ row: OutboxMessage, _ act: Act) -> String {
        Callers.holding(.identifyPatients).admits(act.actor)
            ? row.patientName[act.language] : SHRText.consultation(row.encounter)[act.language]
    }

    private static func reason(_ row: OutboxMessage, _ act: Act) -> HTML? {
        let status = row.status.map { "\(act.language.digits($0)): " }
        return row.reason.map { "<small>\(status ?? "")\($0[act.language])</small>" }
    }

    private static func why(_ row: OutboxMessage, _ language: Language) -> HTML? {
        row.reason.map { "<dt>\(SHRText.why[language])</dt><dd>\($0[language])</dd>" }
    }

    private static func retry(_ row: OutboxMessage, _ act: Act) -> HTML {
        let label = row.state == .refused ? SHRText.retry : SHRText.sendAgain
        return """
            <form method="post" action="/shr/outbox/\(row.sequence)/retry">\(Form.envelope(act))\
            <button>\(label[act.language])</button></form>
            """
    }

    private static func history(_ sequence: Int, _ state: FormState, _ act: Act, _ db: Database) throws -> Page {
        let history = try OutboxHistory.find(sequence, act, db)
        let (row, language) = (history.row, act.language)
        return Page(
            SHRText.title, address: "/shr/outbox/\(sequence)",
            """
            <div class="station">\(Form.summary(state, language))
            <section class="panel"><h1>\(whose(row, act))</h1>
            <dl class="facts"><dt>\(SHRText.visitDay[language])</dt><dd>\(row.day.words(language))</dd>
            <dt>\(SHRText.destination[language])</dt><dd>\(row.destination)</dd>
            <dt>\(SHRText.standing[language])</dt><dd>\(SHRText.name(row.state)[language])</dd>
            \(row.state == .accepted ? nil : why(row, language))</dl>
            \(retry(row, act))
            <p>\(try bundle(row, act, db))<a href="/shr">\(SHRText.back[language])</a></p></section>
            <section class="panel"><h2>\(SHRText.attempts[language])</h2>\(attempts(history.attempts, act))</section></div>
            """)
    }

    /// The way to what is sent, or to saying why it must be seen; none for who may not see it at all.
    private static func bundle(_ row: OutboxMessage, _ act: Act, _ db: Database) throws -> HTML? {
        guard SHRRoutes.readers.admits(act.actor) else { return nil }
        let isOpen = try TreatmentRelation.holds(row.patient, act, db)
        let address =
            isOpen
            ? "/api/encounters/\(row.encounter)/bundle?destination=\(row.destination)"
            : "/break-glass/\(row.patient)?next=/shr/outbox/\(row.sequence)"
        let words = isOpen ? SHRText.bundle : SHRText.bundleWithReason
        return "<a href=\"\(address)\">\(words[act.language])</a> · "
    }

    private static func attempts(_ attempts: [OutboxAttempt], _ act: Act) -> HTML {
        if attempts.isEmpty { return "<p class=\"empty\">\(SHRText.noAttempts[act.language])</p>" }
        let items: [HTML] = attempts.map { attempt in
            let status = attempt.status.map { " · " + act.language.digits($0) } ?? ""
            let words = attempt.diagnostics.map { Obstacle.words($0)[act.language] }
            return """
                <li><div>\(SHRText.moment(attempt.at, act)) · \(SHRText.name(attempt.outcome)[act.language])\(status)\
                \(words.map { "<small>\($0)</small>" as HTML })</div></li>
                """
        }
        return "<ol class=\"rows\">\(items)</ol>"
    }
}
