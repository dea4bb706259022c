import Clinic
import Foundation
import HTTP

/// Someone who calls people to a room and serves them.
final class Desk {
    let world: World
    let post: Post
    let tablet: Tablet
    /// The line as last seen.
    private var tag: String?
    private var hasWaiting = true

    init(_ world: World, _ post: Post, session: String) throws {
        (self.world, self.post) = (world, post)
        tablet = try world.tablet(session: session)
    }

    /// Until everybody is gone.
    func work() {
        while !world.attendance.isOver {
            takeBack()
            do {
                if hasWaiting, let entry = try callSomeone() { attend(entry) } else { try watchLine() }
            } catch {
                world.stopIfGone(error)
                Thread.sleep(forTimeInterval: 0.1)
            }
        }
    }

    /// Puts people who came back into the line again.
    private func takeBack() {
        while let absentee = world.attendance.takeReturner(at: post.stage, world.clock) {
            world.attendance.update(absentee.visitor)
            do {
                _ = try tablet.move(absentee.entry, .return)
                world.tally.count { $0.returns += 1 }
            } catch {
                world.lose(error)
            }
        }
    }

    private func callSomeone() throws -> LineEntry? {
        guard let service = post.service else { return try tablet.callNext(post.stage, to: post.room) }
        return try callFirst(doing: service)
    }

    /// The laboratory and sonology share a line: each calls the first of theirs by name.
    private func callFirst(doing service: String) throws -> LineEntry? {
        let waiting = try tablet.line(of: post.stage)
        guard let first = waiting.first(where: { self.service(for: $0) == service }) else { return nil }
        do {
            return try tablet.move(first, .call, room: post.room).entry
        } catch AskFailure.conflict {
            return nil
        }
    }

    private func service(for entry: LineEntry) -> String {
        let wanted = world.attendance.visitor(of: entry.tokenId)?.test ?? entry.service
        return wanted == "sonology" ? wanted : "laboratory"
    }

    /// Waits a moment for the line to change.
    private func watchLine() throws {
        guard let seen = try tablet.watch(post.stage, knownTag: tag) else { return }
        tag = seen.tag
        hasWaiting = !seen.waiting.isEmpty
    }
}

extension World {
    /// The error is counted already where it came up; here it costs us a visitor.
    func lose(_ error: any Error) {
        attendance.lose()
        stopIfGone(error)
    }

    func stopIfGone(_ error: any Error) {
        if case AskFailure.unreachable = error { attendance.abandon() }
    }
}
