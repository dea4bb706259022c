import Clinic
import Foundation
import Testing
import Vocabulary

@testable import aalo

@Suite struct DayFileTests {
    private let header =
        "arrives_at,client,name_bn,name_en,sex,age,age_unit,phone,area,service,complaint_en,complaint_bn,"
        + "priority,behaviour\n"

    @Test func `A line tells who comes, when, for what, and what goes wrong`() throws {
        let arrivals = try DayFile.parse(
            header
                + "09:04:42,new,,Delwar Hawlader,M,3,m,01959764982,T&T Colony,child,fever,জ্বর,small_child,double_tap\n")
        let expected = Arrival(
            time: 9 * 3600 + 4 * 60 + 42, isReturning: false, nameBangla: nil, nameEnglish: "Delwar Hawlader",
            sex: .male, age: 3, ageUnit: .months, phone: "01959764982", area: "T&T Colony", service: "child",
            complaint: "জ্বর", reason: "fever", priority: .smallChild, behaviour: .doubleTap)
        #expect(arrivals == [expected])
    }

    @Test func `Empty cells are nothing, not empty text`() throws {
        let arrival = try #require(try DayFile.parse(header + "08:00:00,returning,রহিমা,,F,,,,,anc,,,,\n").first)
        #expect(arrival.phone == nil && arrival.area == nil && arrival.age == nil && arrival.complaint == nil)
        #expect(arrival.priority == .ordinary && arrival.behaviour == nil && arrival.isReturning)
    }

    @Test func `People come in the order of their times, and at the same time in the order of the file`() throws {
        let arrivals = try DayFile.parse(
            header + "09:00:00,new,ক,,F,1,y,,,a,,,,\n08:00:00,new,খ,,F,1,y,,,b,,,,\n09:00:00,new,গ,,F,1,y,,,c,,,,\n")
        #expect(arrivals.map(\.service) == ["b", "a", "c"])
    }

    @Test(arguments: [
        ("9 o'clock,new,ক,,F,1,y,,,general,,,,", "arrives_at"), ("24:00:00,new,ক,,F,1,y,,,general,,,,", "arrives_at"),
        ("09:00:00,old,ক,,F,1,y,,,general,,,,", "client"), ("09:00:00,new,ক,,X,1,y,,,general,,,,", "sex"),
        ("09:00:00,new,ক,,F,one,y,,,general,,,,", "age"), ("09:00:00,new,ক,,F,1,w,,,general,,,,", "age_unit"),
        ("09:00:00,new,ক,,F,1,y,,,,,,,", "service"), ("09:00:00,new,ক,,F,1,y,,,general,,,rich,", "priority"),
        ("09:00:00,new,ক,,F,1,y,,,general,,,,vanishes", "behaviour"),
    ])
    func `A cell that makes no sense is named with its line`(line: String, column: String) {
        let good = "08:00:00,new,ক,,F,1,y,,,general,,,,\n"
        #expect {
            try DayFile.parse(header + good + line + "\n")
        } throws: { error in
            let complaint = error as? DayFile.Complaint
            return complaint?.line == 3 && complaint?.column == column
        }
    }

    @Test func `The demonstration day has 320 arrivals of which two are given a wrong number first`() throws {
        let root = #filePath.components(separatedBy: "/Tests/")[0]
        let arrivals = try DayFile.read(path: root + "/Config/demo/clinic-day.csv")
        #expect(arrivals.count == 320)
        #expect(arrivals.count { $0.behaviour == .voidWrongPerson } == 2)
        #expect(arrivals.allSatisfy { $0.nameBangla != nil || $0.nameEnglish != nil })
    }
}
