import JSON

/// Why a body was not read as a representation: the status and the JSON that Keycloak answers.
public struct RepresentationError: Error, Hashable, Sendable {
    /// The HTTP status.
    public let status: Int
    /// Keycloak's `error`.
    public let error: String
    /// Keycloak's `error_description`, where it has one.
    public let description: String?

    init(status: Int, error: String, description: String? = nil) {
        self.status = status
        self.error = error
        self.description = description
    }

    /// The answer's body.
    public var body: JSONValue {
        var members: JSONObject = ["error": .string(error)]
        members["error_description"] = description.map(JSONValue.string)
        return .object(members)
    }
}

// Jackson's exceptions tell the cases apart (recording: bad_input 7 to 129).
extension RepresentationError {
    private static let notParsed = "Cannot parse the JSON"

    /// The text is not JSON.
    public static let malformed = Self(status: 400, error: "invalid_request", description: notParsed)
    /// A value is of another kind than its field and cannot be bent.
    public static let mismatch = Self(status: 400, error: "unknown_error", description: notParsed)
    /// A number is too large for its field.
    public static let outOfRange = Self(status: 400, error: "HTTP 400 Bad Request", description: notParsed)
    /// A text holds the character U+0000.
    public static let nullCharacter = Self(
        status: 400, error: "invalid_request", description: "The character U+0000 is not allowed in a text")
    /// There is no body, or it is `null`: most of Keycloak's endpoints run into the null.
    public static let missing = Self(
        status: 500, error: "unknown_error", description: "For more on this error consult the server log.")

    /// Why the text of a body was not read.
    package init(_ error: JSONError) {
        switch error.reason {
        case .noContent: self = .missing
        case .tooDeep, .longName: self = .outOfRange
        case .nullCharacter: self = .nullCharacter
        case .syntax, .end, .duplicateName: self = .malformed
        }
    }

    /// A member that the representation doesn't have.
    public static func unrecognized(
        field: String, of representation: String, at position: JSONPosition?
    ) -> RepresentationError {
        let place = position ?? JSONPosition(line: 1, column: 1)
        return Self(
            status: 400,
            error: "Invalid json representation for \(representation). Unrecognized field \"\(field)\""
                + " at line \(place.line) column \(place.column).")
    }
}
