import Clinic
import Foundation
import HTML
import Vocabulary

/// The clinic's keys on one sheet of paper, with what whoever finds it in five years has to know. It stands alone: the
/// file is opened from the disk, without the server.
struct RecoverySheet {
    let keys: ClinicKeys
    let clinic: Bilingual
    let day: Day

    init(keys: ClinicKeys, clinic: Bilingual, on day: Day) {
        (self.keys, self.clinic, self.day) = (keys, clinic, day)
    }

    var bytes: [UInt8] { Array(html.source.utf8) }

    private var html: HTML {
        """
        <!doctype html>
        <html lang="bn">
        <head>
        <meta charset="utf-8">
        <title>\(Self.title.english)</title>
        <style>
        @page { size: A4; margin: 15mm; }
        body { margin: 0 auto; max-width: 180mm; color: #000; background: #fff; font: 11pt/1.45 "Noto Sans Bengali", "Noto Sans", sans-serif; }
        h1 { margin: 0 0 2mm; font-size: 18pt; }
        h2 { margin: 5mm 0 1mm; font-size: 12pt; }
        p { margin: 0 0 1.5mm; }
        ol { margin: 0; padding-left: 6mm; }
        section { break-inside: avoid; }
        .head { border-bottom: 0.5mm solid #000; padding-bottom: 2mm; }
        .groups { display: grid; grid-template-columns: repeat(4, 1fr); gap: 1.5mm 4mm; margin: 1mm 0; }
        .groups span { font: 700 13pt/1.4 "Noto Sans Mono", monospace; }
        .groups small { font: 9pt sans-serif; }
        .sign { display: grid; grid-template-columns: 1fr 1fr; gap: 10mm; margin-top: 12mm; }
        .sign span { border-top: 0.3mm solid #000; padding-top: 1mm; }
        </style>
        </head>
        <body>
        <div class="head"><h1>\(both(Self.title))</h1>
        <p>\(both(clinic)) · \(both(Bilingual(day.words(.english), day.words(.bangla))))</p></div>
        \(Self.words.map { "<p>\(both($0))</p>\n" as HTML })
        \(keys.named.map { key($0.name, $0.key) })
        <section><h2>\(both(Self.how))</h2><ol>\(Self.steps.map { "<li>\(both($0))</li>\n" as HTML })</ol></section>
        <p class="sign"><span>\(both(Self.printedBy))</span><span>\(both(Self.keptAt))</span></p>
        </body>
        </html>

        """
    }

    private func key(_ name: KeyName, _ key: ClinicKeys.Key) -> HTML {
        let groups: [HTML] = RecoveryCode.groups(of: key, name).enumerated().map { place, group in
            "<span><small>\(place + 1)</small> \(group)</span>\n"
        }
        return "<section><h2>\(name.description)</h2><div class=\"groups\">\(groups)</div></section>\n"
    }

    private func both(_ words: Bilingual) -> HTML {
        "\(words.bangla) <span lang=\"en\">\(words.english)</span>"
    }

    private static let title = Bilingual("Recovery sheet", "চাবি উদ্ধারের কাগজ")

    private static let words = [
        Bilingual(
            "These are the keys of the clinic's computer. Without them the phone numbers, national identity numbers and birth registration numbers of all patients are lost, in every backup too, and the audit log can no longer be proven. Names, visits, prescriptions and bills stay readable.",
            "এগুলো ক্লিনিকের কম্পিউটারের চাবি। এগুলো হারালে সব রোগীর ফোন নম্বর, জাতীয় পরিচয়পত্র নম্বর ও জন্ম নিবন্ধন নম্বর আর পড়া যাবে না, কোনো ব্যাকআপ থেকেও না; অডিট লগও আর প্রমাণ করা যাবে না। নাম, সাক্ষাৎ, প্রেসক্রিপশন ও বিল পড়া যাবে।"
        ),
        Bilingual(
            "Keep this paper in a locked place outside of the room with the computer, never together with a backup, and show it to nobody. Whoever has it and a copy of the database can read everything.",
            "কাগজটি কম্পিউটারের ঘরের বাইরে তালাবদ্ধ রাখুন, কখনো ব্যাকআপের সঙ্গে নয়, এবং কাউকে দেখাবেন না। এটি আর ডেটাবেসের কপি যার হাতে থাকবে, সে সব পড়তে পারবে।"),
        Bilingual(
            "After aalo key rotate print a new sheet, and keep the old one as long as there are backups from before.",
            "aalo key rotate চালানোর পর নতুন কাগজ ছাপান; আগের ব্যাকআপ যত দিন থাকবে, পুরোনো কাগজটিও রাখুন।"),
    ]

    private static let how = Bilingual("How the keys are put back", "চাবি কীভাবে ফিরিয়ে আনবেন")

    private static let steps = [
        Bilingual("On the clinic's computer run: aalo key restore", "ক্লিনিকের কম্পিউটারে চালান: aalo key restore"),
        Bilingual(
            "Type the name of each key and its eight groups. Each group is checked: a wrong one is named.",
            "প্রতিটি চাবির নাম ও আটটি ভাগ টাইপ করুন। প্রতিটি ভাগ যাচাই হয়; ভুল হলে কোনটি ভুল তা বলা হবে।"),
        Bilingual(
            "There are no letters I, L, O or U. Capitals and small letters are the same.",
            "I, L, O, U অক্ষর নেই। বড় ও ছোট হাতের অক্ষর একই।"),
    ]

    private static let printedBy = Bilingual("Printed by", "যিনি ছাপিয়েছেন")
    private static let keptAt = Bilingual("Where it is kept", "কোথায় রাখা হলো")
}
