/// The clients of a realm (Keycloak's ClientsResource and ClientResource).
///
/// What a client shares with a client scope is in `ProtocolMappers` and `RoleMappings`, its roles are in `Roles`.
enum ClientsResource {
    private static let list = "/admin/realms/{realm}/clients"
    private static let client = list + "/{id}"

    static let routes: [Route] = crud + credentials + scopes + evaluation + sessions + rest

    private static let crud: [Route] = [
        .admin("GET", list, listClients),
        .admin("POST", list, createClient),
        .admin("GET", client, readClient),
        .admin("PUT", client, updateClient),
        .admin("DELETE", client, deleteClient),
    ]

    private static let credentials: [Route] = [
        .admin("GET", client + "/client-secret", readSecret),
        .admin("POST", client + "/client-secret", renewSecret),
        .admin("GET", client + "/client-secret/rotated", readRotatedSecret),
        .admin("DELETE", client + "/client-secret/rotated", deleteRotatedSecret),
        .admin("POST", client + "/registration-access-token", renewRegistrationToken),
        .admin("GET", client + "/service-account-user", readServiceAccount),
        .admin("GET", client + "/certificates/{attr}", readCertificate),
        .admin("POST", client + "/certificates/{attr}/generate", generateCertificate),
    ]

    private static let scopes: [Route] = [
        .admin("GET", client + "/default-client-scopes") { try await listScopes($0, true) },
        .admin("PUT", client + "/default-client-scopes/{scope}") {
            try await assignScope($0, true)
        },
        .admin("DELETE", client + "/default-client-scopes/{scope}", unassignScope),
        .admin("GET", client + "/optional-client-scopes") { try await listScopes($0, false) },
        .admin("PUT", client + "/optional-client-scopes/{scope}") {
            try await assignScope($0, false)
        },
        .admin("DELETE", client + "/optional-client-scopes/{scope}", unassignScope),
    ]

    private static let evaluation: [Route] = [
        .admin("GET", client + "/evaluate-scopes/protocol-mappers", listEffectiveMappers),
        .admin(
            "GET", client + "/evaluate-scopes/generate-example-access-token", exampleAccessToken),
        .admin("GET", client + "/evaluate-scopes/generate-example-id-token", exampleIDToken),
        .admin("GET", client + "/evaluate-scopes/generate-example-userinfo", exampleUserInfo),
        .admin(
            "GET", client + "/evaluate-scopes/scope-mappings/{container}/granted"
        ) { try await listEffectiveRoles($0, granted: true) },
        .admin(
            "GET", client + "/evaluate-scopes/scope-mappings/{container}/not-granted"
        ) { try await listEffectiveRoles($0, granted: false) },
    ]

    private static let sessions: [Route] = [
        .admin("GET", client + "/user-sessions") {
            try await listSessions($0, offline: false)
        },
        .admin("GET", client + "/offline-sessions") {
            try await listSessions($0, offline: true)
        },
        .admin("GET", client + "/session-count") {
            try await countSessions($0, offline: false)
        },
        .admin("GET", client + "/offline-session-count") {
            try await countSessions($0, offline: true)
        },
        .admin("POST", client + "/push-revocation", pushRevocation),
    ]

    private static let rest: [Route] = [
        .admin("GET", client + "/authz/resource-server", readResourceServer),
        .admin("GET", client + "/installation/providers/{provider}", readInstallation),
        .admin("POST", client + "/nodes", registerNode),
        .admin("DELETE", client + "/nodes/{node}", unregisterNode),
        .admin("GET", client + "/test-nodes-available", testNodes),
    ]
}
