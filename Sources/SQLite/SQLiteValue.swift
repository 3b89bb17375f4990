/// A value as SQLite stores it.
public enum SQLiteValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
    /// UTF-8 bytes that are bound as text, so that a written document needs no `String` on its way.
    case textBytes([UInt8])
}

/// What can be bound to a parameter. Nil binds NULL.
public protocol SQLiteBindable {
    /// The value to bind.
    var sqliteValue: SQLiteValue { get }
}

extension SQLiteValue: SQLiteBindable {
    /// Itself.
    public var sqliteValue: SQLiteValue { self }
}

extension String: SQLiteBindable {
    /// A text.
    public var sqliteValue: SQLiteValue { .text(self) }
}

extension Int: SQLiteBindable {
    /// An integer.
    public var sqliteValue: SQLiteValue { .integer(Int64(self)) }
}

extension Int64: SQLiteBindable {
    /// An integer.
    public var sqliteValue: SQLiteValue { .integer(self) }
}

extension Bool: SQLiteBindable {
    /// 1 or 0.
    public var sqliteValue: SQLiteValue { .integer(self ? 1 : 0) }
}

extension Double: SQLiteBindable {
    /// A floating-point number; SQLite turns NaN into NULL.
    public var sqliteValue: SQLiteValue { .real(self) }
}

extension [UInt8]: SQLiteBindable {
    /// A blob.
    public var sqliteValue: SQLiteValue { .blob(self) }
}
