import HTTP
import Testing

@Suite("The router")
struct RouterTests {
    private let router: Router<String> = {
        var router = Router<String>()
        router.add(.get, "/", "root")
        router.add(.get, "/patients", "patients")
        router.add(.post, "/patients", "register")
        router.add(.get, "/patients/new", "form")
        router.add(.get, "/patients/:id", "patient")
        router.add(.delete, "/patients/:id", "void")
        router.add(.get, "/patients/:id/visits/:visit", "visit")
        router.add(.options, "/own", "own options")
        return router
    }()

    @Test(
        "finds routes; literals win over captures",
        arguments: [
            ("/", "root"), ("/patients", "patients"), ("/patients/new", "form"), ("/patients/7", "patient id=7"),
            ("/patients/new/visits/2", "visit id=new visit=2"), ("/patients/a%2Fb", "patient id=a/b"),
            ("/patients/%E0%A6%86", "patient id=আ"), ("/patients/a+b", "patient id=a+b"), ("/patients?x=1", "patients"),
        ])
    func finds(_ target: String, _ expected: String) {
        #expect(describe(.get, target) == expected)
    }

    @Test(
        "finds nothing elsewhere",
        arguments: [
            "/nothing", "/patients/", "/patients//visits/2", "//", "/patients/7/visits", "/patients/%ZZ",
            "/patients/%4", "/patients/%FF", "/patients/7/", "/PATIENTS",
        ])
    func findsNothing(_ target: String) {
        #expect(describe(.get, target) == "not found")
    }

    @Test("answers HEAD with what is there for GET")
    func head() {
        #expect(describe(.head, "/patients/7") == "patient id=7")
    }

    @Test("says which methods are allowed")
    func allow() {
        #expect(describe(.put, "/patients") == "allow GET HEAD POST OPTIONS")
        #expect(describe(.post, "/patients/7") == "allow GET HEAD DELETE OPTIONS")
        #expect(describe(.options, "/patients/new") == "allow GET HEAD OPTIONS")
        #expect(describe(.options, "/own") == "own options")
        #expect(describe(.head, "/own") == "allow OPTIONS")
    }

    private func describe(_ method: Method, _ target: String) -> String {
        switch router.match(Request(method, target)) {
        case .notFound: return "not found"
        case .methodNotAllowed(let allow): return "allow " + allow.map(\.rawValue).joined(separator: " ")
        case .found(let value, let parameters):
            let captured = ["id", "visit"].compactMap { name in parameters[name].map { " \(name)=\($0)" } }
            return value + captured.joined()
        }
    }
}
