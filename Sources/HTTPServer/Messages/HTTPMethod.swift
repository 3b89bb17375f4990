/// A request method as the client wrote it; methods are case-sensitive (RFC 9110 section 9.1).
public struct HTTPMethod: Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The method's token, such as `GET`.
    public let rawValue: String

    /// A method with this token.
    public init(_ rawValue: String) { self.rawValue = rawValue }
    /// A method written as a literal.
    public init(stringLiteral value: String) { rawValue = value }

    /// `GET`
    public static let get: Self = "GET"
    /// `HEAD`
    public static let head: Self = "HEAD"
    /// `POST`
    public static let post: Self = "POST"
    /// `PUT`
    public static let put: Self = "PUT"
    /// `PATCH`
    public static let patch: Self = "PATCH"
    /// `DELETE`
    public static let delete: Self = "DELETE"
    /// `OPTIONS`
    public static let options: Self = "OPTIONS"

    /// The method's token.
    public var description: String { rawValue }
}
