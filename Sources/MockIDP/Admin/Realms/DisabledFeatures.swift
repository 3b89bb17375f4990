import HTTPServer
import JSON

/// Endpoints of features that Keycloak does not have on by default: fine-grained permissions (version 1), client types.
/// They answer as a server without the feature does (recordings: realms 33, 34, roles_groups 77, seed_client 25).
func featureNotEnabled(_ call: AdminCall) async throws -> Reply {
    throw AdminError.featureNotEnabled
}

enum DisabledFeatureRoutes {
    private static let paths = [
        "/users-management-permissions", "/client-types", "/groups/{id}/management/permissions",
        "/clients/{id}/management/permissions", "/clients/{id}/roles/{role}/management/permissions",
        "/roles/{role}/management/permissions", "/roles-by-id/{role}/management/permissions",
    ]

    static let routes: [Route] = paths.flatMap { path in
        ["GET", "PUT"].map { .admin($0, "/admin/realms/{realm}" + path, featureNotEnabled) }
    }
}
