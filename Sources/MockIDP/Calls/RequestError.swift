import HTTPServer
import JSON

/// A refusal that no endpoint has a say in: of requests that are not let in, that reach no endpoint, or that ended in a
/// failure of our own.
struct RequestError: Refusal {
    let status: Int
    let error: String
    var description: String?
    var headers = [("Content-Type", "application/json")]

    func reply(to call: Call) -> Reply {
        var body: JSONObject = ["error": .string(error)]
        if let description { body["error_description"] = .string(description) }
        return Reply(status: status, headers: headers, body: .bytes(JSONValue.object(body).bytes))
    }
}

extension RequestError {
    // Paths that Keycloak refuses before it looks at them (recording: bad_input).
    static let invalidCharacter = ofPath("invalidCharacter", "Request path contains invalid character ';'")
    static let missingNormalization = ofPath("missingNormalization", "Request path not normalized")

    private static func ofPath(_ error: String, _ description: String) -> Self {
        Self(
            status: 400, error: error, description: description,
            headers: [("Content-Type", "application/json; charset=UTF-8")])
    }

    /// A form that no handler should take apart (Quarkus, `quarkus.http.limits.max-form-fields`; modelled).
    static let tooManyFields = Self(
        status: 400, error: "invalid_request", description: "A form has at most \(Form.mostFields) fields")

    // Keycloak's two ways of not knowing a path: outside of its resources, and below one (recording: discovery).
    static let resourceNotFound = Self(status: 404, error: "Unable to find matching target resource method")
    static let notFound = Self(status: 404, error: "HTTP 404 Not Found")
    static let methodNotAllowed = Self(status: 405, error: "HTTP 405 Method Not Allowed")

    /// What nobody foresaw, in Keycloak's words.
    static let unforeseen = Self(
        status: 500, error: "unknown_error", description: "For more on this error consult the server log.")
    /// Not the caller's fault, and perhaps soon over.
    static let databaseNotAvailable = Self(
        status: 503, error: "temporarily_unavailable",
        description: "The database is locked or cannot be written. For more on this error consult the server log.",
        headers: [("Content-Type", "application/json"), ("Retry-After", "1")])
}
