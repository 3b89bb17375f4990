/// The cookies of a request (RFC 6265 section 4.2.1). Quotes around a value are dropped, as Keycloak drops those of its
/// own `KC_AUTH_SESSION_HASH`.
public struct Cookies: Sendable {
    /// Names and values in the order in which they came.
    public let pairs: [(String, String)]

    /// The cookies that a request carries.
    public init(_ call: Call) { self.init(fields: call.headers.all("Cookie")) }

    /// The cookies of these `Cookie` fields.
    public init(fields: [String]) {
        pairs = fields.flatMap { field in field.utf8.split(separator: UInt8(ascii: ";")).compactMap(Self.pair) }
    }

    /// The value of the first cookie of this name.
    public subscript(name: String) -> String? { pairs.first { $0.0 == name }?.1 }

    private static func pair(_ part: Substring.UTF8View) -> (String, String)? {
        guard let mark = part.firstIndex(of: UInt8(ascii: "=")) else { return nil }
        let name = trimmed(part[..<mark])
        var value = trimmed(part[part.index(after: mark)...])
        if value.count > 1, value.first == UInt8(ascii: "\""), value.last == UInt8(ascii: "\"") {
            value = value.dropFirst().dropLast()
        }
        return name.isEmpty ? nil : (String(Substring(name)), String(Substring(value)))
    }

    private static func trimmed(_ text: Substring.UTF8View) -> Substring.UTF8View {
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
        var text = text.drop(while: isBlank)
        while let last = text.last, isBlank(last) { text = text.dropLast() }
        return text
    }
}

/// A cookie that an answer sets, written in Keycloak's shape and order of attributes (recording: auth_code).
public struct SetCookie: Sendable {
    /// Which requests from other sites carry the cookie.
    public enum SameSite: String, Sendable {
        /// All of them.
        case none = "None"
        /// Those that navigate.
        case lax = "Lax"
        /// None.
        case strict = "Strict"
    }

    /// The name.
    public var name: String
    /// The value; one that is no plain text of RFC 6265 is sent in quotes.
    public var value: String
    /// The path below which the client sends it.
    public var path: String
    /// How many seconds the client keeps it; nil until it is closed, 0 removes it.
    public var maxAge: Int?
    /// Whether it is for https only.
    public var isSecure: Bool
    /// Whether scripts cannot see it.
    public var isHTTPOnly: Bool
    /// Which requests from other sites carry it; nil says nothing of it.
    public var sameSite: SameSite?

    /// A cookie from its parts.
    public init(
        _ name: String, _ value: String, path: String, maxAge: Int? = nil, isSecure: Bool = true,
        isHTTPOnly: Bool = true, sameSite: SameSite? = SameSite.none
    ) {
        self.name = name
        self.value = value
        self.path = path
        self.maxAge = maxAge
        self.isSecure = isSecure
        self.isHTTPOnly = isHTTPOnly
        self.sameSite = sameSite
    }

    /// A cookie that makes the client forget one (recording: auth_code, `KC_RESTART`).
    public static func removing(_ name: String, path: String) -> SetCookie {
        SetCookie(name, "", path: path, maxAge: 0, isSecure: false, isHTTPOnly: false, sameSite: nil)
    }

    /// The value of the `Set-Cookie` field.
    public var text: String {
        var text = "\(name)=\(quotedValue);Version=1;Path=\(path)"
        if let maxAge { text += ";Max-Age=\(maxAge)" }
        if isSecure { text += ";Secure" }
        if isHTTPOnly { text += ";HttpOnly" }
        if let sameSite { text += ";SameSite=\(sameSite.rawValue)" }
        return text
    }

    // JAX-RS quotes a value that holds a separator; "/" is one and "+" is none (recording: auth_code,
    // KC_AUTH_SESSION_HASH).
    private var quotedValue: String {
        guard value.utf8.contains(where: "\t \"()<>@,;:\\/[]?={}".utf8.contains) else { return value }
        var quoted = "\""
        for character in value.unicodeScalars {
            if character == "\\" || character == "\"" { quoted.append("\\") }
            quoted.unicodeScalars.append(character)
        }
        return quoted + "\""
    }
}

extension Reply {
    /// Adds a `Set-Cookie` field.
    public mutating func set(_ cookie: SetCookie) { headers.append(("Set-Cookie", cookie.text)) }
}
