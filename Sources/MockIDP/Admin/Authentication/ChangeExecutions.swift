import HTTPServer
import JSON

extension AuthenticationResource {
    /// `POST flows/{alias}/executions/execution`: a step at the end, disabled until it is told otherwise.
    @Sendable static func addExecution(_ call: AdminCall) async throws -> Reply {
        let body = try await call.body(changing: .flowByAlias).json()
        let provider = body["provider"]?.string ?? ""
        let priority = try body.int32("priority")
        let id = call.idp.ids.uuid()
        try await call.write(.flowByAlias) { tx, realm, flow in
            if flow.document.builtIn { throw AdminError.stepOfBuiltInFlow }
            if AuthenticatorKind.all[provider] == nil { throw AdminError.authenticatorUnknown(provider) }
            try tx.insert(
                ExecutionRecord(
                    id: id, realmID: realm.id, flowID: flow.id,
                    priority: priority ?? nextPriority(in: flow, tx), document: disabled(provider)))
        }
        return .created(location: call.authenticationAddress + "/executions/" + id).noCache()
    }

    /// `POST executions`: a step that says which flow it belongs to.
    @Sendable static func createExecution(_ call: AdminCall) async throws -> Reply {
        let body = try await call.body(for: .manageRealm).as(AuthenticationExecutionRepresentation.self)
        let id = call.idp.ids.uuid()
        try await call.write(.manageRealm) { tx, realm in
            let parent = try tx.flow(id: body.parentFlow ?? "", in: realm.id).found(or: .parentFlowMissing)
            if parent.document.builtIn { throw AdminError.stepOfBuiltInFlow }
            let subflow = try body.flowId.flatMap { try tx.flow(id: $0, in: realm.id) }
            if let subflow {
                do {
                    try tx.checkPlace(ofFlow: subflow.id, under: parent.id)
                } catch let error as FlowPlaceError {
                    throw AdminError(error, flow: subflow)
                }
            }
            try tx.insert(
                ExecutionRecord(
                    id: id, realmID: realm.id, flowID: parent.id, subflowID: subflow?.id,
                    priority: nextPriority(in: parent, tx), document: body))
        }
        return .created(location: call.authenticationAddress + "/executions/" + id).noCache()
    }

    /// `POST flows/{alias}/executions/flow`.
    @Sendable static func addSubflow(_ call: AdminCall) async throws -> Reply {
        let body = try await call.body(changing: .flowByAlias).json()
        let priority = try body.int32("priority")
        guard let alias = body["alias"]?.string, !alias.isEmpty else { throw AdminError.flowHasNoAlias }
        try checkSegment(alias)
        let id = call.idp.ids.uuid()
        try await call.write(.flowByAlias) { tx, realm, parent in
            let type = body["type"]?.string ?? "basic-flow"
            var document = AuthenticationFlowRepresentation(["alias": .string(alias), "providerId": .string(type)])
            document.description = body["description"]?.string
            document.topLevel = false
            document.builtIn = false
            let flow = FlowRecord(id: id, realmID: realm.id, document: document)
            do {
                try tx.checkRoom(underFlow: parent.id)
                try tx.insert(flow)
            } catch let error where error.isConflict {
                throw AdminError.newFlowExists
            } catch let error as FlowPlaceError {
                throw AdminError(error, flow: flow)
            }
            let provider = type == "form-flow" ? body["provider"]?.string : nil
            try tx.insert(
                ExecutionRecord(
                    id: call.idp.ids.uuid(), realmID: realm.id, flowID: parent.id, subflowID: id,
                    priority: priority ?? nextPriority(in: parent, tx), document: disabled(provider)))
        }
        return .created(location: call.authenticationAddress + "/flows/" + id).noCache()
    }

    /// `PUT flows/{alias}/executions`: the step whose id the body has.
    @Sendable static func updateExecution(_ call: AdminCall) async throws -> Reply {
        let body = try await call.body(changing: .flowByAlias).as(AuthenticationExecutionInfoRepresentation.self)
        try await call.write(.flowByAlias) { tx, realm, _ in
            var execution = try tx.execution(id: body.id ?? "", in: realm.id).found(or: .illegalExecution)
            if let requirement = body.requirement { execution.document.requirement = requirement }
            if let priority = body.document["priority"]?.int { execution.priority = priority }
            try tx.update(execution)
            guard var subflow = try execution.subflowID.flatMap({ try tx.flow(id: $0, in: realm.id) }) else { return }
            if let name = body.displayName, !name.isEmpty {
                try checkSegment(name)
                subflow.document.alias = name
            }
            if let description = body.description { subflow.document.description = description }
            do { try tx.update(subflow) } catch let error where error.isConflict {
                throw AdminError.flowExists(subflow.alias)
            }
        }
        return .noContentNoCache
    }

    /// `DELETE executions/{id}`.
    @Sendable static func deleteExecution(_ call: AdminCall) async throws -> Reply {
        try await call.write(.execution) { tx, realm, execution in
            let flow = try tx.flow(id: execution.flowID, in: realm.id)
            if flow?.document.builtIn == true { throw AdminError.removalFromBuiltInFlow }
            try tx.delete(execution)
        }
        return .noContentNoCache
    }

    /// `POST executions/{id}/raise-priority`, `lower-priority`: the step and its neighbour change places.
    static func move(_ call: AdminCall, by distance: Int) async throws -> Reply {
        try await call.write(.execution) { tx, _, execution in
            let steps = try tx.executions(ofFlow: execution.flowID)
            guard let place = steps.firstIndex(where: { $0.id == execution.id }),
                steps.indices.contains(place + distance)
            else { return }
            var (one, other) = (steps[place], steps[place + distance])
            swap(&one.priority, &other.priority)
            try tx.update(one)
            try tx.update(other)
        }
        return .noContentNoCache
    }

    private static func nextPriority(in flow: FlowRecord, _ tx: Transaction) throws -> Int {
        try tx.executions(ofFlow: flow.id).last.map { nextPriority(after: $0.priority) } ?? 0
    }

    /// The largest is followed by itself: what comes later is last anyway.
    static func nextPriority(after priority: Int) -> Int { min(priority, Int(Int32.max) - 1) + 1 }

    private static func disabled(_ provider: String?) -> AuthenticationExecutionRepresentation {
        var document = AuthenticationExecutionRepresentation(["requirement": "DISABLED"])
        document.authenticator = provider
        return document
    }
}

extension AdminCall {
    /// `…/authentication` of this realm.
    fileprivate var authenticationAddress: String {
        base + "/admin/realms/" + PercentEncoding.encode(parameter("realm"), in: .pathSegment) + "/authentication"
    }
}
