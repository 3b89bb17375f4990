/// The sentences of the clients' endpoints.
extension AdminError {
    static let clientNotFound = error(404, "Could not find client")

    // recording: clients 27 to 30
    static func invalidInput(_ sentences: String) -> AdminError { error(400, "invalid_input", sentences) }
    static func invalidProtocol(_ name: String) -> AdminError { invalidInput("Invalid protocol: \(name)") }

    // recording: seed_client 4
    static func clientExists(_ clientId: String?) -> AdminError {
        message(409, "Client \(clientId ?? "null") already exists")
    }

    // recording: clients 51
    static func attributesNotSearchable(_ names: [String]) -> AdminError {
        error(400, "invalid_request", "Attributes [\(names.joined(separator: ", "))] not allowed for search")
    }

    // recording: clients 14
    static func serviceAccountNotEnabled(_ clientId: String) -> AdminError {
        error(400, "Service account not enabled for the client '\(clientId)'")
    }
    // recording: clients 83
    static let noRotatedSecret = error(404, "Client does not have a rotated secret")
    // errors.tsv: installation/providers
    static let unknownInstallation = error(404, "Unknown Provider")

    // As in Keycloak's ClientScopeEvaluateResource; no recording.
    static let noUserGiven = error(404, "No userId provided")
    static let exampleUserNotFound = error(404, "No user found")

    // As in Keycloak's ClientResource; no recording.
    static let nodeMissing = error(400, "Node not found in params")
    static let nodeUnknown = error(404, "Client does not have node ")
    static let roleContainerNotFound = error(404, "Role Container not found")
}
