import GRDB
import Vocabulary

/// What a device says to get its key.
struct RegistrationCode: Input {
    /// Nil when what was typed cannot be a code: then it is as wrong as any other.
    let code: DeviceCode?

    init?(_ fields: inout Fields) {
        guard let typed = fields.required("code", Rule.text(longest: 40)) else { return nil }
        code = DeviceCode(typed)
    }
}

/// A device that came with its code. The key leaves once, in the cookie; only its hash is kept.
struct NewKey: Sendable {
    let device: Device
    let key: String
}

/// How a device comes to its key.
enum DeviceRegistration {
    /// Runs on the side, one after another, so that a crowd of guesses cannot run ahead of their count.
    static func prove(_ asked: RegistrationCode, _ act: Act, _ db: Database) throws -> DeviceCode {
        let failures = act.site.signIns
        // Every address has a name of its own for its codes, which is no user name.
        let guesser = "device code from " + act.address
        if let delay = failures.delay(guesser, from: act.address, at: act.at) {
            throw Problem.tooManyTries(delay, field: "code")
        }
        guard let code = asked.code, try DeviceCode.device(waitingWith: code, at: act.at, db) != nil else {
            failures.failed(guesser, from: act.address, at: act.at)
            throw Problem.wrongDeviceCode
        }
        return code
    }

    /// Gives the device its key, in place of one that it may have had. Whoever was signed in on this browser no longer
    /// is: from now on it is this device.
    static func register(_ code: DeviceCode, _ act: Act, _ db: Database) throws -> NewKey {
        guard let device = try DeviceCode.device(waitingWith: code, at: act.at, db) else {
            throw Problem.wrongDeviceCode
        }
        let new = NewKey(device: device, key: Secret.token())
        try db.run("UPDATE device_code SET used_at = ? WHERE device_id = ?", [act.at, device.id])
        try db.run(
            "UPDATE device SET key_hash = ?, registered_at = ? WHERE id = ?",
            [Secret.hash(new.key), act.at, device.id])
        try endSessions(of: device.id, at: act.at, db)
        try SignIn.end(act, db)
        return new
    }

    /// The machine that had the key before is another one.
    private static func endSessions(of device: ID<Device>, at instant: Instant, _ db: Database) throws {
        try db.run(
            "UPDATE session SET ended_at = ? WHERE device_id = ? AND ended_at IS NULL", [instant, device])
        try db.run("DELETE FROM second_step_given WHERE device_id = ?", [device])
    }
}

extension Problem {
    static let wrongDeviceCode = Problem(
        .invalid, "wrong-device-code",
        Bilingual("This code is not right, or no longer good", "কোডটি ঠিক নয়, অথবা এর মেয়াদ শেষ"),
        fields: [
            Field(
                "code",
                Bilingual(
                    "Type it again, or ask the administrator for a new one", "আবার লিখুন, অথবা প্রশাসকের কাছে নতুন কোড নিন"))
        ])
}
