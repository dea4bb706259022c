import GRDB
import Vocabulary

/// People the demonstration clinic knows from earlier days: those of the demonstration day who come back.
enum DemoPatients {
    struct Person: Sendable {
        let bangla: String?
        let english: String?
        let sex: Sex
        let age: Int
        let unit: Age.Unit
        let phone: String?
        let area: String
    }

    static func insert(
        _ person: Person, cardNumber: Int, by staff: ID<Staff>, at instant: Instant, _ db: Database
    ) throws {
        let names = [person.english, person.bangla].compactMap(\.self).joined(separator: " ")
        let card = "AALO-" + String(100_000 + cardNumber).dropFirst()
        try db.run(
            """
            INSERT INTO patient (id, name_en, name_bn, sex, age_value, age_unit, age_on, \(SealedNumbers.phoneColumns),
                card_number, area, search, registered_at, registered_by)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, \(SealedNumbers.phoneValues("?8", of: "?1")), ?9, ?10, ?11, ?12, ?13)
            """,
            [
                ID<Patient>.new(at: instant), person.english, person.bangla, person.sex.rawValue, person.age,
                person.unit.rawValue, Day(instant), person.phone, card, person.area, Patients.fold(names), instant,
                staff,
            ])
    }

    static let all: [Person] = demoRows.split(separator: "\n").compactMap(person)

    private static func person(_ line: Substring) -> Person? {
        let words = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        guard words.count == 7, let sex = Sex(rawValue: words[2]), let age = Int(words[3]),
            let unit = Age.Unit(rawValue: words[4])
        else { return nil }
        return Person(
            bangla: words[0].isEmpty ? nil : words[0], english: words[1].isEmpty ? nil : words[1], sex: sex, age: age,
            unit: unit,
            phone: Phone(words[5])?.description, area: words[6])
    }
}

// name in Bangla | name in Latin letters | sex | age | unit | phone | area
private let demoRows = """
    সুমন চন্দ্র দাস|Sumon Chandra Das|male|37|years|01658061516|Banani Block C
    অনিতা ইসলাম|Anita Islam|female|4|years||Banani Block C
    তাসলিমা ইসলাম|Taslima Islam|female|77|years|01670479561|Karail Jamai Bazar
    সুমন মোল্লা||male|45|years|01843003062|Karail Jamai Bazar
    |Sabina Islam|female|33|years|01885440918|Ershad Nagar
    মোঃ জসিম মিয়া|Md. Jasim Mia|male|21|months|01920805473|Karail Boubazar
    মোছাঃ সালমা|Mst. Salma|female|12|years|01544334785|Belt-tola
    শিউলি খানম|Shiuli Khanam|female|12|years|01550561681|Ershad Nagar
    মোছাঃ ময়না|Mst. Moyna|female|25|years||T&T Colony
    পারভীন রানী দাস|Parvin Rani Das|female|33|years|01629623412|Karail Jamai Bazar
    আবুল কাশেম||male|30|years|01677179516|Mohakhali Saat-tala
    খাদিজা ইসলাম|Khadija Islam|female|20|years|01901844017|Mohakhali Saat-tala
    সাবিনা বেগম||female|30|years||Belt-tola
    মোঃ জাহাঙ্গীর|Md. Jahangir|male|37|years|01564478074|Karail Boubazar
    জাহানারা ইসলাম|Jahanara Islam|female|44|years|01559136171|Karail Boubazar
    |Shah Alam Molla|male|1|months|01681528922|Mohakhali Saat-tala
    মোছাঃ রীনা ইসলাম|Mst. Rina Islam|female|35|years|01465847131|Belt-tola
    মোঃ তানভীর মোল্লা||male|3|months|01643940093|Karail Boubazar
    রীনা সুলতানা||female|58|years|01991173302|Karail Boubazar
    হালিমা আক্তার|Halima Akter|female|14|years|01653305221|Ershad Nagar
    জরিনা বেগম|Jorina Begum|female|22|months|01637914203|Ershad Nagar
    মোছাঃ রহিমা ইসলাম|Mst. Rahima Islam|female|50|years|01758230950|Ershad Nagar
    সোহেল|Sohel|male|2|months|01772422116|Karail Jamai Bazar
    ময়না বেগম|Moyna Begum|female|42|years|01464565942|Karail Jamai Bazar
    কুলসুম আক্তার||female|20|years|01465847131|Karail Jamai Bazar
    |Shahana Khatun|female|22|years|01811734147|Banani Block C
    |Lucky Khatun|female|28|years|01659308587|Mohakhali Saat-tala
    মোঃ গোপাল ইসলাম|Md. Gopal Islam|male|23|months|01702500179|Ershad Nagar
    মোছাঃ ঈশিতা আক্তার|Mst. Ishita Akter|female|48|years|01720417489|Godown Basti
    জাহানারা আক্তার||female|27|years||Banani Block C
    মোছাঃ জরিনা বেগম||female|29|years|01496494666|Karail Boubazar
    রোকেয়া সুলতানা|Rokeya Sultana|female|61|years||Karail Boubazar
    তাসলিমা|Taslima|female|36|years|01840845545|Ershad Nagar
    মোঃ আরিফ আহমেদ||male|2|years||T&T Colony
    |Ishita Sultana|female|68|years||Ershad Nagar
    |Sakib Hawlader|male|55|years|০১৯৩৯৮৮২৯৮৩|Karail Boubazar
    |Bilkis|female|62|years|01807216052|Belt-tola
    মাধবী রানী দাস|Madhabi Rani Das|female|37|years|01977640419|T&T Colony
    শাহ আলম হাওলাদার|Shah Alam Hawlader|male|5|years|01798617019|Karail Jamai Bazar
    বিমল মিয়া|Bimal Mia|male|14|months|01638464326|Ershad Nagar
    গোপাল চন্দ্র দাস||male|13|months|01653305221|Belt-tola
    সুব্রত চন্দ্র দাস|Subrata Chandra Das|male|17|years|01382063830|Karail Boubazar
    মোছাঃ কুলসুম|Mst. Kulsum|female|28|years||Belt-tola
    মোছাঃ পারভীন||female|34|years|01566503020|Mohakhali Saat-tala
    লাকী সুলতানা|Lucky Sultana|female|17|months|01437099661|Ershad Nagar
    |Abul Kashem Uddin|male|30|years|01871842497|Karail Jamai Bazar
    সুমন শেখ|Sumon Sheikh|male|53|years|01999724768|Karail Jamai Bazar
    ইউসুফ|Yusuf|male|13|months|01662610467|Belt-tola
    |Mst. Parvin Akter|female|39|years|01352189720|Mohakhali Saat-tala
    |Jahanara Islam|female|33|years|01303761945|Karail Boubazar
    অনিতা রানী দাস||female|36|years|০১৯৮৮৭৩৭১৫১|Mohakhali Saat-tala
    |Rahima Sultana|female|20|years|01994675017|T&T Colony
    মোস্তফা উদ্দিন|Mostafa Uddin|male|54|years|01788778730|Banani Block C
    খাদিজা সুলতানা|Khadija Sultana|female|40|years|01697414794|Ershad Nagar
    |Lucky|female|27|years|01923160086|Banani Block C
    ময়না খানম|Moyna Khanam|female|42|years|01882699828|Mohakhali Saat-tala
    ফাতেমা খানম|Fatema Khanam|female|31|years|01880309830|Karail Jamai Bazar
    মোঃ কামাল হোসেন|Md. Kamal Hossain|male|27|years|01759271147|Karail Boubazar
    জাহাঙ্গীর উদ্দিন|Jahangir Uddin|male|33|years|01700797865|Banani Block C
    লক্ষ্মী|Lakshmi|female|59|years|01991173302|Karail Boubazar
    পারভীন রানী দাস|Parvin Rani Das|female|33|years||Godown Basti
    |Md. Rafiqul Islam|male|55|years|01988643647|Karail Jamai Bazar
    তাসলিমা ইসলাম|Taslima Islam|female|32|years|01352189720|Ershad Nagar
    ঈশিতা|Ishita|female|21|months|01580393787|Godown Basti
    মোছাঃ মিতু ইসলাম|Mst. Mitu Islam|female|63|years|01365922167|Banani Block C
    শিউলি সুলতানা|Shiuli Sultana|female|66|years||Karail Jamai Bazar
    শেফালী|Shefali|female|30|years||Banani Block C
    |Ayesha Islam|female|51|years||Belt-tola
    মোছাঃ লাকী বেগম||female|41|years|01703404969|Karail Jamai Bazar
    খাদিজা আক্তার||female|22|years|01670763365|Godown Basti
    জসিম|Jasim|male|12|years|01700797865|Godown Basti
    শেফালী খাতুন||female|12|years|01797453878|T&T Colony
    সুফিয়া খানম|Sufia Khanam|female|57|years|01920805473|T&T Colony
    ঝর্ণা সুলতানা|Jharna Sultana|female|60|years|01544281818|Godown Basti
    |Shahana Sultana|female|38|years|01979297112|Ershad Nagar
    |Mst. Shiuli Begum|female|32|years|01312421158|Mohakhali Saat-tala
    ময়না ইসলাম||female|36|years||Karail Boubazar
    রাকিব হোসেন||male|2|months|01760307380|Mohakhali Saat-tala
    মোছাঃ মরিয়ম বেগম||female|12|years|01543606257|T&T Colony
    |Mst. Rahima Akter|female|55|years|01602772659|T&T Colony
    মোছাঃ মরিয়ম আক্তার|Mst. Mariam Akter|female|36|years|01372386403|Mohakhali Saat-tala
    |Mst. Jorina Begum|female|24|years|01889528667|Karail Jamai Bazar
    সাবিনা আক্তার|Sabina Akter|female|76|years|01700797865|Banani Block C
    মোছাঃ মাধবী ইসলাম|Mst. Madhabi Islam|female|21|years|01578882391|Karail Boubazar
    ঝর্ণা ইসলাম|Jharna Islam|female|49|years|01396574507|Karail Jamai Bazar
    |Md. Yusuf Hossain|male|2|months|01602772659|Karail Boubazar
    ইব্রাহিম চন্দ্র দাস||male|8|years|01434354396|Ershad Nagar
    মোছাঃ কুলসুম রানী দাস||female|38|years|01777935177|Karail Boubazar
    পারভীন আক্তার||female|28|years|01434354396|Ershad Nagar
    মাধবী খানম||female|41|years|01557380838|Belt-tola
    গোপাল উদ্দিন||male|43|years|01402481809|Banani Block C
    আলমগীর মিয়া|Alamgir Mia|male|6|years||Mohakhali Saat-tala
    ইব্রাহিম হোসেন||male|55|years|01312421158|Godown Basti
    জান্নাত||female|30|years|01886940173|T&T Colony
    বিমল মোল্লা||male|38|years|০১৭৭২৫২৯৮৯৫|Ershad Nagar
    |Jorina Khatun|female|53|years|01605211638|Karail Boubazar
    মর্জিনা|Morjina|female|39|years|01700797865|Godown Basti
    খাদিজা খাতুন|Khadija Khatun|female|29|years|01758230950|Ershad Nagar
    ছালেহা খানম|Saleha Khanam|female|66|years|01652629219|Belt-tola
    কুলসুম খাতুন|Kulsum Khatun|female|33|years||Banani Block C
    কুলসুম আক্তার|Kulsum Akter|female|29|years|01824722129|Karail Boubazar
    রহিমা আক্তার|Rahima Akter|female|45|years|01811734147|Karail Boubazar
    লাকী|Lucky|female|27|years|01991173302|Karail Jamai Bazar
    রীনা আক্তার|Rina Akter|female|12|years|01731919038|Mohakhali Saat-tala
    বিমল উদ্দিন||male|10|years|01886481589|Godown Basti
    মিম আক্তার||female|46|years|01956469820|Godown Basti
    পূর্ণিমা আক্তার|Purnima Akter|female|12|years|01550561681|T&T Colony
    জাহানারা||female|32|years|01917247731|Ershad Nagar
    |Mst. Morjina Islam|female|6|months||Karail Jamai Bazar
    জাহানারা রানী দাস|Jahanara Rani Das|female|59|years|01544334785|Mohakhali Saat-tala
    মোছাঃ অনিতা সুলতানা|Mst. Anita Sultana|female|10|years|01777935177|T&T Colony
    |Mst. Mim Begum|female|27|years|01372386403|Belt-tola
    শফিকুল ইসলাম|Shafiqul Islam|male|27|years|01979297112|Belt-tola
    রাবেয়া রানী দাস|Rabeya Rani Das|female|41|years|01629623412|Banani Block C
    মোছাঃ মাধবী বেগম||female|44|years|01605211638|Karail Jamai Bazar
    মোস্তফা ইসলাম||male|46|years||Karail Jamai Bazar
    |Jharna Khanam|female|41|years|01653881641|Banani Block C
    ইব্রাহিম আহমেদ|Ibrahim Ahmed|male|22|years|01973832842|T&T Colony
    ময়না খাতুন|Moyna Khatun|female|72|years|01871842497|Mohakhali Saat-tala
    রফিকুল ইসলাম|Rafiqul Islam|male|25|years|01544281818|Ershad Nagar
    |Md. Jasim|male|17|years|01759461853|Karail Jamai Bazar
    |Mitu Rani Das|female|47|years|01588840597|Karail Boubazar
    শফিকুল ইসলাম|Shafiqul Islam|male|11|years|01946949426|Banani Block C
    বিলকিস রানী দাস|Bilkis Rani Das|female|59|years|01663352187|Banani Block C
    |Rafiqul Uddin|male|22|years|01318511178|Godown Basti
    মোছাঃ শিউলি খানম|Mst. Shiuli Khanam|female|24|years|01923267574|T&T Colony
    ইব্রাহিম হোসেন|Ibrahim Hossain|male|36|years|01724591510|Ershad Nagar
    ঝর্ণা বেগম|Jharna Begum|female|7|months|01390732343|Karail Jamai Bazar
    ঝর্ণা ইসলাম||female|12|years|০১৯৯৯৭২৪৭৬৮|Karail Boubazar
    ময়না ইসলাম||female|42|years|01757214644|Karail Boubazar
    শেফালী ইসলাম||female|30|years|01372386403|Ershad Nagar
    আরিফ চন্দ্র দাস|Arif Chandra Das|male|2|years|01999724768|Belt-tola
    |Abdur Rahim Mia|male|10|months||Karail Boubazar
    মোঃ আরিফ ইসলাম|Md. Arif Islam|male|72|years|01999724768|Ershad Nagar
    |Shah Alam Hossain|male|70|years||Godown Basti
    ঝর্ণা খাতুন||female|12|years|01960339224|Karail Boubazar
    মোস্তফা আহমেদ||male|5|years|01649221145|T&T Colony
    বিলকিস খাতুন||female|52|years|01951640580|Ershad Nagar
    বাবুল মোল্লা||male|3|years|01557380838|Banani Block C
    রীনা রানী দাস|Rina Rani Das|female|67|years|01960339224|Ershad Nagar
    খাদিজা বেগম|Khadija Begum|female|28|years|০১৫৮০২৬০৪৭২|Belt-tola
    |Jorina Khatun|female|33|years|01340728911|Ershad Nagar
    মর্জিনা খাতুন||female|41|years|01824722129|Godown Basti
    ফাতেমা বেগম|Fatema Begum|female|4|months|01436717229|Karail Jamai Bazar
    মোস্তফা হোসেন||male|12|years|01588840597|Mohakhali Saat-tala
    |Rina Islam|female|41|years|01959115747|Karail Jamai Bazar
    মোঃ সাইফুল চন্দ্র দাস||male|12|years||Ershad Nagar
    মোছাঃ সুমাইয়া খাতুন|Mst. Sumaiya Khatun|female|56|years|01670479561|T&T Colony
    |Mst. Mariam Islam|female|12|years|01687788145|Karail Jamai Bazar
    মোছাঃ শিউলি আক্তার||female|40|years|01550561681|Mohakhali Saat-tala
    মোঃ ইউসুফ সরকার||male|12|years|01697414794|Belt-tola
    মোছাঃ পূর্ণিমা বেগম|Mst. Purnima Begum|female|41|years|01697414794|Godown Basti
    খাদিজা খাতুন|Khadija Khatun|female|36|years|01967758343|Karail Jamai Bazar
    শেফালী বেগম||female|12|years|01434354396|Karail Boubazar
    ছালেহা খাতুন|Saleha Khatun|female|19|years||Belt-tola
    মোস্তফা মিয়া|Mostafa Mia|male|12|years|01718702947|Karail Boubazar
    |Gopal Hawlader|male|21|years|01425522956|Ershad Nagar
    |Taslima Akter|female|38|years|01843003062|Karail Boubazar
    মিতু খাতুন|Mitu Khatun|female|44|years|01332108758|Mohakhali Saat-tala
    শাহানা রানী দাস|Shahana Rani Das|female|48|years|01720417489|T&T Colony
    সাকিব|Sakib|male|8|months|01871842497|T&T Colony
    রোকেয়া রানী দাস||female|59|years|01544281818|Belt-tola
    রীনা ইসলাম||female|31|years|01448461732|T&T Colony
    মোছাঃ হাসিনা|Mst. Hasina|female|37|years|01772529895|Ershad Nagar
    জান্নাত|Jannat|female|24|years||Mohakhali Saat-tala
    আয়েশা ইসলাম||female|41|years|01718702947|Mohakhali Saat-tala
    মোছাঃ সুফিয়া||female|38|years|01605211638|Ershad Nagar
    সালমা খানম|Salma Khanam|female|53|years||T&T Colony
    মোঃ সুমন হোসেন|Md. Sumon Hossain|male|0|months|01799679204|Banani Block C
    মোঃ দেলোয়ার হাওলাদার||male|37|years|01757214644|Godown Basti
    """
