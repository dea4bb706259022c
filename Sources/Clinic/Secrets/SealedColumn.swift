/// A column of sealed values. All of them are listed here: what is not would stay behind when the key changes.
struct SealedColumn: Sendable {
    let table: String
    let column: String
    /// What it is bound to, as SQL: the column's name in the seal, and the row's key.
    let place: String
    let row: String
    /// The columns of the table's key.
    let key: String

    static let all: [SealedColumn] =
        ["phone", "national_id", "birth_registration_number"].flatMap { number in
            [
                SealedColumn(
                    table: "patient", column: number + "_sealed", place: "patient." + number, row: "id",
                    key: "id"),
                SealedColumn(
                    table: "patient_revision", column: number + "_sealed", place: "patient_revision." + number,
                    row: "patient_id || '/' || version", key: "patient_id, version"),
            ]
        } + [
            SealedColumn(
                table: "idempotency", column: "body", place: "idempotency.body", row: "actor || ' ' || key",
                key: "rowid"),
            SealedColumn(
                table: "staff_totp", column: "secret", place: "staff_totp.secret", row: "id", key: "id"),
        ]
}
