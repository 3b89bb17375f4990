/// The client scopes of a realm (Keycloak's ClientScopesResource); their mappers and role scope mappings are in
/// `ProtocolMappers` and `ScopeMappings`.
enum ClientScopesResource {
    private static let list = "/admin/realms/{realm}/client-scopes"

    static let routes: [Route] = [
        .admin("GET", list, .recorded("client_scopes"), listClientScopes),
        .admin("POST", list, .recorded("client_scopes"), createClientScope),
        .admin("GET", list + "/{id}", .recorded("client_scopes"), readClientScope),
        .admin("PUT", list + "/{id}", .recorded("client_scopes"), updateClientScope),
        .admin("DELETE", list + "/{id}", .recorded("client_scopes"), deleteClientScope),
    ]
}
