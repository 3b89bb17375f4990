/// The roles that are mapped to something: those that a user or a group holds (Keycloak's RoleMapperResource), those that
/// tokens of a client, or of a client scope, may hold (ScopeMappedResource). They have the same endpoints.
enum RoleMappings {
    static let routes: [Route] = Mapped.Kind.allCases.flatMap { routes($0) }

    private static func routes(_ kind: Mapped.Kind) -> [Route] {
        [.admin("GET", kind.path) { try await listAll($0, kind) }]
            + routes(kind, "/realm", ofClient: false) + routes(kind, "/clients/{client}", ofClient: true)
    }

    private static func routes(_ kind: Mapped.Kind, _ container: String, ofClient: Bool) -> [Route] {
        let path = kind.path + container
        return [
            .admin("GET", path) { try await list($0, kind, ofClient: ofClient, .direct) },
            .admin("GET", path + "/available") { try await list($0, kind, ofClient: ofClient, .available) },
            .admin("GET", path + "/composite") { try await list($0, kind, ofClient: ofClient, .effective) },
            .admin("POST", path) { try await add($0, kind, ofClient: ofClient) },
            .admin("DELETE", path) { try await remove($0, kind, ofClient: ofClient) },
        ]
    }
}
