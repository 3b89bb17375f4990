import HTTPServer
import JSON

extension AuthenticationResource {
    /// `GET required-actions`, by priority.
    @Sendable static func listActions(_ call: AdminCall) async throws -> Reply {
        let actions = try await call.read(.viewRealm) { tx, realm in try tx.requiredActions(in: realm.id) }
        return .adminJSON(actions.map(\.document.withDefaults.ordered))
    }

    /// `PUT required-actions/{alias}`: alias and provider stay (recording: terraform-example-apply 204).
    @Sendable static func updateAction(_ call: AdminCall) async throws -> Reply {
        let body = try await call.body(changing: .requiredAction).as(RequiredActionProviderRepresentation.self)
        try await call.change(.requiredAction) { _, _, action in
            if let name = body.name { action.document.name = name }
            action.document.enabled = body.enabled
            action.document.defaultAction = body.defaultAction
            action.document.priority = body.priority
            action.document.config = body.config
        }
        return .noContent
    }

    /// `PUT required-actions/{alias}/config`.
    @Sendable static func updateActionConfig(_ call: AdminCall) async throws -> Reply {
        let config = withoutEmpty(try await call.body(changing: .requiredAction).json()["config"])
        try await call.change(.requiredAction) { _, _, action in action.document.document["config"] = .object(config) }
        return .noContent
    }

    /// `DELETE required-actions/{alias}/config`.
    @Sendable static func deleteActionConfig(_ call: AdminCall) async throws -> Reply {
        try await call.change(.requiredAction) { _, _, action in action.document.config = [:] }
        return .noContent
    }

    /// `POST required-actions/{alias}/raise-priority`, `lower-priority`.
    static func moveAction(_ call: AdminCall, by distance: Int) async throws -> Reply {
        try await call.write(.requiredAction) { tx, realm, moved in
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
        let body = try await call.body(for: .manageRealm).json()
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
}
