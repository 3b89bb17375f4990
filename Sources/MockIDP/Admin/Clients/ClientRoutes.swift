/// The clients of a realm (Keycloak's ClientsResource and ClientResource).
///
/// What a client shares with a client scope is in `ProtocolMappers` and `ScopeMappings`, its roles are in `Roles`.
enum ClientsResource {
    private static let list = "/admin/realms/{realm}/clients"
    private static let client = list + "/{id}"

    static let routes: [Route] = crud + credentials + scopes + evaluation + sessions + rest

    private static let crud: [Route] = [
        .admin("GET", list, .recorded("clients"), listClients),
        .admin("POST", list, .recorded("clients"), createClient),
        .admin("GET", client, .recorded("clients"), readClient),
        .admin("PUT", client, .recorded("clients"), updateClient),
        .admin("DELETE", client, .recorded("clients"), deleteClient),
    ]

    private static let credentials: [Route] = [
        .admin("GET", client + "/client-secret", .recorded("seed_client"), readSecret),
        .admin("POST", client + "/client-secret", .recorded("seed_client"), renewSecret),
        .admin("GET", client + "/client-secret/rotated", .recorded("clients"), readRotatedSecret),
        .admin("DELETE", client + "/client-secret/rotated", .modelled, deleteRotatedSecret),
        .admin("POST", client + "/registration-access-token", .recorded("clients"), renewRegistrationToken),
        .admin("GET", client + "/service-account-user", .recorded("clients"), readServiceAccount),
        .admin("GET", client + "/certificates/{attr}", .recorded("clients"), readCertificate),
        .admin("POST", client + "/certificates/{attr}/generate", .recorded("clients"), generateCertificate),
    ]

    private static let scopes: [Route] = [
        .admin("GET", client + "/default-client-scopes", .recorded("clients")) { try await listScopes($0, true) },
        .admin("PUT", client + "/default-client-scopes/{scope}", .recorded("clients")) {
            try await assignScope($0, true)
        },
        .admin("DELETE", client + "/default-client-scopes/{scope}", .recorded("clients"), unassignScope),
        .admin("GET", client + "/optional-client-scopes", .recorded("clients")) { try await listScopes($0, false) },
        .admin("PUT", client + "/optional-client-scopes/{scope}", .recorded("clients")) {
            try await assignScope($0, false)
        },
        .admin("DELETE", client + "/optional-client-scopes/{scope}", .recorded("clients"), unassignScope),
    ]

    private static let evaluation: [Route] = [
        .admin("GET", client + "/evaluate-scopes/protocol-mappers", .recorded("mappers"), listEffectiveMappers),
        .admin(
            "GET", client + "/evaluate-scopes/generate-example-access-token", .recorded("mappers"), exampleAccessToken),
        .admin("GET", client + "/evaluate-scopes/generate-example-id-token", .recorded("mappers"), exampleIDToken),
        .admin("GET", client + "/evaluate-scopes/generate-example-userinfo", .recorded("mappers"), exampleUserInfo),
        .admin(
            "GET", client + "/evaluate-scopes/scope-mappings/{container}/granted", .recorded("mappers")
        ) { try await listEffectiveRoles($0, granted: true) },
        .admin(
            "GET", client + "/evaluate-scopes/scope-mappings/{container}/not-granted", .modelled
        ) { try await listEffectiveRoles($0, granted: false) },
    ]

    private static let sessions: [Route] = [
        .admin("GET", client + "/user-sessions", .recorded("events_sessions")) {
            try await listSessions($0, offline: false)
        },
        .admin("GET", client + "/offline-sessions", .recorded("events_sessions")) {
            try await listSessions($0, offline: true)
        },
        .admin("GET", client + "/session-count", .recorded("clients")) {
            try await countSessions($0, offline: false)
        },
        .admin("GET", client + "/offline-session-count", .recorded("clients")) {
            try await countSessions($0, offline: true)
        },
        .admin("POST", client + "/push-revocation", .recorded("clients"), pushRevocation),
    ]

    private static let rest: [Route] = [
        .admin("GET", client + "/authz/resource-server", .recorded("clients"), readResourceServer),
        .admin("GET", client + "/installation/providers/{provider}", .recorded("seed_client"), readInstallation),
        .admin("POST", client + "/nodes", .recorded("clients"), registerNode),
        .admin("DELETE", client + "/nodes/{node}", .modelled, unregisterNode),
        .admin("GET", client + "/test-nodes-available", .recorded("clients"), testNodes),
        .admin("GET", client + "/management/permissions", .recorded("seed_client"), managementPermissions),
        .admin("PUT", client + "/management/permissions", .modelled, managementPermissions),
    ]
}
