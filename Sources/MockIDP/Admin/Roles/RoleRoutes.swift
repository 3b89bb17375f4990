/// The roles of a realm and of a client, by name (Keycloak's RoleContainerResource), and all of them by id
/// (RoleByIdResource).
enum RolesResource {
    static let routes: [Route] = routes(.realm) + routes(.client) + byID

    private static func routes(_ kind: RoleContainerKind) -> [Route] {
        let role = kind.path + "/{role}"
        let composites = role + "/composites"
        return [
            .admin("GET", kind.path, .recorded("roles_groups")) { try await list($0, kind) },
            .admin("POST", kind.path, .recorded("roles_groups")) { try await create($0, kind) },
            .admin("GET", role, .recorded("roles_groups")) { try await read($0, .named(kind)) },
            .admin("PUT", role, .recorded("roles_groups")) { try await update($0, .named(kind)) },
            .admin("DELETE", role, .recorded("roles_groups")) { try await delete($0, .named(kind)) },
            .admin("GET", role + "/users", .recorded("java-admin-client")) { try await listUsers($0, kind) },
            .admin("GET", role + "/groups", .recorded("java-admin-client")) { try await listGroups($0, kind) },
            .admin("GET", role + "/management/permissions", .modelled, ClientsResource.managementPermissions),
            .admin("PUT", role + "/management/permissions", .modelled, ClientsResource.managementPermissions),
        ] + routes(composites, .named(kind))
    }

    private static let byID: [Route] = {
        let role = "/admin/realms/{realm}/roles-by-id/{role}"
        return [
            .admin("GET", role, .recorded("roles_groups")) { try await read($0, .byID) },
            .admin("PUT", role, .recorded("roles_groups")) { try await update($0, .byID) },
            .admin("DELETE", role, .modelled) { try await delete($0, .byID) },
            .admin("GET", role + "/management/permissions", .modelled, ClientsResource.managementPermissions),
            .admin("PUT", role + "/management/permissions", .modelled, ClientsResource.managementPermissions),
        ] + routes(role + "/composites", .byID)
    }()

    private static func routes(_ composites: String, _ address: RoleAddress) -> [Route] {
        [
            .admin("GET", composites, .recorded("roles_groups")) { try await listComposites($0, address, .all) },
            .admin("POST", composites, .recorded("roles_groups")) { try await addComposites($0, address) },
            .admin("DELETE", composites, .recorded("roles_groups")) { try await removeComposites($0, address) },
            .admin("GET", composites + "/realm", .recorded("roles_groups")) {
                try await listComposites($0, address, .ofRealm)
            },
            .admin("GET", composites + "/clients/{client}", .recorded("roles_groups")) {
                try await listComposites($0, address, .ofClient)
            },
        ]
    }
}
