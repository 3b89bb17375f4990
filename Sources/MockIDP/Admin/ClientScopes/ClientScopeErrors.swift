/// The sentences of the client scopes' endpoints.
extension AdminError {
    static let clientScopeNotFound = error(404, "Could not find client scope")
    // Where a scope is given to a client (recording: clients 68), or to new ones.
    static let assignedScopeNotFound = error(404, "Client scope not found")

    // recording: client_scopes 9, 10, 12
    static func clientScopeExists(_ name: String) -> AdminError {
        message(409, "Client Scope \(name) already exists")
    }
    static func unexpectedScopeName(_ name: String) -> AdminError {
        message(400, "Unexpected name \"\(name)\" for ClientScope")
    }
    static let unexpectedProtocol = message(400, "Unexpected protocol")
}
