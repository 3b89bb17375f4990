import HTTPServer
import JSON

/// Which roles of a role container a listing of scope mappings shows.
enum ScopeMappingSelection: Sendable {
    /// Those mapped.
    case direct
    /// Those mapped and those that come with them as composites.
    case effective
    /// The rest.
    case available
}

extension ScopeMappingsResource {
    /// `GET scope-mappings`: what is empty is left out (recording: clients 77).
    static func listAll(_ call: AdminCall, _ kind: ScopeContainer.Kind) async throws -> Reply {
        try await call.read(kind) { tx, realm, container in
            Reply.adminJSON(try tx.mappings(of: tx.roles(heldBy: container.roleHolder), in: realm))
        }
    }

    /// `GET scope-mappings/realm` and its kin (recording: clients 78 to 80).
    static func listRealm(
        _ call: AdminCall, _ kind: ScopeContainer.Kind, _ selection: ScopeMappingSelection
    ) async throws -> Reply {
        try await call.read(kind) { tx, realm, container in
            try list(container, .realm(realm.id), selection, call, tx)
        }
    }

    /// `GET scope-mappings/clients/{client}` and its kin (recording: terraform-example-apply 282).
    static func listClient(
        _ call: AdminCall, _ kind: ScopeContainer.Kind, _ selection: ScopeMappingSelection
    ) async throws -> Reply {
        try await call.read(kind) { tx, realm, container in
            let client = try mappedClient(call, tx, in: realm)
            return try list(container, .client(client.id), selection, call, tx)
        }
    }

    /// The client whose roles the path is about.
    static func mappedClient(_ call: AdminCall, _ tx: Transaction, in realm: RealmRecord) throws -> ClientRecord {
        guard let client = try tx.client(id: call.parameter("client"), in: realm.id) else {
            throw AdminError.clientNotFound
        }
        return client
    }

    private static func list(
        _ container: ScopeContainer, _ roles: RoleContainer, _ selection: ScopeMappingSelection, _ call: AdminCall,
        _ tx: Transaction
    ) throws -> Reply {
        let all = try tx.roles(of: roles, search: nil, first: nil, max: nil)
        let isIn: TextSet
        switch selection {
        case .direct: isIn = TextSet(try tx.roles(heldBy: container.roleHolder).map(\.id))
        case .effective, .available: isIn = try container.scope(among: all, tx)
        }
        let shown = all.filter { isIn.contains($0.id) != (selection == .available) }
        let isBrief = selection != .effective || call.flag("briefRepresentation") ?? true
        return .adminJSON(shown.map { isBrief ? $0.shownInBrief : $0.shownInFull })
    }
}

extension ScopeContainer {
    /// Those of `roles` that may come through: all with full scope, else what is mapped, its composites, and a client's
    /// own roles (Keycloak's `hasScope`).
    func scope(among roles: [RoleRecord], _ tx: Transaction) throws -> TextSet {
        let mapped = try tx.effectiveRoles(tx.roles(heldBy: roleHolder).map(\.id)).map(\.id)
        guard case .client(let client) = self else { return TextSet(mapped) }
        if client.document.fullScopeAllowed { return TextSet(roles.map(\.id)) }
        return TextSet(mapped + roles.filter { $0.clientID == client.id }.map(\.id))
    }
}
