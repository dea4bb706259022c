import Clinic
import Foundation
import HTTP
import Vocabulary

/// What a person has to do after certificates were made, in plain words.
enum Advice {
    static func afterInit(
        _ files: TLSFiles, _ authority: Certificate, _ server: Certificate, _ installation: Installation
    ) -> String {
        """
        The clinic has a certificate authority of its own, good until \(day(authority)):
          \(files.authorityFile)   which devices install
          \(files.authorityKey)   which nobody may have: keep a copy off this machine, locked away
        and this server a certificate, good until \(day(server)), for:
          \(server.names.map(\.description).joined(separator: "\n  "))

        1. Put this into Config/aalo.json, and start aalo again:
             "http": { …, "port": 8443, … },
             "tls": {
               "certificate": "\(files.server)",
               "key": "\(files.serverKey)",
               "authority": "\(files.authorityFile)",
               "redirectPort": 8080
             },
        2. On each tablet open http://ADDRESS:8080/certificate and follow it once, where ADDRESS is the server's.
           Write this fingerprint down, to compare:
             \(authority.fingerprint.prefix(48))
             \(authority.fingerprint.dropFirst(48))
        3. Before \(day(server)), or when the server's address changes: aalo tls renew
        """
    }

    static func afterRenew(_ files: TLSFiles, _ server: Certificate) -> String {
        """
        \(files.server) is new, good until \(day(server)), for:
          \(server.names.map(\.description).joined(separator: "\n  "))
        Tell the running server, which goes on with the connections it has: kill -HUP $(pidof aalo)
        """
    }

    private static func day(_ certificate: Certificate) -> String {
        Day(Instant(milliseconds: Int64(certificate.validUntil) * 1000)).description
    }
}
