import HTTPServer
import JSON

extension AuthenticationResource {
    /// `GET flows`: those at the top.
    @Sendable static func listFlows(_ call: AdminCall) async throws -> Reply {
        try await call.read(.viewRealm) { tx, realm in
            let flows = try tx.flows(in: realm.id).filter { $0.document.topLevel && $0.alias != "saml ecp" }
            return Reply.adminJSON(try flows.map { try $0.shown(tx) })
        }
    }

    /// `GET flows/{alias}/executions`: the whole tree, level by level downwards.
    @Sendable static func listExecutions(_ call: AdminCall) async throws -> Reply {
        try await call.read(.flowByAlias) { tx, _, flow in
            var listing = FlowListing(tx)
            try listing.addSteps(of: flow, level: 0)
            return Reply.adminJSON(listing.steps.map(\.ordered))
        }
    }
}

/// The steps of a flow and of the flows that are its steps.
private struct FlowListing {
    private let tx: Transaction
    private(set) var steps: [AuthenticationExecutionInfoRepresentation] = []
    /// Each flow is gone through once: in a database of an earlier version it may be in several places, or in itself.
    private var listed: TextSet = []

    init(_ tx: Transaction) { self.tx = tx }

    mutating func addSteps(of flow: FlowRecord, level: Int) throws {
        guard listed.insert(flow.id).inserted else { return }
        for (index, execution) in try tx.executions(ofFlow: flow.id).enumerated() {
            var step = AuthenticationExecutionInfoRepresentation()
            step.id = execution.id
            step.requirement = execution.document.requirement
            step.priority = execution.priority
            step.level = level
            step.index = index
            let subflow = try execution.subflowID.flatMap { try tx.flow(id: $0, in: flow.realmID) }
            if let subflow { step.describe(subflow, execution) } else { try step.describe(execution, tx) }
            steps.append(step)
            if let subflow { try addSteps(of: subflow, level: level + 1) }
        }
    }
}

extension AuthenticationExecutionInfoRepresentation {
    /// A step that is a flow; one of forms names the form's provider.
    fileprivate mutating func describe(_ subflow: FlowRecord, _ execution: ExecutionRecord) {
        let isForm = subflow.document.providerId == "form-flow"
        self.displayName = subflow.alias
        self.description = subflow.document.description
        self.requirementChoices = isForm ? AuthenticatorKind.ofForm : AuthenticatorKind.ofSubflow
        self.configurable = false
        self.authenticationFlow = true
        if isForm { self.providerId = execution.document.authenticator }
        self.flowId = subflow.id
    }

    fileprivate mutating func describe(_ execution: ExecutionRecord, _ tx: Transaction) throws {
        let id = execution.document.authenticator ?? ""
        let kind = AuthenticatorKind.all[id]
        self.displayName = kind?.displayName ?? id
        self.requirementChoices = kind?.choices ?? []
        self.configurable = kind?.isConfigurable ?? false
        self.providerId = id
        guard let configID = execution.configID else { return }
        self.authenticationConfig = configID
        self.alias = try tx.authenticatorConfig(id: configID, in: execution.realmID)?.document.alias
    }
}

extension ExecutionRecord {
    var isSubflow: Bool { subflowID != nil }

    /// The step by itself.
    var shown: JSONObject {
        var shown = document.withDefaults
        shown.authenticatorFlow = isSubflow
        shown.autheticatorFlow = isSubflow
        return shown.ordered
    }
}

extension FlowRecord {
    /// The flow with its steps, which name what they refer to (keycloak: flows.json).
    func shown(_ tx: Transaction) throws -> JSONObject {
        var shown = document.withDefaults
        shown.authenticationExecutions = try tx.executions(ofFlow: id).map { execution in
            var step = AuthenticationExecutionExportRepresentation()
            step.authenticatorConfig = try execution.configID.flatMap {
                try tx.authenticatorConfig(id: $0, in: realmID)?.document.alias
            }
            step.authenticator = execution.document.authenticator
            step.authenticatorFlow = execution.isSubflow
            step.requirement = execution.document.requirement
            step.priority = execution.priority
            step.autheticatorFlow = execution.isSubflow
            step.flowAlias = try execution.subflowID.flatMap { try tx.flow(id: $0, in: realmID)?.alias }
            step.userSetupAllowed = false
            return step
        }
        return shown.ordered
    }
}
