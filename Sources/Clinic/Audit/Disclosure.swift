import Synchronization
import Vocabulary

/// Who was shown to somebody who searched. What a search finds is known to nobody before it is done, so the search
/// itself writes it in here.
package final class Disclosure: Sendable {
    private let patients = Mutex<[ID<Patient>]?>(nil)

    /// How many were shown; nil when nobody was looked for.
    var count: Int? { patients.withLock { $0?.count } }

    /// Those who were shown, when they are few.
    var few: [String] {
        patients.withLock { patients in
            guard let patients, patients.count <= AuditLog.mostShown else { return [] }
            return patients.map(\.description)
        }
    }

    func add(_ shown: [ID<Patient>]) {
        patients.withLock { $0 = ($0 ?? []) + shown }
    }
}

extension Act {
    /// Says whom a search found. Without effect where nobody searches.
    func shows(_ patients: [Patient]) { disclosure?.add(patients.map(\.id)) }
}
