import GRDB
import HTTP
import Vocabulary

/// Signatures: brought by an administrator, shown on papers.
enum SignatureRoutes {
    static func register(_ routes: inout Routes) {
        routes.query(
            "/staff/:staff/signatures/:signature", by: .holding(.readClinicalRecord, .readStaff),
            "A scanned signature, as papers show it"
        ) { (asked: SignatureChoice, _, db) in SignaturePicture(image: try Signatures.find(asked, db).image) }
        routes.provenCommand(
            "/api/staff/:staff/signature", by: StaffRoutes.keepers, "Bring a scanned signature", prove: image
        ) { scanned, act, db in
            let id = try Signatures.add(scanned.image, of: scanned.staff, act, db)
            return Created(SignaturePlace(scanned: scanned, id: id), at: address(scanned.staff, id))
        }
        routes.command(.delete, "/api/staff/:staff/signature", by: StaffRoutes.keepers, "Show no signature any more") {
            (asked: StaffChoice, act, db) in
            _ = try StaffRecords.find(asked.staff, act, db)
            try Signatures.end(asked, act, db)
            return NoContent()
        }
    }

    static func address(_ staff: ID<Staff>, _ signature: ID<StaffSignature>) -> String {
        "/staff/\(staff)/signatures/\(signature)"
    }

    /// Looks into the file, on the side.
    static func image(_ asked: SignatureUpload, _ act: Act, _ db: Database) throws -> ScannedSignature {
        ScannedSignature(
            staff: asked.staff, image: try ScannedImage(try asked.file.content.bytes(), field: SignatureUpload.field))
    }
}

struct SignatureUpload: Input {
    static let field = "signature"
    let staff: ID<Staff>
    let file: Upload

    init?(_ fields: inout Fields) {
        let staff = fields.required("staff", Rule.id(of: Staff.self))
        let file = fields.required(Self.field, UploadRule([.png, .jpeg], largest: ScannedImage.largest))
        guard let staff, let file else { return nil }
        (self.staff, self.file) = (staff, file)
    }
}

struct ScannedSignature: Sendable {
    let staff: ID<Staff>
    let image: ScannedImage
}

struct SignaturePlace: JSONObject {
    let scanned: ScannedSignature
    let id: ID<StaffSignature>

    static let properties: [Property<SignaturePlace>] = [
        .id("id") { $0.id },
        .id("staffId") { $0.scanned.staff },
        .string("type", oneOf: ScannedImage.Kind.allCases.map(\.rawValue)) { $0.scanned.image.kind.rawValue },
        .integer("width") { $0.scanned.image.width },
        .integer("height") { $0.scanned.image.height },
    ]
}

/// The picture itself. It never changes, so a browser may keep it.
struct SignaturePicture: Answer {
    let image: ScannedImage

    static var description: AnswerDescription { AnswerDescription(.ok, .png) }

    func response(for act: Act) -> Response {
        let type: ContentType = image.kind == .png ? .png : .jpeg
        var response = Response(status: .ok, contentType: type, body: .bytes(image.bytes))
        response.cacheControl = "private, max-age=86400, immutable"
        response.set("X-Content-Type-Options", "nosniff")
        response.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
        return response
    }
}
