import Vocabulary

/// What charges come to, worked out in one place for the screen, the paper and the ledger.
struct Bill: Sendable {
    let charges: [Charge]
    let granted: Waiver?
    let gross: Money
    let waiver: Money
    /// The waiver over the charges, in their order.
    let shares: [Money]
    /// To the whole taka, once.
    let rounding: Money
    let total: Money

    init(_ charges: [Charge], _ granted: Waiver?) {
        self.charges = charges
        self.granted = granted
        gross = charges.map(\.gross).sum
        waiver = granted.map { [gross] in gross.percent($0.percent) } ?? .zero
        shares = waiver.shares(over: charges.map(\.gross))
        total = (gross - waiver).roundedToTaka
        rounding = total - (gross - waiver)
    }
}
