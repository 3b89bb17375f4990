import HTTPServer

/// `/admin/realms`, and what is about a realm as a whole.
enum RealmRoutes {
    private static let realms = "/admin/realms"
    private static let realm = realms + "/{realm}"
    private static let defaultScopes = realm + "/default-default-client-scopes"
    private static let optionalScopes = realm + "/default-optional-client-scopes"

    static let routes: [Route] = [
        .admin("GET", realms, listRealms),
        .admin("POST", realms, postRealm),
        .admin("GET", realm, getRealm),
        .admin("PUT", realm, putRealm),
        .admin("DELETE", realm, deleteRealm),
        .admin("POST", realm + "/partialImport", importPart),
        .admin("GET", realm + "/events/config", getEventsConfig),
        .admin("PUT", realm + "/events/config", putEventsConfig),
        .admin("GET", defaultScopes) { try await listRealmScopes($0, isDefault: true) },
        .admin("PUT", defaultScopes + "/{scope}") {
            try await addRealmScope($0, isDefault: true)
        },
        .admin("DELETE", defaultScopes + "/{scope}", removeRealmScope),
        .admin("GET", optionalScopes) { try await listRealmScopes($0, isDefault: false) },
        .admin("PUT", optionalScopes + "/{scope}") {
            try await addRealmScope($0, isDefault: false)
        },
        .admin("DELETE", optionalScopes + "/{scope}", removeRealmScope),
        .admin("GET", realm + "/credential-registrators", listCredentialRegistrators),
        .admin("GET", realm + "/client-policies/policies", feature: "CLIENT_POLICIES") {
            try await getClientPolicies($0, .policies)
        },
        .admin("PUT", realm + "/client-policies/policies", feature: "CLIENT_POLICIES") {
            try await putClientPolicies($0, .policies)
        },
        .admin("GET", realm + "/client-policies/profiles", feature: "CLIENT_POLICIES") {
            try await getClientPolicies($0, .profiles)
        },
        .admin("PUT", realm + "/client-policies/profiles", feature: "CLIENT_POLICIES") {
            try await putClientPolicies($0, .profiles)
        },
        .admin("POST", realm + "/clear-realm-cache", clearCache),
        .admin("POST", realm + "/clear-user-cache", clearCache),
        .admin("POST", realm + "/clear-keys-cache", clearCache),
    ]
}
