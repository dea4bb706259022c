import GRDB
import HTML
import HTTP
import Storage
import Vocabulary

/// The television's page, and the page where it gives its key.
enum DisplayPages {
    static func register(_ routes: inout Routes) {
        routes.query("/display", by: .displays, "The waiting room's screen") { (_: NoInput, act, db) in
            Page(DisplayText.title, frame: .display, scripts: ["display.js"], uses: [.autoplay], screen(act))
        }
        routes.query("/display/sign-in", by: .anyone, "Where a display gives its key") { (_: NoInput, act, db) in
            signIn(.fresh, act)
        }
        routes.form(
            "/display/sign-in", by: .anyone, "A display gives its key", again: { state, act, _ in signIn(state, act) }
        ) { (asked: DeviceKey, act, db) in
            guard case .device = try Credentials.find(asked.key, db) else { throw Problem.wrongKey }
            var answer = SeeOther("/display")
            // Whoever set the screen up may have signed in on it as a person: from now on it is a screen.
            answer.cookies = [
                Cookie(Credentials.deviceCookie, asked.key, maxAge: DeviceKey.cookieAge),
                Cookie(Credentials.sessionCookie, "", maxAge: 0),
            ]
            return answer
        }
    }

    private static func signIn(_ state: FormState, _ act: Act) -> Page {
        let language = act.language
        let key = Form.Field("key", DisplayText.key).with {
            $0.hint = DisplayText.keyHint
            $0.isOptional = false
        }
        return Page(
            DisplayText.title, frame: .plain,
            """
            <form class="device" method="post" action="/display/sign-in">\(Form.envelope(act))
            \(Form.summary(FormState(typed: [:], problem: state.problem), language))
            <h1>\(DisplayText.title[language])</h1>
            \(key.html(FormState(typed: [:], problem: state.problem), language))
            <button class="primary">\(DisplayText.open[language])</button></form>
            """)
    }

    /// The frame of the screen. Its script fills it; without script it says so.
    private static func screen(_ act: Act) -> HTML {
        let words = DisplayText.self
        return """
            <div class="screen" id="screen" data-source="/api/display" data-chime="\(act.site.assets.url("chime.wav"))" \
            data-stale-bn="\(words.stale.bangla)" data-stale-en="\(words.stale.english)" \
            data-waiting-bn="\(words.waiting.bangla)" data-nobody-bn="\(words.nobody.bangla)" \
            data-called-bn="\(words.called.bangla)" data-called-en="\(words.called.english)" \
            data-serving-bn="\(words.serving.bangla)" data-serving-en="\(words.serving.english)">
            <header class="screen-head"><b lang="bn">\(act.site.configuration.clinicName.bangla)</b>
            <span id="date"></span><span id="clock"></span></header>
            <p class="stale" id="stale" role="alert" hidden></p>
            <button class="start" id="start" hidden><span lang="bn">\(words.start.bangla)</span>
            <span lang="en">\(words.start.english)</span></button>
            <main class="rooms-now" id="rooms"><noscript>\(words.needsScript.bangla) \(words.needsScript.english)</noscript>
            </main>
            <h2 class="lines-title"><span lang="bn">\(words.next.bangla)</span> \
            <span lang="en">\(words.next.english)</span></h2>
            <div class="lines-next" id="lines"></div>
            </div>
            """
    }
}

struct DeviceKey: Input {
    static let cookieAge = 400 * 86_400

    let key: String

    init?(_ fields: inout Fields) {
        guard let key = fields.required("key", Rule.secret(longest: 100)) else { return nil }
        self.key = key.trimmed.uppercased()
    }
}

enum DisplayText {
    static let title = Bilingual("Waiting room screen", "অপেক্ষা কক্ষের পর্দা")
    static let key = Bilingual("Key of this screen", "এই পর্দার কোড")
    static let keyHint = Bilingual(
        "20 letters and digits; the administrator has it", "২০টি অক্ষর ও সংখ্যা; প্রশাসকের কাছে আছে")
    static let open = Bilingual("Open", "খুলুন")
    static let stale = Bilingual("Not current since {time}", "{time} থেকে হালনাগাদ নয়")
    static let next = Bilingual("Next", "পরবর্তী")
    static let waiting = Bilingual("{count} waiting", "{count} জন অপেক্ষায়")
    static let nobody = Bilingual("nobody waiting", "কেউ নেই")
    static let called = Bilingual("Come in", "আসুন")
    static let serving = Bilingual("Inside", "ভেতরে")
    static let start = Bilingual("Touch to turn the sound on", "শব্দ চালু করতে স্পর্শ করুন")
    static let needsScript = Bilingual("This screen needs JavaScript.", "এই পর্দার জন্য জাভাস্ক্রিপ্ট লাগবে।")
}

extension Problem {
    static let wrongKey = Problem(
        .invalid, "wrong-key", Bilingual("This key is not known", "এই কোডটি ঠিক নয়"),
        fields: [Field("key", Bilingual("Copy the key again", "কোডটি দেখে আবার লিখুন"))])
}
