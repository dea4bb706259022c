/// Why the clinic's keys cannot be used, and what a person can do about it.
package enum KeyError: Error, Equatable, CustomStringConvertible {
    case missing(database: String, folder: String, [KeyName])
    case wrong(database: String, folder: String, [KeyName])
    case malformed(file: String)
    case unwritable(file: String)
    case exists(file: String)
    case tooManyRotations

    package var description: String {
        switch self {
        case .missing(let database, let folder, let names):
            """
            The database \(database) is sealed, and \(Self.words(names)) not in \(folder).
            \(Self.remedy(folder))
            """
        case .wrong(let database, let folder, let names):
            """
            The database \(database) is sealed with other keys than those in \(folder): \(Self.words(names)) not the right one.
            \(Self.remedy(folder))
            """
        case .malformed(let file): "\(file) is no key: it must be \(ClinicKeys.Key.length) bytes long, and its own."
        case .unwritable(let file): "\(file) cannot be written. Check that this account may write there."
        case .exists(let file): "\(file) is there already and is another key. Nothing was changed."
        case .tooManyRotations: "The keys were rotated 255 times, which is as often as can be."
        }
    }

    private static func words(_ names: [KeyName]) -> String {
        let list = names.map(\.description).joined(separator: ", ")
        return names.count == 1 ? "the key \(list) is" : "the keys \(list) are"
    }

    private static func remedy(_ folder: String) -> String {
        """
        Put the clinic's keys back into that folder from where a copy is kept, or type them from the recovery sheet: \
        aalo key restore. If they lie elsewhere, say where with "keys" in Config/aalo.json. Nothing was changed.
        """
    }
}
