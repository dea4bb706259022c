import CSQLite
import Foundation
import GRDB
import Vocabulary

/// What a statement can be told in place of a question mark.
protocol Bindable {
    /// Binds to the parameter of this number, counted from one, and gives SQLite's result code.
    func bind(to parameters: inout Parameters, at index: CInt) -> CInt
}

/// The values of a statement's question marks in their order; nil is NULL. Stands in the place of GRDB's type.
typealias StatementArguments = [(any Bindable)?]

/// The parameters of a statement, with room for the bytes that are bound to them, so that SQLite need not copy these.
struct Parameters {
    let statement: SQLiteStatement
    /// On the caller's stack, and there as long as the statement runs.
    var room: UnsafeMutableRawBufferPointer

    mutating func bind(text count: Int, at index: CInt, _ write: (UnsafeMutableBufferPointer<UInt8>) -> Void) -> CInt {
        let statement = statement
        return bytes(count, write) { sqlite3_bind_text64(statement, index, $0, UInt64(count), $1, UInt8(SQLITE_UTF8)) }
    }

    mutating func bind(blob: UnsafeRawBufferPointer, at index: CInt) -> CInt {
        let statement = statement
        return bytes(blob.count) {
            UnsafeMutableRawBufferPointer($0).copyMemory(from: blob)
        } bind: {
            sqlite3_bind_blob64(statement, index, $0, UInt64(blob.count), $1)
        }
    }

    /// Has `write` put the bytes where they can stay, or elsewhere when there is no room; then SQLite copies them.
    private mutating func bytes(
        _ count: Int, _ write: (UnsafeMutableBufferPointer<UInt8>) -> Void,
        bind: (UnsafePointer<CChar>?, sqlite3_destructor_type?) -> CInt
    ) -> CInt {
        guard count <= room.count else {
            return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count) { bytes in
                write(bytes)
                return bytes.withMemoryRebound(to: CChar.self) { bind($0.baseAddress, copied) }
            }
        }
        let bytes = UnsafeMutableRawBufferPointer(rebasing: room[..<count])
        room = UnsafeMutableRawBufferPointer(rebasing: room[count...])
        write(bytes.assumingMemoryBound(to: UInt8.self))
        return bind(bytes.assumingMemoryBound(to: CChar.self).baseAddress, nil)
    }
}

/// SQLITE_TRANSIENT, a macro that Swift cannot import.
private let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

extension Int64: Bindable {
    func bind(to parameters: inout Parameters, at index: CInt) -> CInt {
        sqlite3_bind_int64(parameters.statement, index, self)
    }
}

extension Int: Bindable {
    func bind(to parameters: inout Parameters, at index: CInt) -> CInt { Int64(self).bind(to: &parameters, at: index) }
}

extension Bool: Bindable {
    func bind(to parameters: inout Parameters, at index: CInt) -> CInt {
        Int64(self ? 1 : 0).bind(to: &parameters, at: index)
    }
}

extension Double: Bindable {
    func bind(to parameters: inout Parameters, at index: CInt) -> CInt {
        sqlite3_bind_double(parameters.statement, index, self)
    }
}

extension String: Bindable {
    func bind(to parameters: inout Parameters, at index: CInt) -> CInt {
        var text = self
        return text.withUTF8 { utf8 in
            parameters.bind(text: utf8.count, at: index) { _ = $0.update(fromContentsOf: utf8) }
        }
    }
}

extension [UInt8]: Bindable {
    func bind(to parameters: inout Parameters, at index: CInt) -> CInt {
        withUnsafeBytes { parameters.bind(blob: $0, at: index) }
    }
}

extension Data: Bindable {
    func bind(to parameters: inout Parameters, at index: CInt) -> CInt {
        withUnsafeBytes { parameters.bind(blob: $0, at: index) }
    }
}

extension Instant: Bindable {
    func bind(to parameters: inout Parameters, at index: CInt) -> CInt {
        milliseconds.bind(to: &parameters, at: index)
    }
}

extension Money: Bindable {
    func bind(to parameters: inout Parameters, at index: CInt) -> CInt { poisha.bind(to: &parameters, at: index) }
}

extension ID: Bindable {
    func bind(to parameters: inout Parameters, at index: CInt) -> CInt {
        parameters.bind(text: Self.length, at: index) { write(to: $0) }
    }
}

extension Day: Bindable {
    func bind(to parameters: inout Parameters, at index: CInt) -> CInt {
        parameters.bind(text: Self.length, at: index) { write(to: $0) }
    }
}
