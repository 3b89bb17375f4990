/// The roles that a client, or a client scope, may put into tokens (Keycloak's ScopeMappedResource).
enum ScopeMappingsResource {
    static let routes: [Route] = routes(.client) + routes(.clientScope)

    private static func routes(_ kind: ScopeContainer.Kind) -> [Route] {
        let all = kind.path + "/scope-mappings"
        let realm = all + "/realm"
        let client = all + "/clients/{client}"
        return [
            .admin("GET", all) { try await listAll($0, kind) },
            .admin("GET", realm) { try await listRealm($0, kind, .direct) },
            .admin("GET", realm + "/available") { try await listRealm($0, kind, .available) },
            .admin("GET", realm + "/composite") { try await listRealm($0, kind, .effective) },
            .admin("POST", realm) { try await addRealm($0, kind) },
            .admin("DELETE", realm) { try await removeRealm($0, kind) },
            .admin("GET", client) { try await listClient($0, kind, .direct) },
            .admin("GET", client + "/available") { try await listClient($0, kind, .available) },
            .admin("GET", client + "/composite") { try await listClient($0, kind, .effective) },
            .admin("POST", client) { try await addClient($0, kind) },
            .admin("DELETE", client) { try await removeClient($0, kind) },
        ]
    }
}
