import GRDB
import Vocabulary

/// One token's time at one stage, as the desks of that stage see it.
///
/// A class and never changed: a line is a list of these, which would else be copied, all of it, for each of its members
/// that is written.
package final class Entry: Sendable {
    package let id: ID<QueueEntry>
    package let token: ID<Token>
    package let visit: ID<Visit>
    package let day: Day
    package let serial: Int
    package let stage: Stage
    package let state: EntryState
    package let room: String?
    package let version: Int
    package let priority: Priority
    package let service: String
    package let nameEnglish: String?
    package let nameBangla: String?
    package let enteredAt: Instant
    package let calledAt: Instant?
    package let servingAt: Instant?
    package let calls: Int
    let rankAt: Instant

    init(row: Row, isNamed: Bool = true) throws {
        id = try row.id(0)
        token = try row.id(1)
        visit = try row.id(2)
        day = try row.day(3)
        serial = row[4]
        stage = try row.word(5)
        state = try row.word(6)
        room = row[7]
        version = row[8]
        priority = try row.word(9)
        service = row[10]
        nameEnglish = isNamed ? row[11] : nil
        nameBangla = isNamed ? row[12] : nil
        enteredAt = row.instant(13)
        calledAt = row.optionalInstant(14)
        servingAt = row.optionalInstant(15)
        calls = row[16]
        rankAt = row.instant(17)
    }

    var numbered: NumberedToken { NumberedToken(id: token, visit: visit, day: day, serial: serial) }

    package func name(_ language: Language) -> String? {
        language.prefers(english: nameEnglish, bangla: nameBangla)
    }
}

extension Entry {
    static let select = """
        SELECT entry.id, entry.token_id, entry.visit_id, entry.day, entry.serial, entry.stage, entry.state, entry.room,
            entry.version, visit.priority, visit.service, patient.name_en, patient.name_bn, entry.entered_at,
            entry.called_at, entry.serving_at, entry.calls, entry.rank_at
        FROM queue_entry AS entry
        JOIN visit ON visit.id = entry.visit_id
        LEFT JOIN patient ON patient.id = visit.patient_id
        """
}
