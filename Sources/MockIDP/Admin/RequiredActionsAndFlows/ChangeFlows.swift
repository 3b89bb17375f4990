import HTTPServer
import JSON

extension AuthenticationResource {
    /// `POST flows`.
    @Sendable static func createFlow(_ call: AdminCall) async throws -> Reply {
        let body = try call.body(AuthenticationFlowRepresentation.self)
        let id = call.idp.ids.uuid()
        try await call.write(.manageRealm) { tx, realm in
            guard let alias = body.alias, !alias.isEmpty else { throw AdminError.flowHasNoAlias }
            if try tx.flow(alias: alias, in: realm.id) != nil { throw AdminError.flowExists(alias) }
            var document = body
            document.authenticationExecutions = nil
            try tx.insert(FlowRecord(id: id, realmID: realm.id, document: document))
        }
        return .created(location: call.address(of: id)).noCache()
    }

    /// `PUT flows/{id}`.
    @Sendable static func updateFlow(_ call: AdminCall) async throws -> Reply {
        let body = try call.body(AuthenticationFlowRepresentation.self)
        try await call.write(.manageRealm) { tx, realm in
            var flow = try flow(byID: call, tx, realm)
            if let alias = body.alias, alias != flow.alias, try tx.flow(alias: alias, in: realm.id) != nil {
                throw AdminError.flowExists(alias)
            }
            flow.document.merge(body)
            try tx.update(flow)
        }
        return .noContentNoCache
    }

    /// `DELETE flows/{id}`: its sub-flows go too.
    @Sendable static func deleteFlow(_ call: AdminCall) async throws -> Reply {
        try await call.write(.manageRealm) { tx, realm in
            let flow = try flow(byID: call, tx, realm)
            if flow.document.builtIn { throw AdminError.flowIsBuiltIn }
            if let step = try tx.execution(ofSubflow: flow.id) { try tx.delete(step) } else { try tx.delete(flow) }
        }
        return .noContentNoCache
    }

    /// `POST flows/{alias}/copy`: sub-flows are copied under the new name and their own, as are settings of steps
    /// (recording: idp_flows_components 47).
    @Sendable static func copyFlow(_ call: AdminCall) async throws -> Reply {
        let newName = try call.json()["newName"]?.string
        let id = try await call.write(.manageRealm) { tx, realm in
            let flow = try flow(byAlias: call, tx, realm)
            guard let newName, !newName.isEmpty else { throw AdminError.flowHasNoAlias }
            if try tx.flow(alias: newName, in: realm.id) != nil { throw AdminError.newFlowExists }
            return try copy(flow, as: newName, prefix: newName + " ", level: 0, tx, call.idp)
        }
        return .created(location: call.address(of: id)).noCache()
    }

    private static func copy(
        _ flow: FlowRecord, as alias: String, prefix: String, level: Int, _ tx: Transaction, _ idp: Services
    ) throws -> String {
        let id = idp.ids.uuid()
        var document = flow.document
        document.alias = alias
        document.builtIn = false
        try tx.insert(FlowRecord(id: id, realmID: flow.realmID, document: document))
        for step in try tx.executions(ofFlow: flow.id) {
            var subflowID: String?
            if let old = try step.subflowID.flatMap({ try tx.flow(id: $0, in: flow.realmID) }), level < 32 {
                subflowID = try copy(old, as: prefix + old.alias, prefix: prefix, level: level + 1, tx, idp)
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
