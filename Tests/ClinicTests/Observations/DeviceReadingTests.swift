import Foundation
import GRDB
import Storage
import Testing
import Vocabulary

@testable import Clinic

/// What reaches the record without a form: instruments, and what other stations ask.
@Suite struct DeviceReadingTests {
    /// A paramedic, now.
    private func act(_ clinic: TestClinic) throws -> Act {
        let id = try #require(
            try clinic.store.write { db in
                try ID<Staff>.fetchOne(db, sql: "SELECT id FROM staff WHERE user_name = 'paramedic'")
            })
        let staff = Staff(
            id: id, userName: "paramedic", name: Bilingual("Test", "পরীক্ষা"), roles: [.paramedic],
            registrationNumber: nil, qualification: nil)
        let session = Session(
            staff: staff, crossSiteToken: "form-token", expiresAt: clinic.clock.now.adding(seconds: 60))
        return Act(actor: .staff(session), at: clinic.clock.now, language: .bangla, site: clinic.app.site)
    }

    @Test func aDevicesFrameIsKeptByteForByte() throws {
        try TestClinic.open { clinic in
            let (visit, act) = (try #require(ID<Visit>(clinic.receive().id)), try act(clinic))
            let frame: [UInt8] = [0x00, 0xFF, 0x16, 0x48]
            let kept = try clinic.store.write { db -> (String, String, [UInt8])? in
                let reading = Reading(
                    code: "PULSE", value: DecimalText(72), field: "pulse",
                    source: .device(name: "BM54 #7", frame: frame))
                try Observations.record([reading], pregnancy: nil, of: visit, act, db)
                let row = try Row.fetchOne(db, sql: "SELECT method, device, raw_frame FROM observation")
                return row.map { ($0[0], $0[1], Array($0[2] as Data)) }
            }
            #expect(kept?.0 == "device")
            #expect(kept?.1 == "BM54 #7")
            #expect(kept?.2 == frame)
        }
    }

    /// L30.
    @Test func zeroIsAValue() throws {
        try TestClinic.open { clinic in
            let (visit, act) = (try #require(ID<Visit>(clinic.receive().id)), try act(clinic))
            let measured = try clinic.store.write { db in
                let reading = Reading(code: "PAIN", value: DecimalText(0), field: "pain")
                try Observations.record([reading], pregnancy: nil, of: visit, act, db)
                return try Observations.measured(in: visit, db)
            }
            #expect(measured.latest("PAIN")?.value == DecimalText(0))
            #expect(measured.latest("PAIN")?.current.threshold == "TH-135")
        }
    }

    @Test(arguments: ["U_PROTEIN", "LMP", "GA", "NOTHING"])
    func whatIsNoNumberIsNotMeasured(_ code: String) throws {
        try TestClinic.open { clinic in
            let (visit, act) = (try #require(ID<Visit>(clinic.receive().id)), try act(clinic))
            #expect(throws: Problem.self) {
                try clinic.store.write { db in
                    let reading = Reading(code: code, value: DecimalText(1), field: "x")
                    try Observations.record([reading], pregnancy: nil, of: visit, act, db)
                }
            }
        }
    }
}
