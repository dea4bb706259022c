/// The answer to a transaction: a Bundle with the fate of each entry, in the order they were sent.
package struct TransactionResponse: Decodable, Sendable {
    package struct Entry: Decodable, Sendable {
        package let response: Response?
    }

    package struct Response: Decodable, Sendable {
        /// "201 Created"
        package let status: String
        package let outcome: OperationOutcome?

        package var isSuccess: Bool { status.hasPrefix("2") }
        package var isCreated: Bool { status.hasPrefix("201") }
    }

    package let resourceType: String
    package let type: String
    package let entry: [Entry]?

    package var isTransactionResponse: Bool { resourceType == "Bundle" && type == "transaction-response" }
}
