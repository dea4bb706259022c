import GRDB
import HTML
import HTTP
import Vocabulary

/// One's own second step at sign-in: setting it up, recovery codes, taking it off.
enum SecondFactorPages {
    static let path = "/account/second-step"

    static func register(_ routes: inout Routes) {
        let own = SecondFactorRoutes.callers
        routes.query(path, by: SecondFactorRoutes.owners, "One's own second step at sign-in") {
            (_: NoInput, act, db) in try page(.fresh, act, db)
        }
        routes.provenCommand(
            path, by: own, "Begin to set up the second step", again: page, prove: SecondFactors.proveSecret
        ) { proven, act, db in
            _ = try SecondFactors.begin(proven, act, db)
            return SeeOther(path)
        }
        routes.form(path + "/confirm", by: own, "The first code; shows recovery codes, once", again: page) {
            (asked: FirstCode, act, db) in ShownOnce(codes(try SecondFactors.confirm(asked, act, db), act))
        }
        routes.provenCommand(
            path + "/codes", by: SecondFactorRoutes.owners, "New recovery codes; shows them, once", again: page,
            prove: SecondFactors.proveBoth
        ) { both, act, db in ShownOnce(codes(try SecondFactors.newCodes(both, act, db), act)) }
        routes.provenCommand(
            path + "/remove", by: SecondFactorRoutes.owners, "Take one's own second step off", again: page,
            prove: { (asked: RemovalForm, act, db) in try SecondFactors.proveBoth(asked.proofs, act, db) }
        ) { both, act, db in
            try SecondFactors.remove(both, act, db)
            return SeeOther(path)
        }
    }

    private static func page(_ state: FormState, _ act: Act, _ db: Database) throws -> Page {
        let language = act.language
        let factor = try SecondFactor.find(of: try act.staff(), db)
        guard SecondFactorCard.isShown(factor, act) else { throw Problem.notYours }
        // Neither secrets nor codes are shown again.
        let form = FormState(typed: ["removal": state.value("removal")], problem: state.problem)
        return Page(
            SecondFactorText.title, scripts: ["keys.js", "secrets.js"], styles: ["staff.css"], address: path,
            """
            <div class="station staff"><h1>\(SecondFactorText.title[language])</h1>\(Form.summary(form, language))
            \(isRequired(factor, act) ? "<p class=\"notice\">\(SecondFactorText.required[language])</p>" as HTML : .empty)
            \(content(factor, form, act))
            <div class="act"><a class="button" href="/account" data-back>\(SecondFactorText.toAccount[language])</a></div>
            </div>
            """)
    }

    private static func content(_ factor: SecondFactor?, _ form: FormState, _ act: Act) -> HTML {
        guard let factor, factor.confirmedAt != nil || factor.isPending(at: act.at) else {
            return SecondFactorCard.begin(form, act)
        }
        return factor.confirmedAt == nil
            ? SecondFactorCard.waiting(factor, form, act) : SecondFactorCard.manage(factor, form, act)
    }

    private static func isRequired(_ factor: SecondFactor?, _ act: Act) -> Bool {
        act.site.configuration.signIn.secondFactor == .required && factor?.confirmedAt == nil
    }

    private static func codes(_ codes: [StaffRecoveryCode], _ act: Act) -> Page {
        Page(
            SecondFactorText.codes, scripts: ["recovery-codes.js"], styles: ["staff.css"], address: path,
            "<div class=\"station staff\">\(SecondFactorCard.codes(codes, act))</div>")
    }
}

/// Two forms of the page ask for the same: this one says which it is when it comes back.
struct RemovalForm: Input {
    let proofs: BothProofs

    init?(_ fields: inout Fields) {
        _ = fields.optional("removal", .integer(1...1))
        guard let proofs = BothProofs(&fields) else { return nil }
        self.proofs = proofs
    }
}
