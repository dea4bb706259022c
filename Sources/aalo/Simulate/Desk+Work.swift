import Clinic
import Foundation
import Vocabulary

/// What is done at each station with whoever sits there.
extension Desk {
    func work(_ visitor: Visitor) throws {
        switch post.stage {
        case .registration: try register(visitor)
        case .screening: try tablet.record(world.script.vitals(visitor), in: visitor.visit)
        case .consultation: try consult(visitor)
        case .orders: try test(visitor)
        case .billing: try bill(visitor)
        }
    }

    /// Who is this? Someone known is found again; everybody else is written down in full.
    private func register(_ visitor: Visitor) throws {
        let attached = try tablet.token(visitor.token).patient?.id
        let known = try attached == nil && visitor.arrival.isReturning ? tablet.find(visitor.arrival)?.id : nil
        if let known { return try tablet.attachKnown(known, to: visitor.visit) }
        let version = try attached.map { try tablet.patient($0).version }
        try tablet.register(RegistrationBody(visitor.arrival, version: version), in: visitor.visit)
    }

    private func consult(_ visitor: Visitor) throws {
        let care = world.care.care(for: visitor.arrival.reason)
        let isChild = (visitor.arrival.years ?? 30) < 12
        try tablet.consult(visitor.visit) { encounter in
            let complaint = visitor.arrival.complaint ?? "জ্বর"
            try tablet.write("complaints", ComplaintBody(text: complaint, days: 3), in: encounter)
            if let code = care.diagnosis {
                try tablet.write(
                    "conditions", ConditionBody(code: code, verification: care.verification), in: encounter)
            }
            for line in care.lines(isChild: isChild) {
                let body = MedicationBody(
                    medicine: line.medicine, pattern: line.pattern, timing: line.timing, days: line.days)
                try tablet.write("medication-requests", body, in: encounter)
            }
            for code in visitor.orderedTests {
                try tablet.write("service-requests", CodeBody(code: code), in: encounter)
            }
            try tablet.writeNote(
                { NoteBody(history: "\(complaint), ৩ দিন", advice: "প্রচুর পানি পান করুন", followUpOn: nil, version: $0) },
                in: encounter)
        }
        world.tally.count { $0.encounters += 1 }
    }

    /// What the doctor asked for; or what somebody came for who needs no doctor.
    private func test(_ visitor: Visitor) throws {
        var orders = try tablet.orders(of: visitor.visit)
        if orders.isEmpty { orders = try visitor.ownTests.map { try tablet.order($0, in: visitor.visit) } }
        for order in orders {
            let findings = world.catalogue.components[order.code]
            let results = order.components.enumerated().map { index, component in
                finding(visitor, component, findings.first { $0.code == component.component }, index)
            }
            try tablet.report(order, results)
        }
        try tablet.endOrders(of: visitor.visit)
    }

    private func finding(
        _ visitor: Visitor, _ component: OrderComponent, _ known: PanelComponent?, _ index: Int
    ) -> ResultBody {
        switch component.type {
        case "quantity":
            let interval = visitor.arrival.sex == .male ? known?.male : known?.female
            let value = world.script.result(visitor, interval, index)
            return ResultBody(component: component.component, value: value)
        case "coded": return ResultBody(component: component.component, text: component.choices.first ?? "")
        default: return ResultBody(component: component.component, text: "স্বাভাবিক")
        }
    }

    private func bill(_ visitor: Visitor) throws {
        let open = try tablet.charges(of: visitor.visit)
        guard !open.charges.isEmpty else { return try tablet.letGo(visitor.visit) }
        let gross = open.gross
        var body = InvoiceBody()
        if gross > 0, let waiver = world.script.waiver(visitor) {
            (body.waiverClass, body.waiverReason) = (waiver.class, waiver.reason)
        }
        // A note that is always enough: the change comes back.
        if gross > 0, body.waiverClass == nil || body.waiverClass == "GREENCARD" {
            body.tendered = (gross + 49_999) / 50_000 * 50_000
        }
        let invoice = try tablet.bill(body, visitor.visit)
        if invoice.due != 0 { world.tally.fail("bill: \(invoice.number) leaves \(invoice.due) poisha due") }
        world.tally.count {
            $0.invoices += 1
            $0.taken += invoice.total
        }
    }
}

extension RegistrationBody {
    /// Banani thana, in which Karail lies.
    private static let karail = "30262507"

    fileprivate init(_ arrival: Arrival, version: Int?) {
        let isAdult = (arrival.years ?? 0) >= 18
        self.init(
            name: arrival.nameBangla ?? arrival.nameEnglish ?? "অজানা",
            secondName: arrival.nameBangla == nil ? nil : arrival.nameEnglish, sex: arrival.sex.rawValue,
            age: arrival.age, ageUnit: arrival.age == nil ? nil : arrival.ageUnit.rawValue, phone: arrival.phone,
            nationalId: isAdult ? String((0..<10).map { _ in "123456789".randomElement() ?? "1" }) : nil,
            fatherName: arrival.nameBangla == nil ? "Abdul Karim" : "আব্দুল করিম", upazila: Self.karail,
            addressLine: arrival.area, version: version)
    }
}

extension Visitor {
    /// The tests of the service they came for, when they need no doctor.
    fileprivate var ownTests: [String] {
        switch arrival.service {
        case "laboratory": ["LAB-CBC", "LAB-RBS"]
        case "sonology": ["USG-ABD"]
        default: []
        }
    }

    /// What the doctor asks for, by the service that does it.
    fileprivate var orderedTests: [String] {
        switch test {
        case "laboratory": ["LAB-CBC", "LAB-URINE"]
        case "sonology": ["USG-ABD"]
        default: []
        }
    }
}
