import Vocabulary

/// A part of the page where lines are looked for in a catalogue and put in.
enum Section: String, Sendable, CaseIterable {
    case complaints, diagnoses, medicines, investigations

    /// The segment of the address its lines are posted to.
    var path: String {
        switch self {
        case .complaints: "complaints"
        case .diagnoses: "conditions"
        case .medicines: "medication-requests"
        case .investigations: "service-requests"
        }
    }

    var title: Bilingual {
        switch self {
        case .complaints: Bilingual("Complaints", "সমস্যা")
        case .diagnoses: Bilingual("Diagnosis", "রোগ নির্ণয়")
        case .medicines: ConsultationText.prescription
        case .investigations: Bilingual("Tests", "পরীক্ষা")
        }
    }

    var label: Bilingual {
        switch self {
        case .complaints: Bilingual("Find a complaint", "সমস্যা খুঁজুন")
        case .diagnoses: Bilingual("Find a diagnosis: name or code", "রোগ খুঁজুন: নাম বা কোড")
        case .medicines: Bilingual("Find a medicine", "ওষুধ খুঁজুন")
        case .investigations: Bilingual("Find a test", "পরীক্ষা খুঁজুন")
        }
    }

    var empty: Bilingual {
        switch self {
        case .complaints: Bilingual("No complaint yet.", "এখনো কোনো সমস্যা লেখা হয়নি।")
        case .diagnoses: Bilingual("No diagnosis yet.", "এখনো রোগ নির্ণয় লেখা হয়নি।")
        case .medicines: Bilingual("No medicine yet.", "এখনো কোনো ওষুধ দেওয়া হয়নি।")
        case .investigations: Bilingual("No test asked for.", "কোনো পরীক্ষা দেওয়া হয়নি।")
        }
    }

    /// The section whose form was refused, told from what that form alone has.
    init?(of typed: [String: String]) {
        if typed["medicine"] != nil {
            self = .medicines
        } else if typed["verification"] != nil {
            self = .diagnoses
        } else if typed["days"] != nil {
            self = .complaints
        } else if typed["note"] != nil {
            self = .investigations
        } else {
            return nil
        }
    }
}

/// What is looked for in a section, or the medicine whose dose is being written.
struct CatalogueSearch: Sendable {
    let section: Section
    let text: String
    let medicine: Medicine?
}

/// A search in a section; with a medicine it is chosen, and its dose comes next.
struct CatalogueSearchRequest: Input {
    let encounter: ID<Encounter>
    let section: Section
    let text: String
    let medicine: String?

    init?(_ fields: inout Fields) {
        let section = fields.required("section", Rule.choice(Section.self))
        text = fields.optional("q", .text(longest: 100)) ?? ""
        medicine = fields.optional("medicine", .text(longest: 40))
        guard let asked = DraftQuery(&fields), let section else { return nil }
        (encounter, self.section) = (asked.encounter, section)
    }

    func finding(_ act: Act) -> CatalogueSearch {
        CatalogueSearch(section: section, text: text, medicine: medicine.flatMap { act.site.catalogue.medicines[$0] })
    }
}
