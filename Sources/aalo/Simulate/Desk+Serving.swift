import Clinic
import Foundation

extension Desk {
    /// What happens with someone who was just called.
    func attend(_ called: LineEntry) {
        do {
            guard let visitor = world.attendance.visitor(of: called.tokenId) else { return try serveStranger(called) }
            if visitor.isMistake { return }
            guard visitor.comes(to: post.stage) else { return try miss(visitor, called) }
            let present = visitor.needsRecall(at: post.stage) ? try recall(called, visitor) : called
            wait(.walking, visitor)
            try serve(present, visitor)
        } catch {
            world.lose(error)
        }
    }

    private func serve(_ called: LineEntry, _ visitor: Visitor) throws {
        countWait(try tablet.move(called, .serve).entry)
        wait(.init(serving: post.stage), visitor)
        try work(visitor)
        if post.stage == .billing { world.attendance.leave() }
    }

    private func recall(_ called: LineEntry, _ visitor: Visitor) throws -> LineEntry {
        wait(.patience, visitor)
        world.tally.count { $0.recalls += 1 }
        return try tablet.move(called, .recall, room: post.room).entry
    }

    /// Called, called again, and given up.
    private func miss(_ visitor: Visitor, _ called: LineEntry) throws {
        let recalled = try recall(called, visitor)
        wait(.patience, visitor)
        let entry = try tablet.move(recalled, .noShow).entry
        world.tally.count { [stage = post.stage] in $0.noShows[stage, default: 0] += 1 }
        guard visitor.returnsWhenMissed else { return world.attendance.leave() }
        let backAt = world.clock.now + world.script.seconds(.absence, visitor.number)
        world.attendance.miss(.init(visitor: visitor.missed(), entry: entry, stage: post.stage, backAt: backAt))
    }

    /// Somebody whose token was not issued here.
    private func serveStranger(_ called: LineEntry) throws {
        let entry = try tablet.move(called, .serve).entry
        _ = try tablet.move(entry, .finish)
    }

    private func countWait(_ entry: LineEntry) {
        guard let servingAt = entry.servingAt else { return }
        let seconds = servingAt.timeIntervalSince(entry.enteredAt) * world.clock.pace.factor
        world.tally.count { [stage = post.stage] in $0.waits[stage, default: []].append(seconds) }
    }

    private func wait(_ doing: Script.Doing, _ visitor: Visitor) {
        world.clock.wait(world.script.seconds(doing, visitor.number))
    }
}
