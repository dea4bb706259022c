/// One kind of thing that somebody may do here. Routes name what it takes to call them, never a role.
package enum Capability: String, Sendable, CaseIterable {
    /// Give tokens at the door, attach who holds them, print and void them.
    case issueTokens = "issue-tokens"
    /// Look up who somebody is: names, numbers, address; nothing clinical.
    case identifyPatients = "identify-patients"
    /// Write down and correct who somebody is; call people to registration.
    case registerPatients = "register-patients"
    /// Measure; call people to screening.
    case screen
    /// Call people to consultation.
    case serveConsultation = "serve-consultation"
    /// Write and sign what a consultation found and ordered.
    case practise
    /// Read what was measured, found, ordered and reported.
    case readClinicalRecord = "read-clinical-record"
    /// Call people to the tests, see the work list.
    case serveOrders = "serve-orders"
    /// Enter, answer for, and revoke results of the laboratory.
    case reportLaboratory = "report-laboratory"
    /// The same for images and tracings.
    case reportImaging = "report-imaging"
    /// Invoice, take money, print receipts; call people to billing.
    case bill
    /// Waive more of an invoice than the desk may alone.
    case waiveInFull = "waive-in-full"
    /// See the accounts.
    case readLedger = "read-ledger"
    /// See what the national record was told, and tell it again.
    case exchangeRecords = "exchange-records"
    /// Take a day's list of tokens out of the clinic.
    case exportDays = "export-days"
    /// See what the displays show without being one.
    case watchDisplays = "watch-displays"
    /// See what the server counts about itself.
    case watchServer = "watch-server"
    /// See who works here, when and where.
    case readStaff = "read-staff"
    /// Add and end people who work here, set their roles and secrets.
    case manageStaff = "manage-staff"
    /// Add and revoke displays, kiosks, tablets and programs.
    case manageDevices = "manage-devices"
    /// See who saw and did what.
    case readAudit = "read-audit"
    /// Have a second step at one's own sign-in.
    case secureAccount = "secure-account"
}
