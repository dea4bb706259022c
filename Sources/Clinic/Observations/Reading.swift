import Vocabulary

/// A value on its way into the record.
package struct Reading: Sendable {
    /// Where it was read: by a person, or sent by an instrument, byte for byte.
    package enum Source: Sendable {
        case manual
        case device(name: String, frame: [UInt8])
    }

    /// The code of the catalogue of observations.
    let code: String
    let value: DecimalText
    /// The field it was asked in, which a refusal names.
    let field: String
    /// It looked unusual, was measured again, and is right.
    var isConfirmed = false
    var source = Source.manual
}
