/// The sentences of the clients' endpoints.
extension AdminError {
    // recording: clients 27 to 30
    static func invalidInput(_ sentences: String) -> AdminError { error(400, "invalid_input", sentences) }
    static func invalidProtocol(_ name: String) -> AdminError { invalidInput("Invalid protocol: \(name)") }

    // recording: seed_client 4
    static func clientExists(_ clientId: String?) -> AdminError {
        message(409, "Client \(clientId ?? "null") already exists")
    }
    // recording: clients 37
    static let duplicateResource = error(409, "conflict", "Duplicate resource error")

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
    // recording: clients 68
    static let assignedScopeNotFound = error(404, "Client scope not found")
    // errors.tsv: installation/providers
    static let unknownInstallation = error(404, "Unknown Provider")
    // recording: seed_client 25
    static let featureNotEnabled = error(
        501, "Feature not enabled", "For more on this error consult the server log.")

    // As in Keycloak's ClientResource; no recording.
    static let nodeMissing = error(400, "Node not found in params")
    static let nodeUnknown = error(404, "Client does not have node ")
    static let roleContainerNotFound = error(404, "Role Container not found")
}
