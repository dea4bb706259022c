import Foundation
import Vocabulary

/// An upazila or thana and what it lies in.
package struct Place: Sendable, Equatable {
    package let code: Geocode
    package let name: Bilingual
    package let cityCorporation: Bilingual?
    package let district: Bilingual
    package let division: Bilingual

    /// As an address ends: "Banani, Dhaka North City Corporation, Dhaka".
    package var words: Bilingual {
        Bilingual(words(\.english), words(\.bangla))
    }

    private func words(_ language: KeyPath<Bilingual, String>) -> String {
        [name, cityCorporation, district].compactMap { $0?[keyPath: language] }.joined(separator: ", ")
    }
}

/// Where people live: the upazilas and thanas of the country by their codes and by their spellings.
package struct Geography: Sendable {
    private let places: [Geocode: Place]
    private let spellings: SpellingIndex<Place>

    /// They stand under Dhaka in the national list, where they do not lie; each has its right code as well. What was
    /// written down with them can be read, but nobody can choose them.
    private static let misplaced: Set = ["30260022", "30260023", "30260090"]

    package subscript(code: Geocode) -> Place? { places[code] }

    /// Whether an address may be written down with this code.
    package func isChoosable(_ code: Geocode) -> Bool { places[code] != nil && !Self.misplaced.contains(code.upazila) }

    /// Places by any part of their names or their district's, in Bangla or English, also as it was spelled before.
    package func search(_ text: String, limit: Int) -> [Place] { spellings.matches(text, limit: limit) }
}

extension Geography {
    /// - Parameter folder: that of all catalogues.
    init(folder: URL) throws {
        let divisions = try CatalogueTable("geography/divisions.csv", in: folder).byCode("code", Area.init)
        let districts = try CatalogueTable("geography/districts.csv", in: folder).byCode("code", Area.init)
        let cities = try CatalogueTable("geography/city-corporations.csv", in: folder).byCode("code", Area.city)
        let rows = try CatalogueTable("geography/upazilas.csv", in: folder).rows
        var (places, spellings): ([Geocode: Place], [(Place, [FoldedText])]) = ([:], [])
        for row in rows {
            let code = try Self.code(row)
            guard let division = divisions[code.division], let district = districts[code.district] else {
                throw row.error("code", "a code that begins with a division's and a district's")
            }
            let city = code.cityCorporation.flatMap { cities[$0] ?? nil }
            let place = Place(
                code: code, name: try Area.name(row), cityCorporation: city?.name, district: district.name,
                division: division.name)
            guard places.updateValue(place, forKey: code) == nil else { throw row.error("code", "a code used once") }
            spellings.append((place, [city, district, division].compactMap(\.self).flatMap(\.spellings)))
        }
        self.init(places: places, spellings: Self.index(spellings))
    }

    private static func code(_ row: CatalogueRow) throws -> Geocode {
        guard let code = Geocode(try row.text("code")) else { throw row.error("code", "eight digits") }
        return code
    }

    private static func index(_ spellings: [(place: Place, others: [FoldedText])]) -> SpellingIndex<Place> {
        var index = SpellingIndex<Place>()
        for (place, others) in spellings.sorted(by: { $0.place.name.english < $1.place.name.english })
        where !misplaced.contains(place.code.upazila) {
            index.add(place, names: [FoldedText(place.name.english), FoldedText(place.name.bangla)], others: others)
        }
        return index
    }
}

/// A division, a district or a city corporation: its name, and every way it is spelled.
private struct Area {
    let name: Bilingual
    let spellings: [FoldedText]

    init(_ row: CatalogueRow) throws {
        self.init(name: try Self.name(row), other: try row.optional("alt_en"))
    }

    private init(name: Bilingual, other: String?) {
        self.name = name
        spellings = [name.english, name.bangla, other].compactMap(\.self).map(FoldedText.init)
    }

    /// Most districts have none; the list says so in a row.
    static func city(_ row: CatalogueRow) throws -> Area? {
        try row.text("is_real") == "True" ? Area(name: try name(row), other: nil) : nil
    }

    /// In English alone where no Bangla was found.
    static func name(_ row: CatalogueRow) throws -> Bilingual {
        let english = try row.text("name_en").split(separator: " ").joined(separator: " ")
        return Bilingual(english, try row.optional("name_bn")?.normalized ?? english)
    }
}
