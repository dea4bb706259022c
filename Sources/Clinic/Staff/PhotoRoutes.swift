import GRDB
import HTTP
import Vocabulary

/// Photographs of the staff: brought by an administrator or by the person, shown at the sign-in.
enum PhotoRoutes {
    /// Who is signed in, also behind the lock, and the clinic's own devices.
    private static let viewers = SessionRoutes.held.and(
        Callers(roles: [], devices: [.tablet, .kiosk, .display], isPublic: false))

    static func register(_ routes: inout Routes) {
        routes.query("/faces/:face", by: viewers, about: .nothing, "A photograph, as the sign-in shows it") {
            (asked: PhotoChoice, _, db) in PhotoPicture(image: try Photos.find(asked, db).image)
        }
        routes.provenCommand(
            "/api/staff/:staff/photo", by: StaffRoutes.keepers, "Bring a photograph of somebody", prove: image
        ) { photo, act, db in
            let hash = try Photos.add(photo.image, of: photo.staff, act, db)
            return Created(PhotoPlace(hash: hash), at: address(hash))
        }
        routes.command(.delete, "/api/staff/:staff/photo", by: StaffRoutes.keepers, "Show no photograph any more") {
            (asked: StaffChoice, act, db) in
            _ = try StaffRecords.find(asked.staff, act, db)
            try Photos.end(of: asked.staff, act, db)
            return NoContent()
        }
        routes.provenCommand("/api/account/photo", by: .staff, "Bring a photograph of oneself", prove: ownImage) {
            image, act, db in
            let hash = try Photos.add(image, of: try act.staff(), act, db)
            return Created(PhotoPlace(hash: hash), at: address(hash))
        }
        routes.command(.delete, "/api/account/photo", by: .staff, "Show no photograph of oneself any more") {
            (_: NoInput, act, db) in
            try Photos.end(of: try act.staff(), act, db)
            return NoContent()
        }
    }

    static func address(_ hash: String) -> String { "/faces/" + hash }

    /// Looks into the file, on the side.
    static func image(_ asked: PhotoUpload, _ act: Act, _ db: Database) throws -> PhotoOfStaff {
        PhotoOfStaff(staff: asked.staff, image: try read(asked.file))
    }

    static func ownImage(_ asked: OwnPhotoUpload, _ act: Act, _ db: Database) throws -> ScannedImage {
        try read(asked.file)
    }

    private static func read(_ file: Upload) throws -> ScannedImage {
        try ScannedImage(
            try file.content.bytes(), field: StaffPhoto.field, widths: StaffPhoto.sides, heights: StaffPhoto.sides)
    }
}

struct PhotoUpload: Input {
    let staff: ID<Staff>
    let file: Upload

    init?(_ fields: inout Fields) {
        let staff = fields.required("staff", Rule.id(of: Staff.self))
        guard let own = OwnPhotoUpload(&fields), let staff else { return nil }
        (self.staff, file) = (staff, own.file)
    }
}

struct OwnPhotoUpload: Input {
    let file: Upload

    init?(_ fields: inout Fields) {
        let rule = UploadRule([.png, .jpeg], largest: ScannedImage.largest)
        guard let file = fields.required(StaffPhoto.field, rule) else { return nil }
        self.file = file
    }
}

struct PhotoOfStaff: Sendable {
    let staff: ID<Staff>
    let image: ScannedImage
}

struct PhotoPlace: JSONObject {
    let hash: String

    static let properties: [Property<PhotoPlace>] = [.string("path") { PhotoRoutes.address($0.hash) }]
}

/// The picture itself. Its address is what it is made of, so a browser may keep it for as long as it likes.
struct PhotoPicture: Answer {
    let image: ScannedImage

    static var description: AnswerDescription { AnswerDescription(.ok, .png) }

    func response(for act: Act) -> Response {
        var response = SignaturePicture(image: image).response(for: act)
        response.cacheControl = "private, max-age=31536000, immutable"
        return response
    }
}
