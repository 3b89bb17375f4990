import HTTPServer
import JSON

/// Endpoints of features that Keycloak does not have on by default: fine-grained permissions (version 1), client types.
/// They answer as a server without the feature does (recordings: realms 33, 34, roles_groups 77).
func featureNotEnabled(_ call: AdminCall) async throws -> Reply {
    throw AdminError.error(501, "Feature not enabled", "For more on this error consult the server log.")
}

enum DisabledFeatureRoutes {
    private static let paths = [
        "/users-management-permissions", "/groups/{id}/management/permissions", "/client-types",
    ]

    static let routes: [Route] = paths.flatMap { path in
        ["GET", "PUT"].map { .admin($0, "/admin/realms/{realm}" + path, featureNotEnabled) }
    }
}
