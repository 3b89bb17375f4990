/// The protocol mappers of a client or a client scope (Keycloak's ProtocolMappersResource).
enum ProtocolMappersResource {
    static let routes: [Route] = routes(.client) + routes(.clientScope)

    private static func routes(_ kind: ScopeContainer.Kind) -> [Route] {
        let models = kind.path + "/protocol-mappers/models"
        return [
            .admin("GET", models) { try await list($0, kind) },
            .admin("POST", models) { try await create($0, kind) },
            .admin("POST", kind.path + "/protocol-mappers/add-models") {
                try await createAll($0, kind)
            },
            .admin("GET", models + "/{mapper}") { try await read($0, kind) },
            .admin("PUT", models + "/{mapper}") { try await update($0, kind) },
            .admin("DELETE", models + "/{mapper}") { try await delete($0, kind) },
            .admin("GET", kind.path + "/protocol-mappers/protocol/{protocol}") {
                try await list($0, kind)
            },
        ]
    }
}
