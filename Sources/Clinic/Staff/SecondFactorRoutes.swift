import HTTP
import Vocabulary

/// The second step at sign-in for programs, and how an administrator takes somebody's off.
enum SecondFactorRoutes {
    /// Who may set one up, also when they have to.
    static let callers = Callers.holding(.secureAccount).even(.mustSetUpSecondFactor)
    /// Who may have one: also somebody who is no longer manager or administrator.
    static let owners = Callers.staff.even(.mustSetUpSecondFactor)
    private static let path = "/api/account/second-factor"

    static func register(_ routes: inout Routes) {
        routes.query(path, by: owners, "One's own second step at sign-in") { (_: NoInput, act, db) in
            OK(SecondFactorState(factor: try SecondFactor.find(of: try act.staff(), db)))
        }
        routes.provenCommand(
            path, by: callers, "Begin to set up the second step; shows the key, once", prove: SecondFactors.proveSecret
        ) { proven, act, db in
            let factor = try SecondFactors.begin(proven, act, db)
            return ShownOnce(
                OK(
                    SecondFactorKey(
                        text: factor.totp.groups.joined(separator: " "),
                        address: factor.totp.address(
                            of: proven.staff.userName, at: act.site.configuration.clinicName.english))))
        }
        routes.command(.post, path + "/confirm", by: callers, "The first code; shows recovery codes, once") {
            (asked: FirstCode, act, db) in
            ShownOnce(OK(RecoveryCodeList(codes: try SecondFactors.confirm(asked, act, db))))
        }
        routes.provenCommand(
            path + "/codes", by: owners, "New recovery codes; shows them, once", prove: SecondFactors.proveBoth
        ) { both, act, db in ShownOnce(OK(RecoveryCodeList(codes: try SecondFactors.newCodes(both, act, db)))) }
        routes.provenCommand(path + "/remove", by: owners, "Take it off", prove: SecondFactors.proveBoth) {
            both, act, db in
            try SecondFactors.remove(both, act, db)
            return NoContent()
        }
        routes.command(
            .post, "/api/staff/:staff/second-factor/reset", by: StaffRoutes.keepers,
            "Take off the second step of somebody who lost the phone"
        ) { (asked: SecondFactorReset, act, db) in
            try SecondFactors.reset(asked, act, db)
            return NoContent()
        }
    }
}

struct SecondFactorState: JSONObject {
    let factor: SecondFactor?

    static let properties: [Property<SecondFactorState>] = [
        .optionalInstant("confirmedAt") { $0.factor?.confirmedAt },
        .integer("recoveryCodesLeft") { $0.factor?.codesLeft ?? 0 },
        .optionalInstant("codeUsedTwiceAt") { $0.factor?.replayedAt },
    ]
}

struct SecondFactorKey: JSONObject {
    let text: String
    let address: String

    static let properties: [Property<SecondFactorKey>] = [
        .string("key") { $0.text },
        .string("uri", format: "uri") { $0.address },
    ]
}

struct RecoveryCodeList: JSONObject {
    let codes: [StaffRecoveryCode]

    static let properties: [Property<RecoveryCodeList>] = [.strings("recoveryCodes") { $0.codes.map(\.shown) }]
}
