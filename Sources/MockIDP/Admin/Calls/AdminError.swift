import HTTPServer
import JSON

/// A refusal of the admin API: Keycloak writes either `errorMessage` or `error` (and `error_description`), never both.
struct AdminError: Error, Sendable {
    let status: Int
    let body: JSONObject

    init(status: Int, body: JSONObject) {
        self.status = status
        self.body = body
    }

    /// `{"errorMessage": …}`, as Keycloak's `ErrorResponse` writes it.
    static func message(_ status: Int, _ errorMessage: String) -> AdminError {
        AdminError(status: status, body: ["errorMessage": .string(errorMessage)])
    }

    /// `{"error": …}` or `{"error": …, "error_description": …}`, as Keycloak's exception mapper writes it.
    static func error(_ status: Int, _ error: String, _ description: String? = nil) -> AdminError {
        var body: JSONObject = ["error": .string(error)]
        if let description { body["error_description"] = .string(description) }
        return AdminError(status: status, body: body)
    }
}

extension AdminError {
    /// How a refusal of the admin API looks.
    var reply: Reply { .json(JSONValue.object(body), status: status) }
}

/// Refuses a name or an id that no path leads to.
func checkSegment(_ name: String) throws {
    guard isPathSegment(name) else { throw AdminError.noSegment(name) }
}

/// The sentences that more than one resource answers; each is copied from a recording.
extension AdminError {
    // Callers and permissions (recordings: admin_token, permissions).
    static let unauthorized = error(401, "HTTP 401 Unauthorized")
    static let forbidden = error(403, "HTTP 403 Forbidden")

    // Requests (recording: bad_input).
    static let notAcceptable = error(406, "HTTP 406 Not Acceptable")
    static let mediaTypeNotConsumed = error(415, "The content-type header value did not match the value in @Consumes")
    static let jsonNotParsed = error(400, "invalid_request", "Cannot parse the JSON")
    static let jsonNotMapped = error(400, "unknown_error", "Cannot parse the JSON")
    static let numberOutOfRange = error(400, "HTTP 400 Bad Request", "Cannot parse the JSON")
    static let queryValueBlocked = error(400, "Blocking invalid query parameter value")
    static let pathNotFound = error(404, "HTTP 404 Not Found")
    /// What Keycloak answers where it falls over itself: a missing body, a value too long for its column.
    static let unknown = error(500, "unknown_error", "For more on this error consult the server log.")

    /// Keycloak takes such a name, and what has it cannot be reached by it.
    static func noSegment(_ name: String) -> AdminError { message(400, "'\(name)' cannot be part of a path") }

    // Things that are not there. The sentences differ from resource to resource; so do the recordings.
    static let realmNotFound = error(404, "Realm not found.")
    static let clientNotFound = error(404, "Could not find client")
    static let clientScopeNotFound = error(404, "Could not find client scope")
    static let userNotFound = error(404, "User not found")
    static let groupNotFound = error(404, "Could not find group by id")
    static let roleNotFound = error(404, "Role not found")
    static let roleByNameNotFound = error(404, "Could not find role")
    static let componentNotFound = error(404, "Could not find component")
}
