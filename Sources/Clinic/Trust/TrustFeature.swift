import GRDB
import HTTP
import Storage
import Vocabulary

extension Feature {
    /// How a tablet comes to trust the clinic's own certificate.
    static let trust = Feature(
        name: Bilingual("Secure connection", "নিরাপদ সংযোগ"),
        routes: { routes in
            routes.query(TrustPages.path, by: .anyone, "How a device comes to trust the clinic") {
                (_: NoInput, act, _) in try TrustPages.page(act.site)
            }
            routes.query(TrustPages.filePath, by: .anyone, "The certificate of the clinic's authority") {
                (_: NoInput, act, _) in
                guard let anchor = act.site.trustAnchor else { throw Problem.notFound }
                return AuthorityFile(bytes: anchor.certificate.der)
            }
        })
}

/// A certificate as devices install it.
struct AuthorityFile: Answer {
    static let contentType = ContentType("application/x-x509-ca-cert", isCompressible: false)

    let bytes: [UInt8]

    static var description: AnswerDescription { AnswerDescription(.ok, contentType) }

    func response(for act: Act) -> Response { response }

    var response: Response {
        var response = Response(contentType: Self.contentType, body: .bytes(bytes))
        response.set("Content-Disposition", "attachment; filename=\"aalo-ca.crt\"")
        response.cacheControl = "no-store"
        return response
    }
}

/// What a device may have of the clinic before it can speak TLS with it: the way to the certificate, and how that looks.
package enum OpenDoor {
    /// Nil for all else.
    package static func response(to request: Request, _ app: App) -> Response? {
        switch request.path {
        case TrustPages.path: page(request, app)
        case TrustPages.filePath:
            app.site.trustAnchor.map {
                labelled(AuthorityFile(bytes: $0.certificate.der).response, TrustPages.filePath)
            }
        default: app.site.assets.response(for: request)
        }
    }

    private static func page(_ request: Request, _ app: App) -> Response? {
        let act = Act(actor: .nobody, at: app.now(), language: .asked(by: request), site: app.site)
        return (try? TrustPages.page(app.site)).map { labelled($0.response(for: act), TrustPages.path) }
    }

    private static func labelled(_ response: Response, _ route: String) -> Response {
        var response = response
        response.route = route
        return response
    }
}
