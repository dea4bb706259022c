import HTML
import Vocabulary

/// The part of a board that changes. It holds nothing of who looks: its buttons belong to the page's form.
enum BoardLine {
    static func html(_ board: Board, _ room: String?, _ act: Act) -> HTML {
        let language = act.language
        let mine = board.called.filter { $0.room == room } + board.serving.filter { $0.room == room }
        let elsewhere = board.called.filter { $0.room != room } + board.serving.filter { $0.room != room }
        return """
            <div class="board-now">
            \(mine.map { present($0, act) })
            \(next(board, mine.isEmpty, room, act))
            </div>
            <section class="line"><h2>\(QueueText.inLine[language]) <b>\(language.digits(board.waiting.count))</b></h2>
            \(board.waiting.isEmpty ? empty(language) : "<ol>\(board.waiting.map { waiting($0, room, act) })</ol>" as HTML)
            </section>
            \(others(QueueText.otherRooms, elsewhere, act))
            \(others(QueueText.notHere, board.noShow, act))
            """
    }

    /// Called or being served in my room: what can be done with them, large.
    private static func present(_ entry: Entry, _ act: Act) -> HTML {
        let language = act.language
        let actions: [HTML] =
            entry.state == .called
            ? [
                button(.serve, entry, QueueText.serve, language, isPrimary: true),
                button(.recall, entry, QueueText.recall, language),
                button(.noShow, entry, QueueText.markNotHere, language),
                button(.return, entry, QueueText.putBack, language),
            ]
            : [
                open(entry, language),
                button(.finish, entry, QueueText.finish(nextStage(entry, act)), language),
                button(.return, entry, QueueText.putBack, language),
            ]
        return """
            <div class="present present-\(entry.state.rawValue)" data-entry="\(entry.id.description)">
            <div class="present-number">\(language.digits(entry.serial))</div>
            <div class="present-who">\(who(entry, act))
            <p>\(entry.state.name[language]) \(since(entry, language))\
            \(entry.calls > 1 ? " · \(QueueText.calls(entry.calls)[language])" as HTML : .empty)</p></div>
            <div class="actions">\(actions)\(entry.state == .serving ? sendTo(entry, language) : .empty)</div>
            </div>
            """
    }

    /// To the page where the stage's own work is done.
    private static func open(_ entry: Entry, _ language: Language) -> HTML {
        """
        <a class="button primary" href="\(entry.stage.page(of: entry.visit))">\(QueueText.open[language])</a>
        """
    }

    private static func next(_ board: Board, _ isFree: Bool, _ room: String?, _ act: Act) -> HTML? {
        guard let first = board.waiting.first, room != nil else { return nil }
        let language = act.language
        return """
            <div class="next\(isFree ? " next-free" : "")">
            <div class="present-number">\(language.digits(first.serial))</div>
            <div class="present-who">\(who(first, act))<p>\(waits(first, language))</p></div>
            <div class="actions"><button class="primary" form="act" name="tap" value="next">\
            \(QueueText.callNext[language])</button></div>
            </div>
            """
    }

    private static func waiting(_ entry: Entry, _ room: String?, _ act: Act) -> HTML {
        let language = act.language
        return """
            <li data-entry="\(entry.id.description)"><span class="number">\(language.digits(entry.serial))</span>\
            <span class="who">\(who(entry, act))</span>\
            <span class="wait">\(moment(entry.enteredAt, QueueText.plain, language))</span>\
            <div class="row-actions">\(room == nil ? .empty : button(.call, entry, QueueText.call, language))\
            \(sendTo(entry, language))</div></li>
            """
    }

    private static func others(_ title: Bilingual, _ entries: [Entry], _ act: Act) -> HTML? {
        guard !entries.isEmpty else { return nil }
        let rows: [HTML] = entries.map { entry in
            let language = act.language
            let room = entry.room.flatMap(act.site.configuration.room)?.name[language]
            let place = [entry.state.name[language], room].compactMap(\.self).joined(separator: ", ")
            return """
                <li data-entry="\(entry.id.description)">\
                <span class="number">\(language.digits(entry.serial))</span>\
                <span class="who">\(who(entry, act))</span><span class="wait">\(place), \(since(entry, language))</span>\
                <div class="row-actions">\
                \(entry.state == .noShow ? button(.return, entry, QueueText.cameBack, language) : .empty)\
                \(sendTo(entry, language))</div></li>
                """
        }
        return "<section class=\"line\"><h2>\(title[act.language])</h2><ol>\(rows)</ol></section>"
    }

    private static func who(_ entry: Entry, _ act: Act) -> HTML {
        let language = act.language
        let service = act.site.configuration.service(entry.service)?.name[language] ?? entry.service
        return """
            <b>\(entry.name(language) ?? StationText.noName[language])</b> <span class="service">\(service)</span>\
            \(entry.priority == .ordinary ? .empty
            : " <span class=\"badge badge-\(entry.priority.rawValue)\">\(entry.priority.name[language])</span>" as HTML)
            """
    }

    private static func button(
        _ action: Action, _ entry: Entry, _ text: Bilingual, _ language: Language, isPrimary: Bool = false
    ) -> HTML {
        """
        <button form="act" name="tap" value="\(action.rawValue) \(entry.id.description) \(entry.version)"\
        \(isPrimary ? " class=\"primary\"" as HTML : .empty)>\(text[language])</button>
        """
    }

    /// Any other stage, behind a disclosure: a way out of every mistake, out of the way.
    private static func sendTo(_ entry: Entry, _ language: Language) -> HTML {
        let stages: [HTML] = Stage.allCases.filter { $0 != entry.stage }.map { stage in
            """
            <button form="act" name="tap" value="send \(entry.id.description) \(entry.version) \(stage.rawValue)">\
            \(stage.name[language])</button>
            """
        }
        return """
            <details class="send"><summary>\(QueueText.sendTo[language])</summary><div>\(stages)</div></details>
            """
    }

    private static func nextStage(_ entry: Entry, _ act: Act) -> Stage? {
        act.site.configuration.service(entry.service)?.stage(after: entry.stage)
    }

    private static func waits(_ entry: Entry, _ language: Language) -> HTML {
        "\(QueueText.waits[language]) \(moment(entry.enteredAt, QueueText.lasting, language))"
    }

    /// Since when it is in its state: called a while ago, or served for a while.
    private static func since(_ entry: Entry, _ language: Language) -> HTML? {
        if let at = entry.servingAt { return moment(at, QueueText.lasting, language) }
        return entry.calledAt.map { moment($0, QueueText.ago, language) }
    }

    /// A moment, which the page's script keeps in words: "3 minutes ago", and after an hour by the clock.
    static func moment(_ instant: Instant, _ words: QueueText.Moment, _ language: Language) -> HTML {
        """
        <time datetime="\(instant.timestamp)" data-since="\(words.within[language])" \
        data-at="\(words.after[language])">\(language.digits(instant.wallClock))</time>
        """
    }

    private static func empty(_ language: Language) -> HTML {
        "<p class=\"empty\">\(QueueText.nobody[language])</p>"
    }
}
