/// The client scopes of a realm (Keycloak's ClientScopesResource); their mappers and role scope mappings are in
/// `ProtocolMappers` and `RoleMappings`.
enum ClientScopesResource {
    private static let list = "/admin/realms/{realm}/client-scopes"

    static let routes: [Route] = [
        .admin("GET", list, listClientScopes),
        .admin("POST", list, createClientScope),
        .showing(list + "/{id}", .clientScope) { scope, _ in scope.shown },
        .admin("PUT", list + "/{id}", updateClientScope),
        .removing(list + "/{id}", .clientScope),
    ]
}
