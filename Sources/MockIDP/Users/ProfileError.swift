import JSON

/// Why a value is refused: an attribute, Keycloak's message key, and the parameters that its sentence takes.
struct ProfileError: Error, Sendable {
    let attribute: String
    let message: String
    let parameters: [JSONValue]

    init(_ attribute: String, _ message: String, _ parameters: [JSONValue] = []) {
        self.attribute = attribute
        self.message = message
        self.parameters = parameters
    }
}
