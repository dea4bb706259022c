import Vocabulary

enum TrustText {
    struct Steps {
        let device: Bilingual
        let steps: [Bilingual]
    }

    static let title = Bilingual("Set up this device", "এই ডিভাইস প্রস্তুত করুন")
    static let why = Bilingual(
        "The clinic's computer has a certificate of its own. Install it once, and nobody on the Wi-Fi can read along.",
        "ক্লিনিকের কম্পিউটারের নিজস্ব একটি সার্টিফিকেট আছে। একবার বসালে ওয়াই-ফাইয়ের আর কেউ তথ্য দেখতে পারবে না।")
    static let download = Bilingual("Download the certificate", "সার্টিফিকেট ডাউনলোড করুন")
    static let afterwards = Bilingual("Then open the clinic", "এরপর ক্লিনিক খুলুন")
    static let check = Bilingual("Is it the right one?", "এটি কি আসল?")
    static let compare = Bilingual(
        "Compare the fingerprint (SHA-256) with the one the administrator has on paper. If they differ, do not install it.",
        "ফিঙ্গারপ্রিন্ট (SHA-256) প্রশাসকের কাগজের সাথে মিলিয়ে দেখুন। না মিললে বসাবেন না।")
    static let until = Bilingual("Good until", "মেয়াদ শেষ")
    static let another = Bilingual("Another tablet", "অন্য ট্যাবলেট")
    static let scan = Bilingual(
        "Scan this with its camera, in the clinic's Wi-Fi.", "ক্লিনিকের ওয়াই-ফাইয়ে থেকে এর ক্যামেরায় স্ক্যান করুন।")

    static let steps = [
        Steps(
            device: Bilingual("Android", "অ্যান্ড্রয়েড"),
            steps: [
                Bilingual("Download the certificate.", "সার্টিফিকেট ডাউনলোড করুন।"),
                Bilingual(
                    "Settings → Security → More security settings → Install a certificate → CA certificate.",
                    "সেটিংস → সিকিউরিটি → আরও সিকিউরিটি সেটিংস → সার্টিফিকেট ইনস্টল → সিএ (CA) সার্টিফিকেট।"),
                Bilingual(
                    "Tap “Install anyway”, choose aalo-ca.crt, and enter the screen lock.",
                    "“Install anyway” চাপুন, aalo-ca.crt বেছে নিন, স্ক্রিন লক দিন।"),
            ]),
        Steps(
            device: Bilingual("iPad, iPhone", "আইপ্যাড, আইফোন"),
            steps: [
                Bilingual("Open this page in Safari, download, and allow it.", "সাফারিতে এই পাতা খুলে ডাউনলোড করুন, অনুমতি দিন।"),
                Bilingual("Settings → Profile Downloaded → Install.", "সেটিংস → Profile Downloaded → Install।"),
                Bilingual(
                    "Settings → General → About → Certificate Trust Settings: switch the clinic's certificate on.",
                    "সেটিংস → General → About → Certificate Trust Settings: ক্লিনিকের সার্টিফিকেট চালু করুন।"),
            ]),
        Steps(
            device: Bilingual("Windows", "উইন্ডোজ"),
            steps: [
                Bilingual(
                    "Download, open the file, “Install Certificate”, “Local Machine”.",
                    "ডাউনলোড করে ফাইলটি খুলুন, “Install Certificate”, “Local Machine”।"),
                Bilingual(
                    "“Place all certificates in the following store”, “Trusted Root Certification Authorities”, Finish.",
                    "“Place all certificates in the following store”, “Trusted Root Certification Authorities”, Finish।"
                ),
            ]),
    ]
}
