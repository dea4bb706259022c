import Clinic
import Foundation
import GRDB
import HTTP
import Storage
import Vocabulary

/// What tests of billing do again and again.
extension TestClinic {
    /// A new visit by a token, and its id.
    func visitToBill(service: String = "general") -> String {
        send(.post, "/api/tokens", json: #"{"service":"\#(service)","name":"রহিমা","age":30}"#).json["visitId"]?.string
            ?? ""
    }

    /// A visit for which these amounts (poisha) are charged.
    func visitToBill(charged rates: Int...) throws -> String {
        let visit = visitToBill()
        for rate in rates { try charge(visit, rate) }
        return visit
    }

    /// Puts something on a visit's account, as the stations do.
    @discardableResult
    func charge(_ visit: String, _ rate: Int, quantity: Int = 1) throws -> String {
        let now = clock.now
        let id = ID<Charge>.new(at: now).description
        try store.write { db in
            try db.execute(
                sql: """
                    INSERT INTO charge (id, visit_id, source, source_id, code, name_en, name_bn, category,
                        standard_rate, quantity, proposed_at, proposed_by)
                    VALUES (?, ?, 'order', ?, 'T', 'Test', 'পরীক্ষা', 'LAB', ?, ?, ?, (SELECT id FROM staff LIMIT 1))
                    """,
                arguments: [id, visit, id, rate, quantity, now])
        }
        return id
    }

    @discardableResult
    func invoice(_ visit: String, _ json: String = "{}", as role: Role = .cashier, key: String? = nil) -> Response {
        send(.post, "/api/visits/\(visit)/invoices", as: .role(role), json: json, key: key)
    }

    @discardableResult
    func pay(_ invoice: Response, _ json: String, key: String? = nil) -> Response {
        send(
            .post, "/api/invoices/\(invoice.json["id"]?.string ?? "")/payments", as: .role(.cashier), json: json,
            key: key)
    }

    /// Brings a visit's token to the cashier's counter and lets it be served there.
    func serveAtBilling(_ visit: String) throws {
        let token = try store.write { db in
            try String.fetchOne(db, sql: "SELECT id FROM token WHERE visit_id = ?", arguments: [visit])
        }
        let entry = send(.get, "/api/tokens/\(token ?? "")").json["entryId"]?.string ?? ""
        func move(_ entry: String, _ json: String) -> Response {
            send(.post, "/api/queue-entries/\(entry)/transitions", as: .role(.manager), json: json)
        }
        let next = move(entry, #"{"action":"send","version":1,"stage":"billing"}"#).json["next"]?["id"]?.string ?? ""
        _ = move(next, #"{"action":"call","version":1,"room":"counter-3"}"#)
        _ = move(next, #"{"action":"serve","version":2}"#)
    }

    /// Whether the books balance and say what the invoices say (L18).
    func booksAreRight() throws -> Bool {
        let books = send(.get, "/api/trial-balance", as: .role(.manager)).json
        let (debits, credits) = (books["debits"]?.integer, books["credits"]?.integer)
        return debits != nil && debits == credits && books["receivable"]?.integer == books["due"]?.integer
    }

    /// What an account has on its debit side less its credit side.
    func balance(_ code: String) -> Int? {
        let accounts = send(.get, "/api/trial-balance", as: .role(.manager)).json["accounts"]?.array ?? []
        return accounts.first { $0["code"]?.string == code }.map {
            ($0["debits"]?.integer ?? 0) - ($0["credits"]?.integer ?? 0)
        }
    }
}
