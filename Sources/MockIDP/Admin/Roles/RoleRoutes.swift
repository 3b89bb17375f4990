/// The roles of a realm and of a client, by name (Keycloak's RoleContainerResource), and all of them by id
/// (RoleByIdResource).
enum RolesResource {
    static let routes: [Route] = routes(.realm) + routes(.client) + byID

    private static func routes(_ kind: RoleContainerKind) -> [Route] {
        let role = kind.path + "/{role}"
        let composites = role + "/composites"
        return [
            .admin("GET", kind.path) { try await list($0, kind) },
            .admin("POST", kind.path) { try await create($0, kind) },
            .showing(role, .role(.named(kind))) { role, _ in role.shownInFull },
            .admin("PUT", role) { try await update($0, .named(kind)) },
            .admin("DELETE", role) { try await delete($0, .named(kind)) },
            .admin("GET", role + "/users") { try await listUsers($0, kind) },
            .admin("GET", role + "/groups") { try await listGroups($0, kind) },
        ] + routes(composites, .named(kind))
    }

    private static let byID: [Route] = {
        let role = "/admin/realms/{realm}/roles-by-id/{role}"
        return [
            .showing(role, .role(.byID)) { role, _ in role.shownInFull },
            .admin("PUT", role) { try await update($0, .byID) },
            .admin("DELETE", role) { try await delete($0, .byID) },
        ] + routes(role + "/composites", .byID)
    }()

    private static func routes(_ composites: String, _ address: RoleAddress) -> [Route] {
        [
            .admin("GET", composites) { try await listComposites($0, address, .all) },
            .admin("POST", composites) { try await addComposites($0, address) },
            .admin("DELETE", composites) { try await removeComposites($0, address) },
            .admin("GET", composites + "/realm") {
                try await listComposites($0, address, .ofRealm)
            },
            .admin("GET", composites + "/clients/{client}") {
                try await listComposites($0, address, .ofClient)
            },
        ]
    }
}
