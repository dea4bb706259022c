extension Role {
    /// What each role may do: the one table of permissions. What is not here, nobody may.
    package var capabilities: Set<Capability> {
        switch self {
        case .receptionist: [.issueTokens, .identifyPatients, .registerPatients, .bill]
        case .clinicalAssistant:
            [.issueTokens, .identifyPatients, .registerPatients, .screen, .readClinicalRecord]
        case .paramedic: [.identifyPatients, .screen, .serveConsultation, .practise, .readClinicalRecord]
        case .doctor: [.identifyPatients, .serveConsultation, .practise, .readClinicalRecord]
        case .laboratory: [.serveOrders, .reportLaboratory, .readClinicalRecord]
        case .sonographer: [.serveOrders, .reportImaging, .readClinicalRecord]
        case .cashier: [.identifyPatients, .bill]
        case .manager:
            [
                .issueTokens, .identifyPatients, .registerPatients, .screen, .serveConsultation, .readClinicalRecord,
                .serveOrders, .reportLaboratory, .reportImaging, .bill, .waiveInFull, .readLedger, .exchangeRecords,
                .exportDays, .watchDisplays, .readStaff, .readAudit,
            ]
        case .administrator:
            [
                .exchangeRecords, .exportDays, .watchDisplays, .watchServer, .readStaff, .manageStaff, .manageDevices,
                .readAudit,
            ]
        }
    }

    /// Who may do any of these.
    package static func holding(_ capabilities: Set<Capability>) -> Set<Role> {
        Set(allCases.filter { !$0.capabilities.isDisjoint(with: capabilities) })
    }

    /// Who may do all of these.
    package static func holdingAll(_ capabilities: Set<Capability>) -> Set<Role> {
        Set(allCases.filter { $0.capabilities.isSuperset(of: capabilities) })
    }
}

extension Staff {
    /// Everything their roles let them do.
    package var capabilities: Set<Capability> { roles.reduce(into: []) { $0.formUnion($1.capabilities) } }

    package func may(_ capability: Capability) -> Bool { roles.contains { $0.capabilities.contains(capability) } }
}
