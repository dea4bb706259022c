import CSQLite
import GRDB

/// What SQL says of sealed values, on every connection of the clinic:
///
/// - `sealed(value, column, row)` seals text or bytes; NULL stays NULL.
/// - `opened(sealed, column, row)` is the text again, `opened_bytes` the bytes. An error, if it does not open.
/// - `resealed(sealed, column, row)` is the same under the current key.
/// - `blind_index(value, column)` is what a value is found by.
///
/// A column is named "table.column"; a row by its key. They are for statements only, never for the schema, which others
/// must be able to read.
package final class SecretFunctions {
    private let cipher: Cipher
    private let blindIndex: BlindIndex

    private init(_ keys: ClinicKeys) throws(CipherError) {
        cipher = try Cipher(keys)
        blindIndex = try BlindIndex(keys.index)
    }

    /// Registers them on a connection, which is one thread's at a time, with contexts of its own.
    package static func register(_ keys: ClinicKeys, on db: Database) throws {
        let functions = try SecretFunctions(keys)
        try functions.add("sealed", 3, on: db, isPure: false) { call, own throws(CipherError) in try own.seal(call) }
        try functions.add("opened", 3, on: db) { call, own throws(CipherError) in try own.open(call, isText: true) }
        try functions.add("opened_bytes", 3, on: db) { call, own throws(CipherError) in
            try own.open(call, isText: false)
        }
        try functions.add("resealed", 3, on: db, isPure: false) { call, own throws(CipherError) in try own.reseal(call)
        }
        try functions.add("blind_index", 2, on: db) { call, own throws(CipherError) in try own.index(call) }
    }

    private typealias Body = @Sendable (FunctionCall, SecretFunctions) throws(CipherError) -> Void

    /// What SQLite keeps for a function, and lets go of with the connection.
    private final class Registered {
        let functions: SecretFunctions
        let body: Body

        init(_ functions: SecretFunctions, _ body: @escaping Body) {
            self.functions = functions
            self.body = body
        }
    }

    private func add(
        _ name: String, _ arguments: CInt, on db: Database, isPure: Bool = true, _ body: @escaping Body
    ) throws {
        let registered = Unmanaged.passRetained(Registered(self, body)).toOpaque()
        let flags = SQLITE_UTF8 | SQLITE_DIRECTONLY | (isPure ? SQLITE_DETERMINISTIC : 0)
        let code = sqlite3_create_function_v2(
            db.sqliteConnection, name, arguments, flags, registered,
            { context, _, values in
                guard let context, let values else { return }
                let registered = Unmanaged<Registered>.fromOpaque(sqlite3_user_data(context)).takeUnretainedValue()
                let call = FunctionCall(context: context, values: values)
                do throws(CipherError) { try registered.body(call, registered.functions) } catch { call.fail(error) }
            }, nil, nil, { Unmanaged<Registered>.fromOpaque($0!).release() })
        guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }

    private func seal(_ call: FunctionCall) throws(CipherError) {
        guard !call.isNull(0) else { return call.answerNull() }
        let text = call.bytes(0)
        try call.answer(text.count + Cipher.overhead) { output throws(CipherError) in
            try cipher.seal(text, call.place, into: output)
        }
    }

    private func open(_ call: FunctionCall, isText: Bool) throws(CipherError) {
        guard !call.isNull(0) else { return call.answerNull() }
        let sealed = call.bytes(0)
        guard sealed.count >= Cipher.overhead else { throw .malformed }
        try call.answer(sealed.count - Cipher.overhead, isText: isText) { output throws(CipherError) in
            guard let room = output.baseAddress else { throw .refused }
            try cipher.open(sealed, call.place, into: room)
        }
    }

    private func reseal(_ call: FunctionCall) throws(CipherError) {
        guard !call.isNull(0) else { return call.answerNull() }
        let sealed = call.bytes(0)
        guard sealed.count >= Cipher.overhead else { throw .malformed }
        guard sealed[1] != cipher.current else { return call.answerArgument(0) }
        let count = sealed.count - Cipher.overhead
        let plain = UnsafeMutableRawBufferPointer.allocate(byteCount: max(count, 1), alignment: 1)
        defer { plain.deallocate() }
        guard let room = plain.baseAddress else { throw .refused }
        try cipher.open(sealed, call.place, into: room)
        try call.answer(sealed.count) { output throws(CipherError) in
            try cipher.seal(UnsafeRawBufferPointer(rebasing: plain[..<count]), call.place, into: output)
        }
    }

    private func index(_ call: FunctionCall) throws(CipherError) {
        guard !call.isNull(0) else { return call.answerNull() }
        let (text, column) = (call.bytes(0), call.bytes(1))
        try call.answer(BlindIndex.length) { output throws(CipherError) in
            try blindIndex.index(text, column: column, into: output)
        }
    }
}

/// One call of a function from SQL: its arguments, and where its answer goes.
private struct FunctionCall {
    let context: OpaquePointer
    let values: UnsafeMutablePointer<OpaquePointer?>

    func isNull(_ index: Int) -> Bool { sqlite3_value_type(values[index]) == SQLITE_NULL }

    /// Good until the function returns. Text as its UTF-8, a number as its digits.
    func bytes(_ index: Int) -> UnsafeRawBufferPointer {
        let start: UnsafeRawPointer? =
            sqlite3_value_type(values[index]) == SQLITE_BLOB
            ? sqlite3_value_blob(values[index]) : UnsafeRawPointer(sqlite3_value_text(values[index]))
        return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_value_bytes(values[index])))
    }

    var place: Cipher.Place { Cipher.Place(column: bytes(1), row: bytes(2)) }

    func answerNull() { sqlite3_result_null(context) }
    func answerArgument(_ index: Int) { sqlite3_result_value(context, values[index]) }

    /// Has `write` fill an answer of so many bytes.
    func answer(
        _ count: Int, isText: Bool = false,
        _ write: (UnsafeMutableRawBufferPointer) throws(CipherError) -> Void
    ) throws(CipherError) {
        guard let room = sqlite3_malloc64(UInt64(max(count, 1))) else { throw .refused }
        do throws(CipherError) {
            try write(UnsafeMutableRawBufferPointer(start: room, count: count))
        } catch {
            sqlite3_free(room)
            throw error
        }
        if isText {
            sqlite3_result_text64(context, room, UInt64(count), sqlite3_free, UInt8(SQLITE_UTF8))
        } else {
            sqlite3_result_blob64(context, room, UInt64(count), sqlite3_free)
        }
    }

    func fail(_ error: CipherError) {
        error.words.withUTF8Buffer { words in
            words.withMemoryRebound(to: CChar.self) {
                sqlite3_result_error(context, $0.baseAddress, CInt($0.count))
            }
        }
    }
}
