import HTTPServer
import JSON

extension AuthenticationResource {
    /// `GET required-actions`, by priority.
    @Sendable static func listActions(_ call: AdminCall) async throws -> Reply {
        let actions = try await call.read(.viewRealm) { tx, realm in try tx.requiredActions(in: realm.id) }
        return .adminJSON(actions.map(\.document.withDefaults.ordered))
    }

    /// `GET required-actions/{alias}`.
    @Sendable static func readAction(_ call: AdminCall) async throws -> Reply {
        let found = try await call.read(.viewRealm) { tx, realm in try action(call, tx, realm) }
        return .adminJSON(found.document.withDefaults.ordered)
    }

    /// `PUT required-actions/{alias}`: alias and provider stay (recording: terraform-example-apply 204).
    @Sendable static func updateAction(_ call: AdminCall) async throws -> Reply {
        let body = try call.body(RequiredActionProviderRepresentation.self)
        try await call.write(.manageRealm) { tx, realm in
            var action = try action(call, tx, realm)
            if let name = body.name { action.document.name = name }
            action.document.enabled = body.enabled
            action.document.defaultAction = body.defaultAction
            action.document.priority = body.priority
            action.document.config = body.config
            try tx.update(action)
        }
        return .noContent
    }

    /// `DELETE required-actions/{alias}`.
    @Sendable static func deleteAction(_ call: AdminCall) async throws -> Reply {
        try await call.write(.manageRealm) { tx, realm in try tx.delete(action(call, tx, realm)) }
        return .noContent
    }

    /// `GET required-actions/{alias}/config`.
    @Sendable static func readActionConfig(_ call: AdminCall) async throws -> Reply {
        let found = try await call.read(.viewRealm) { tx, realm in try action(call, tx, realm) }
        let shown: JSONObject = ["config": found.document.config.json]
        return .adminJSON(shown)
    }

    /// `PUT required-actions/{alias}/config`.
    @Sendable static func updateActionConfig(_ call: AdminCall) async throws -> Reply {
        let config = withoutEmpty(try call.json()["config"])
        try await call.write(.manageRealm) { tx, realm in
            var action = try action(call, tx, realm)
            action.document.document["config"] = .object(config)
            try tx.update(action)
        }
        return .noContent
    }

    /// `DELETE required-actions/{alias}/config`.
    @Sendable static func deleteActionConfig(_ call: AdminCall) async throws -> Reply {
        try await call.write(.manageRealm) { tx, realm in
            var action = try action(call, tx, realm)
            action.document.config = [:]
            try tx.update(action)
        }
        return .noContent
    }

    /// `POST required-actions/{alias}/raise-priority`, `lower-priority`.
    static func moveAction(_ call: AdminCall, by distance: Int) async throws -> Reply {
        try await call.write(.manageRealm) { tx, realm in
            let moved = try action(call, tx, realm)
            let actions = try tx.requiredActions(in: realm.id)
            guard let place = actions.firstIndex(where: { $0.alias == moved.alias }),
                actions.indices.contains(place + distance)
            else { return }
            var (one, other) = (actions[place], actions[place + distance])
            (one.document.priority, other.document.priority) = (other.document.priority, one.document.priority)
            try tx.update(one)
            try tx.update(other)
        }
        return .noContentNoCache
    }

    /// `GET unregistered-required-actions`: those Keycloak has providers for and the realm lacks.
    @Sendable static func listUnregisteredActions(_ call: AdminCall) async throws -> Reply {
        let actions = try await call.read(.viewRealm) { tx, realm in try tx.requiredActions(in: realm.id) }
        let registered = TextSet(actions.map { $0.document.providerId ?? $0.alias })
        let missing = RequiredActions.known.filter { !registered.contains($0) }
        return .adminJSON(missing.map { ["providerId": .string($0), "name": .string($0)] })
    }

    /// `POST register-required-action`.
    @Sendable static func registerAction(_ call: AdminCall) async throws -> Reply {
        let body = try call.json()
        let provider = body["providerId"]?.string ?? ""
        try await call.write(.manageRealm) { tx, realm in
            guard RequiredActions.known.contains(provider) else { throw AdminError.requiredActionNotFound }
            if try tx.requiredAction(alias: provider, in: realm.id) != nil { return }
            var document = RequiredActionProviderRepresentation(["alias": .string(provider)])
            document.name = body["name"]?.string ?? provider
            document.providerId = provider
            document.enabled = true
            let last = try tx.requiredActions(in: realm.id).last?.document.priority ?? 0
            document.priority = nextPriority(after: last)
            try tx.insert(RequiredActionRecord(id: call.idp.ids.uuid(), realmID: realm.id, document: document))
        }
        return .noContent
    }

    private static func action(
        _ call: AdminCall, _ tx: Transaction, _ realm: RealmRecord
    ) throws -> RequiredActionRecord {
        guard let action = try tx.requiredAction(alias: call.parameter("alias"), in: realm.id) else {
            throw AdminError.requiredActionNotFound
        }
        return action
    }
}
