/// The protocol mappers of a client or a client scope (Keycloak's ProtocolMappersResource).
enum ProtocolMappersResource {
    static let routes: [Route] = routes(.client) + routes(.clientScope)

    private static func routes(_ kind: ScopeContainer.Kind) -> [Route] {
        let models = kind.path + "/protocol-mappers/models"
        return [
            .admin("GET", models, .recorded("mappers")) { try await list($0, kind) },
            .admin("POST", models, .recorded("mappers")) { try await create($0, kind) },
            .admin("POST", kind.path + "/protocol-mappers/add-models", .recorded("mappers")) {
                try await createAll($0, kind)
            },
            .admin("GET", models + "/{mapper}", .recorded("mappers")) { try await read($0, kind) },
            .admin("PUT", models + "/{mapper}", .recorded("mappers")) { try await update($0, kind) },
            .admin("DELETE", models + "/{mapper}", .recorded("mappers")) { try await delete($0, kind) },
            .admin("GET", kind.path + "/protocol-mappers/protocol/{protocol}", .recorded("mappers")) {
                try await list($0, kind)
            },
        ]
    }
}
