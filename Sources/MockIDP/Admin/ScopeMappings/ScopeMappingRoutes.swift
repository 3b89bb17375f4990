/// The roles that a client, or a client scope, may put into tokens (Keycloak's ScopeMappedResource).
enum ScopeMappingsResource {
    static let routes: [Route] = routes(.client) + routes(.clientScope)

    private static func routes(_ kind: ScopeContainer.Kind) -> [Route] {
        let all = kind.path + "/scope-mappings"
        let realm = all + "/realm"
        let client = all + "/clients/{client}"
        return [
            .admin("GET", all, .recorded("clients")) { try await listAll($0, kind) },
            .admin("GET", realm, .recorded("clients")) { try await listRealm($0, kind, .direct) },
            .admin("GET", realm + "/available", .recorded("clients")) { try await listRealm($0, kind, .available) },
            .admin("GET", realm + "/composite", .recorded("clients")) { try await listRealm($0, kind, .effective) },
            .admin("POST", realm, .recorded("clients")) { try await addRealm($0, kind) },
            .admin("DELETE", realm, .recorded("clients")) { try await removeRealm($0, kind) },
            .admin("GET", client, .recorded("terraform-example-apply")) { try await listClient($0, kind, .direct) },
            .admin("GET", client + "/available", .modelled) { try await listClient($0, kind, .available) },
            .admin("GET", client + "/composite", .modelled) { try await listClient($0, kind, .effective) },
            .admin("POST", client, .recorded("terraform-example-apply")) { try await addClient($0, kind) },
            .admin("DELETE", client, .modelled) { try await removeClient($0, kind) },
        ]
    }
}
