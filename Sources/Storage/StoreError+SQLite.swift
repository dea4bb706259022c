import GRDB

extension StoreError {
    /// The error a command is answered with: what the disk or a lock did is `unavailable`, all else is the command's own.
    static func answer(to error: any Error) -> any Error {
        guard let error = error as? DatabaseError, isOutside(error.resultCode) else { return error }
        return unavailable(error)
    }

    static func unavailable(_ error: any Error) -> StoreError {
        .unavailable((error as? DatabaseError)?.message ?? "\(error)")
    }

    /// Whether the cause lies outside the program, so that the same command may succeed later.
    private static func isOutside(_ code: ResultCode) -> Bool {
        switch code.primaryResultCode {
        case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_BUSY, .SQLITE_NOMEM, .SQLITE_CANTOPEN, .SQLITE_READONLY: true
        default: false
        }
    }
}
