import HTML
import HTTP
import Vocabulary

/// A prescription on A5, in Bangla for the patient, with generic names and strengths in English for the pharmacy. Its
/// head is that of a table, which a browser repeats on every page.
struct PrescriptionSlip {
    let record: EncounterRecord
    let token: Token
    let patient: Patient
    let measured: [Measurement]
    /// The scanned signature, if there is one; else it is written by hand.
    let scan: ID<StaffSignature>?
    let isReprint: Bool

    func page(_ act: Act) -> Page {
        Page(
            Bilingual("Prescription", "ব্যবস্থাপত্র"), frame: .paper, scripts: ["print.js"], styles: ["prescription.css"],
            html(act))
    }

    private func html(_ act: Act) -> HTML {
        """
        <table class="prescription" lang="bn"><thead><tr><th colspan="2">\(head(act))</th></tr></thead>
        <tbody><tr><td class="left">\(left(act))</td><td class="right">\(right(act))</td></tr></tbody></table>
        <footer lang="bn">\(signature)<p class="hotline">\(PrescriptionText.hotline)</p></footer>
        """
    }

    private func head(_ act: Act) -> HTML {
        let clinic = act.site.configuration.clinicName
        return """
            \(isReprint ? reprint(act) : .empty)
            <header><div><p class="clinic">\(clinic.bangla)</p><p lang="en">\(clinic.english)</p></div>
            <div class="prescriber"><p><b>\(record.practitioner.name.bangla)</b></p>\
            \(record.practitioner.qualification.map { "<p lang=\"en\">\($0)</p>" as HTML })\
            <p>\(registration)</p></div></header>
            <p class="who"><span><b>\(patient.name(.bangla))</b></span>\
            <span>\([patient.age?.words(.bangla), sex].compactMap(\.self).joined(separator: " · "))</span>\
            \(patient.cardNumber.map { "<span>\(PrescriptionText.card) \($0)</span>" as HTML })\
            <span>\(PrescriptionText.token) \(Language.bangla.digits(token.serial))</span>\
            <span>\(Day(record.encounter.startedAt).words(.bangla))</span></p>
            """
    }

    private var sex: String? { patient.sex == .unknown ? nil : patient.sex.name.bangla }

    /// A doctor's line is there also without a number: it is then written by hand (BMDC asks for it on every
    /// prescription).
    private var registration: HTML {
        let staff = record.practitioner
        let isDoctor = staff.roles.contains(.doctor)
        guard let number = staff.registrationNumber else {
            return isDoctor ? "\(PrescriptionText.council) ..............." : "\(PrescriptionText.paramedic)"
        }
        return isDoctor
            ? "\(PrescriptionText.council) <span lang=\"en\">\(number)</span>"
            : "\(PrescriptionText.paramedic) · \(PrescriptionText.register) <span lang=\"en\">\(number)</span>"
    }

    private func reprint(_ act: Act) -> HTML {
        var who = ""
        if case .staff(let session) = act.actor { who = session.staff.name.bangla }
        let when = Language.bangla.digits(act.at.wallClock)
        return "<p class=\"reprint\">\(PrescriptionText.reprint) · \(act.day.words(.bangla)), \(when) · \(who)</p>"
    }

    private func left(_ act: Act) -> HTML {
        """
        \(part(PrescriptionText.complaints, record.complaints.map(complaint)))
        \(part(PrescriptionText.examination, vitals(act) + prose(record.encounter.examination)))
        \(part(PrescriptionText.diagnosis, record.conditions.map(diagnosis)))
        \(part(PrescriptionText.tests, record.serviceRequests.filter { $0.status != .revoked }.map(test)))
        """
    }

    private func right(_ act: Act) -> HTML {
        let lines: [HTML] = record.medicationRequests.enumerated().map { index, line in
            """
            <li><span class="n">\(Language.bangla.digits(index + 1)).</span><div><p lang="en"><b>\(line.generic.english)</b> \
            \(line.strength) <span class="form">\(line.form)</span></p>\
            <p>\(pattern(line, act)) \(line.instruction.bangla)</p>\
            \(line.note.map { "<p class=\"note\">\($0)</p>" as HTML })</div></li>
            """
        }
        return """
            <p class="rx" lang="en">℞</p><ol>\(lines)</ol>
            \(part(PrescriptionText.advice, prose(record.encounter.advice)))
            \(record.encounter.followUp.map {
                "<p class=\"follow-up\">\(PrescriptionText.followUp) <b>\($0.words(.bangla))</b></p>" as HTML
            })
            """
    }

    /// In the notation pharmacies read, unless something else than the hour says when.
    private func pattern(_ line: MedicationRequest, _ act: Act) -> HTML? {
        if line.timing.flatMap(act.site.catalogue.dosage.timing)?.isByEvent == true { return nil }
        return "<span class=\"pattern\">\(Language.bangla.digits(line.pattern))</span>"
    }

    private var signature: HTML {
        """
        <p class="signature">\(scan.map(picture))<span></span>\(record.practitioner.name.bangla)</p>
        """
    }

    private func picture(_ scan: ID<StaffSignature>) -> HTML {
        "<img src=\"\(SignatureRoutes.address(record.practitioner.id, scan))\" alt=\"\">"
    }

    /// What is not there is not printed.
    private func part(_ title: String, _ lines: [HTML]) -> HTML? {
        guard !lines.isEmpty else { return nil }
        return "<section><h2>\(title)</h2>\(lines.map { "<p>\($0)</p>" as HTML })</section>"
    }

    private func complaint(_ complaint: Complaint) -> HTML {
        "\(complaint.name.bangla)\(complaint.days.map { ", \(ConsultationText.since($0).bangla)" as HTML })"
    }

    private func diagnosis(_ condition: Condition) -> HTML {
        let mark = condition.verification == .provisional ? " (\(condition.verification.name.bangla))" : ""
        return "\(condition.name.bangla)\(mark)"
    }

    private func test(_ test: ServiceRequest) -> HTML {
        "\(test.name.bangla)\(test.note.map { " (\($0))" as HTML })"
    }

    private func vitals(_ act: Act) -> [HTML] {
        Vitals.lines(measured, act.site.catalogue).map {
            "\($0.name.bangla): \(Language.bangla.digits($0.value)) \(Language.bangla.digits($0.unit.bangla))"
        }
    }

    private func prose(_ text: String?) -> [HTML] {
        (text ?? "").split(separator: "\n").map { "\(String($0))" }
    }
}

/// The paper is in Bangla alone.
enum PrescriptionText {
    static let council = "বিএমডিসি রেজি. নং"
    static let register = "রেজি. নং"
    static let paramedic = "প্যারামেডিক"
    static let token = "টোকেন"
    static let card = "কার্ড"
    static let complaints = "প্রধান সমস্যা"
    static let examination = "পরীক্ষা-নিরীক্ষা"
    static let diagnosis = "রোগ নির্ণয়"
    static let tests = "প্রস্তাবিত পরীক্ষা"
    static let advice = "পরামর্শ"
    static let followUp = "পরবর্তী সাক্ষাৎ:"
    static let reprint = "পুনর্মুদ্রণ (কপি)"
    static let hotline = "জরুরি অবস্থায় নিকটস্থ হাসপাতালে যান। স্বাস্থ্য বাতায়ন ১৬২৬৩"
}
