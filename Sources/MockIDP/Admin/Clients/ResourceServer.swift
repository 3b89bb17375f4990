import HTTPServer

extension ClientsResource {
    /// `GET authz/resource-server`: there is none without authorization services (recording: clients 94); with them it is
    /// not implemented.
    @Sendable static func readResourceServer(_ call: AdminCall) async throws -> Reply {
        let hasOne = try await call.read(.client) { _, _, client in client.document.authorizationServicesEnabled == true
        }
        guard hasOne else { throw AdminError.pathNotFound }
        throw NotImplemented("GET /admin/realms/{realm}/clients/{id}/authz/resource-server")
    }
}
