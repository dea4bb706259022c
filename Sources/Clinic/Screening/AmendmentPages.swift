import GRDB
import HTML
import HTTP
import Storage
import Vocabulary

/// One measurement: everything that was written of it, and the form that corrects or withdraws it.
enum AmendmentPages {
    static func register(_ routes: inout Routes) {
        let callers = Stage.screening.callers
        routes.query("/screening/observations/:observation", by: callers, "One measurement") {
            (asked: ObservationQuery, act, db) in try page(asked.observation, .fresh, act, db)
        }
        routes.form(
            "/screening/observations/:observation/amendments", by: callers, "Correct or withdraw a measurement",
            again: again
        ) { (asked: ObservationAmendmentEntry, act, db) in
            let amended = try Observations.amend(
                asked.observation, to: asked.value, confirmed: asked.isConfirmed, because: asked.reason, act, db)
            return SeeOther(Stage.screening.page(of: amended.set.visit))
        }
    }

    private static func again(_ state: FormState, _ act: Act, _ db: Database) throws -> Page {
        guard let id = ID<Observation>(state.value("observation")) else {
            throw state.problem ?? .noSuchObservation
        }
        return try page(id, state, act, db)
    }

    private static func page(
        _ id: ID<Observation>, _ state: FormState, _ act: Act, _ db: Database
    ) throws -> Page {
        let measurement = try Observations.find(id, db)
        try TreatmentRelation.require(measurement.set.patient, act, db)
        let token = try Tokens.find(of: measurement.set.visit, act, db)
        return Page(
            ScreeningText.amendTitle, scripts: ["screening.js"], styles: ["screening.css"],
            address: "/screening/observations/\(id)", html(measurement, token, state, act))
    }

    private static func html(_ measurement: Measurement, _ token: Token, _ state: FormState, _ act: Act) -> HTML {
        let language = act.language
        let name = act.site.catalogue.observations[measurement.code]?.name[language] ?? measurement.code
        return """
            <div class="station screening">
            \(VisitCard.html(token, act))
            \(Form.summary(state, language))
            <h1>\(ScreeningText.amendTitle[language]): \(name)</h1>
            <section class="panel"><h2>\(ScreeningText.history[language])</h2>
            <ol class="rows">\((measurement.earlier + [measurement.current]).map { line($0, act) })</ol></section>
            \(measurement.value == nil ? back(measurement, language) : form(measurement, state, act))
            </div>
            """
    }

    private static func line(_ observation: Observation, _ act: Act) -> HTML {
        let language = act.language
        let definition = act.site.catalogue.observations[observation.code]
        let value = observation.value.map { definition?.words($0, language) ?? $0.description }
        let at = observation.recordedAt
        return """
            <li><div><b>\(value ?? ScreeningText.withdrawn[language])</b>\
            \(observation.reason.map { " · \($0)" as HTML })\
            <small>\(Day(at).words(language)), \(language.digits(at.wallClock)) · \
            \(observation.recordedBy[language])</small></div></li>
            """
    }

    private static func form(_ measurement: Measurement, _ state: FormState, _ act: Act) -> HTML {
        let language = act.language
        let isPressure = BloodPressure.partner(of: measurement.code) != nil
        return """
            <form method="post" action="/screening/observations/\(measurement.current.id.description)/amendments" \
            id="amendment" data-once>\(Form.envelope(act))<section class="panel">
            \(value.html(state, language))\(confirmation(state, language))\(reason.html(state, language))
            \(isPressure ? "<p class=\"hint\">\(ScreeningText.withdrawBoth[language])</p>" as HTML : .empty)
            </section></form>
            <div class="act">
            <button class="primary" form="amendment" name="choice" value="correct">\
            \(ScreeningText.correct[language])</button>
            <a class="button" href="\(Stage.screening.page(of: measurement.set.visit))" data-back>\
            \(ScreeningText.back[language])</a>
            <button class="danger" form="amendment" name="choice" value="withdraw">\
            \(ScreeningText.withdraw[language])</button></div>
            """
    }

    private static func confirmation(_ state: FormState, _ language: Language) -> HTML? {
        guard state.isUnusual("value") else { return nil }
        return """
            <label class="tick"><input type="checkbox" name="valueConfirmed" value="\(state.value("value"))">\
            <span>\(ScreeningText.confirm[language])</span></label>
            """
    }

    private static func back(_ measurement: Measurement, _ language: Language) -> HTML {
        """
        <div class="act"><a class="button primary" href="\(Stage.screening.page(of: measurement.set.visit))" data-back>\
        \(ScreeningText.back[language])</a></div>
        """
    }

    private static let value = Form.Field("value", ScreeningText.rightValue).with {
        $0.inputMode = "decimal"
        $0.isOptional = false
    }
    private static let reason = Form.Field("reason", ScreeningText.reason).with {
        $0.hint = ScreeningText.reasonHint
        $0.isOptional = false
    }
}
