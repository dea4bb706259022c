import HTML
import HTTP
import Vocabulary

/// Where each role begins, and what a role sees that has no page of its own yet.
enum HomePages {
    static func register(_ routes: inout Routes) {
        routes.query("/", by: .staff, "To where the role begins") { (_: NoInput, act, _) -> PageOrPlace in
            let first = Feature.all.flatMap(\.menu).first { $0.callers.admits(act.actor) }
            return first.map { .place(SeeOther($0.path)) } ?? .page(page(act))
        }
    }

    private static func page(_ act: Act) -> Page {
        Page(
            HomeText.title,
            """
            <div class="message"><h1>\(HomeText.title[act.language])</h1><p>\(HomeText.nothing[act.language])</p></div>
            """)
    }
}

enum HomeText {
    static let title = Bilingual("Signed in", "সাইন ইন হয়েছে")
    static let nothing = Bilingual(
        "There is no page for your role yet. Staff are managed on the server: aalo staff.",
        "আপনার দায়িত্বের জন্য এখনো কোনো পাতা নেই। কর্মীদের তথ্য সার্ভারে পরিচালনা করা হয়: aalo staff।")
}
