import HTTPServer

/// `/admin/realms`, and what is about a realm as a whole.
enum RealmRoutes {
    private static let realms = "/admin/realms"
    private static let realm = realms + "/{realm}"
    private static let defaultScopes = realm + "/default-default-client-scopes"
    private static let optionalScopes = realm + "/default-optional-client-scopes"

    static let routes: [Route] = [
        .admin("GET", realms, .recorded("admin_token"), listRealms),
        .admin("POST", realms, .recorded("realms"), postRealm),
        .admin("GET", realm, .recorded("realms"), getRealm),
        .admin("PUT", realm, .recorded("realms"), putRealm),
        .admin("DELETE", realm, .recorded("realms"), deleteRealm),
        .admin("GET", realm + "/events/config", .recorded("realms"), getEventsConfig),
        .admin("PUT", realm + "/events/config", .recorded("realms"), putEventsConfig),
        .admin("GET", defaultScopes, .recorded("realms")) { try await listRealmScopes($0, isDefault: true) },
        .admin("PUT", defaultScopes + "/{scope}", .recorded("client_scopes")) {
            try await addRealmScope($0, isDefault: true)
        },
        .admin("DELETE", defaultScopes + "/{scope}", .recorded("client_scopes"), removeRealmScope),
        .admin("GET", optionalScopes, .recorded("realms")) { try await listRealmScopes($0, isDefault: false) },
        .admin("PUT", optionalScopes + "/{scope}", .recorded("client_scopes")) {
            try await addRealmScope($0, isDefault: false)
        },
        .admin("DELETE", optionalScopes + "/{scope}", .recorded("client_scopes"), removeRealmScope),
        .admin("GET", realm + "/credential-registrators", .recorded("realms"), listCredentialRegistrators),
        .admin("GET", realm + "/client-policies/policies", .recorded("realms")) {
            try await getClientPolicies($0, .policies)
        },
        .admin("PUT", realm + "/client-policies/policies", .recorded("realms")) {
            try await putClientPolicies($0, .policies)
        },
        .admin("GET", realm + "/client-policies/profiles", .recorded("realms")) {
            try await getClientPolicies($0, .profiles)
        },
        .admin("PUT", realm + "/client-policies/profiles", .recorded("realms")) {
            try await putClientPolicies($0, .profiles)
        },
        .admin("POST", realm + "/clear-realm-cache", .recorded("realms"), clearCache),
        .admin("POST", realm + "/clear-user-cache", .recorded("realms"), clearCache),
        .admin("POST", realm + "/clear-keys-cache", .recorded("realms"), clearCache),
    ]
}
