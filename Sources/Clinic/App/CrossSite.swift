import HTTP
import Vocabulary

/// Refuses what another site made a browser send (cross-site request forgery).
///
/// Fetch Metadata tells it plainly (W3C Fetch Metadata, section 2.3); older browsers send Origin with every POST
/// (RFC 6454). A form must also carry the token of the session, and REST takes JSON only, which a form cannot send.
enum CrossSite {
    static let field = "_csrf"

    /// - Parameter isSecure: over TLS no page of ours is a plain one, which whoever is on the network could have written.
    static func check(_ request: Request, isSecure: Bool) throws {
        guard request.method != .get, request.method != .head, request.method != .options else { return }
        if let site = request[header: "sec-fetch-site"] {
            guard site == "same-origin" || site == "none" else { throw Problem.crossSite }
        } else if let origin = request[header: "origin"] {
            guard let host = request.host, origin == "https://" + host || !isSecure && origin == "http://" + host
            else { throw Problem.crossSite }
        }
    }

    static func check(_ token: String?, _ actor: Actor) throws {
        guard case .staff(let session) = actor else { return }
        guard let token, token == session.crossSiteToken else { throw Problem.staleForm }
    }
}

extension Problem {
    static let crossSite = Problem(
        .forbidden, "cross-site-request",
        Bilingual("This request came from another site", "অনুরোধটি অন্য সাইট থেকে এসেছে"))
    static let staleForm = Problem(
        .forbidden, "stale-form",
        Bilingual(
            "This page is from an earlier sign-in. Open it again and repeat the step.",
            "পাতাটি আগের সাইন ইনের। আবার খুলে ধাপটি আবার করুন।"))
}
