/// The client scopes of a realm (Keycloak's ClientScopesResource); their mappers and role scope mappings are in
/// `ProtocolMappers` and `ScopeMappings`.
enum ClientScopesResource {
    private static let list = "/admin/realms/{realm}/client-scopes"

    static let routes: [Route] = [
        .admin("GET", list, listClientScopes),
        .admin("POST", list, createClientScope),
        .admin("GET", list + "/{id}", readClientScope),
        .admin("PUT", list + "/{id}", updateClientScope),
        .admin("DELETE", list + "/{id}", deleteClientScope),
    ]
}
