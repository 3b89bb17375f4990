import HTTPServer
import JSON

/// A refusal of the admin API: Keycloak writes either `errorMessage` or `error` (and `error_description`), never both.
struct AdminError: Refusal, Sendable {
    let status: Int
    let body: JSONObject

    init(status: Int, body: JSONObject) {
        self.status = status
        self.body = body
    }

    func reply(to call: Call) -> Reply {
        if status == Self.notAcceptable.status, call.wantsPage {
            return .html("<!DOCTYPE html><html><head><title></title></head><body></body></html>", status: status)
        }
        return .json(.object(body), status: status)
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

extension Call {
    /// Keycloak refuses in HTML who asks for nothing but HTML (recording: bad_input 145).
    fileprivate var wantsPage: Bool { headers["Accept"]?.includes("text/html") ?? false }
}

/// Refuses a name or an id that no path leads to.
func checkSegment(_ name: String) throws {
    guard isPathSegment(name) else { throw AdminError.noSegment(name) }
}

/// The sentences that more than one resource answers; each is copied from a recording. The others are in a file beside the
/// endpoints of their resource (`Users/UserErrors`).
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
    // recording: clients 37
    static let duplicateResource = error(409, "conflict", "Duplicate resource error")
    static let pathNotFound = error(404, "HTTP 404 Not Found")
    /// What Keycloak answers where it falls over itself: a missing body, a value too long for its column.
    static let unknown = error(500, "unknown_error", "For more on this error consult the server log.")

    /// Keycloak takes such a name, and what has it cannot be reached by it.
    static func noSegment(_ name: String) -> AdminError { message(400, "'\(name)' cannot be part of a path") }

    /// What a server answers without a feature that is off unless asked for (recordings: seed_client 25, realms 33).
    static let featureNotEnabled = error(501, "Feature not enabled", "For more on this error consult the server log.")

    static let realmNotFound = error(404, "Realm not found.")
}

extension AdminError {
    /// Why a body is no representation, in Jackson's words.
    init(_ error: RepresentationError) {
        self.init(status: error.status, body: error.body.object ?? JSONObject())
    }
}
