import FHIR
import Foundation
import Testing

@Suite struct AnswerTests {
    @Test func anOutcomeSaysWhatStoodInTheWay() throws {
        let outcome = try JSONDecoder().decode(
            OperationOutcome.self,
            from: Data(
                """
                {"resourceType":"OperationOutcome","issue":[
                {"severity":"warning","code":"informational","diagnostics":"dom-6"},
                {"severity":"error","code":"required","diagnostics":"name is missing","details":{"text":"Patient"},
                 "expression":["Bundle.entry[2].resource"]}]}
                """.utf8))
        #expect(outcome.reasons.map(\.line) == ["required: Patient; name is missing (Bundle.entry[2].resource)"])
    }

    @Test func aResponseTellsTheFateOfEachEntry() throws {
        let response = try JSONDecoder().decode(
            TransactionResponse.self,
            from: Data(
                """
                {"resourceType":"Bundle","type":"transaction-response","entry":[
                {"response":{"status":"201 Created"}},{"response":{"status":"200"}},{"response":{"status":"409"}}]}
                """.utf8))
        #expect(response.isTransactionResponse)
        #expect(response.entry?.map { $0.response?.isSuccess } == [true, true, false])
    }
}
