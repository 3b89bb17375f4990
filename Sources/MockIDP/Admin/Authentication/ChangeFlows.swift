import HTTPServer
import JSON

extension AuthenticationResource {
    /// `POST flows`.
    @Sendable static func createFlow(_ call: AdminCall) async throws -> Reply {
        let body = try await call.body(for: .manageRealm).as(AuthenticationFlowRepresentation.self)
        guard let alias = body.alias, !alias.isEmpty else { throw AdminError.flowHasNoAlias }
        try checkSegment(alias)
        let id = call.idp.ids.uuid()
        try await call.write(.manageRealm) { tx, realm in
            let flow = FlowRecord(id: id, realmID: realm.id, document: body)
            do { try tx.insert(flow) } catch let error where error.isConflict { throw AdminError.flowExists(alias) }
        }
        return .created(location: call.address(of: id)).noCache()
    }

    /// `PUT flows/{id}`.
    @Sendable static func updateFlow(_ call: AdminCall) async throws -> Reply {
        let body = try await call.body(changing: .flow).as(AuthenticationFlowRepresentation.self)
        try await call.change(.flow, taken: { .flowExists($0.alias) }) { _, _, flow in
            flow.document.merge(body)
            try checkSegment(flow.alias)
        }
        return .noContentNoCache
    }

    /// `DELETE flows/{id}`: its sub-flows go too.
    @Sendable static func deleteFlow(_ call: AdminCall) async throws -> Reply {
        try await call.write(.flow) { tx, _, flow in
            if flow.document.builtIn { throw AdminError.flowIsBuiltIn }
            if let step = try tx.execution(ofSubflow: flow.id) { try tx.delete(step) } else { try tx.delete(flow) }
        }
        return .noContentNoCache
    }

    /// `POST flows/{alias}/copy`: sub-flows are copied under the new name and their own, as are settings of steps
    /// (recording: idp_flows_components 47).
    @Sendable static func copyFlow(_ call: AdminCall) async throws -> Reply {
        let newName = try await call.body(changing: .flowByAlias).json()["newName"]?.string
        guard let newName, !newName.isEmpty else { throw AdminError.flowHasNoAlias }
        try checkSegment(newName)
        let id = try await call.write(.flowByAlias) { tx, _, flow in
            do {
                return try copy(flow, as: newName, prefix: newName + " ", tx, call.idp)
            } catch let error where error.isConflict {
                throw AdminError.newFlowExists
            }
        }
        return .created(location: call.address(of: id)).noCache()
    }

    /// A flow that is met again, which a database of an earlier version may have, is a conflict of names.
    private static func copy(
        _ flow: FlowRecord, as alias: String, prefix: String, _ tx: Transaction, _ idp: Services
    ) throws -> String {
        let id = idp.ids.uuid()
        var document = flow.document
        document.alias = alias
        document.builtIn = false
        try tx.insert(FlowRecord(id: id, realmID: flow.realmID, document: document))
        for step in try tx.executions(ofFlow: flow.id) {
            var subflowID: String?
            if let old = try step.subflowID.flatMap({ try tx.flow(id: $0, in: flow.realmID) }) {
                subflowID = try copy(old, as: prefix + old.alias, prefix: prefix, tx, idp)
            }
            var configID: String?
            if var config = try step.configID.flatMap({ try tx.authenticatorConfig(id: $0, in: flow.realmID) }) {
                let newID = idp.ids.uuid()
                config.document.alias = prefix + (config.document.alias ?? "")
                try tx.insert(AuthenticatorConfigRecord(id: newID, realmID: flow.realmID, document: config.document))
                configID = newID
            }
            try tx.insert(
                ExecutionRecord(
                    id: idp.ids.uuid(), realmID: flow.realmID, flowID: id, subflowID: subflowID, configID: configID,
                    priority: step.priority, document: step.document))
        }
        return id
    }
}
