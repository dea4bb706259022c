import GRDB
import HTTP
import Storage
import Vocabulary

enum RegistrationRoutes {
    static let desk = Stage.registration.callers
    static let placeLimit = 8

    static func register(_ routes: inout Routes) {
        routes.command(.put, "/api/visits/:visit/registration", by: desk, "Write down who it is, in full") {
            (asked: RegistrationRequest, act, db) in OK(try Registrations.register(asked, act, db).record)
        }
        routes.command(.put, "/api/visits/:visit/patient", by: desk, "Say that it is somebody known") {
            (asked: KnownRequest, act, db) in OK(try Registrations.attach(asked, act, db).record)
        }
        routes.search("/api/geography/search", by: desk, "Find an upazila or thana, in Bangla or English") {
            (asked: PlaceSearch, act, _) in
            OK(PlaceList(places: act.site.catalogue.geography.search(asked.text, limit: placeLimit)))
        }
    }
}

struct PlaceList: JSONObject {
    let places: [Place]

    static let properties: [Property<PlaceList>] = [.array("places") { $0.places }]
}

extension Place: JSONObject {
    package static let properties: [Property<Place>] = [
        .string("upazila") { $0.code.upazila },
        .optionalString("cityCorporation") { $0.code.cityCorporation },
        .string("district") { $0.code.district },
        .string("division") { $0.code.division },
        .bilingual("words") { $0.words },
    ]
}
