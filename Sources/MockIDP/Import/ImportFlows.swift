import JSON

extension RealmImport {
    /// Flows, the settings of their steps, the steps, and required actions.
    func flowSteps() -> AnySequence<Step> {
        let flows = list("authenticationFlows")
        let executions = flows.lazy.flatMap { flow in
            self.list("authenticationExecutions", of: flow).enumerated().map { (flow.text("alias"), $0, $1) }
        }
        return AnySequence(
            [
                each(list("authenticatorConfig")) { try $0.addConfig($1) },
                each(flows) { try $0.addFlow($1) },
                each(executions) { work, execution in
                    guard let flowID = execution.0.flatMap({ work.flows[$0] }) else { return }
                    try work.addStep(execution.2, to: flowID, defaultPriority: (execution.1 + 1) * 10)
                },
                each(list("requiredActions")) { try $0.addRequiredAction($1) },
            ].joined())
    }

    private func addConfig(_ config: JSONObject) throws {
        let id = id(of: config)
        if let alias = config.text("alias") { configs[alias] = id }
        try tx.insert(AuthenticatorConfigRecord(id: id, realmID: realm.id, document: .init(config)))
    }

    private func addFlow(_ flow: JSONObject) throws {
        let alias = try name(of: flow, "alias", "flow")
        let id = id(of: flow)
        flows[alias] = id
        try tx.insert(FlowRecord(id: id, realmID: realm.id, document: .init(flow)))
    }

    private func addRequiredAction(_ action: JSONObject) throws {
        _ = try name(of: action, "alias", "required action")
        try tx.insert(RequiredActionRecord(id: idp.ids.uuid(), realmID: realm.id, document: .init(action)))
    }

    /// In a file a step names its sub-flow and its settings by alias; one that names neither stands for itself.
    private func addStep(_ step: JSONObject, to flowID: String, defaultPriority: Int) throws {
        var subflowID: String?
        if let alias = step.text("flowAlias"), !alias.isEmpty {
            guard let id = flows[alias] else { throw ImportError.unknownFlow(alias, in: "authenticationFlows") }
            subflowID = id
        }
        try tx.insert(
            ExecutionRecord(
                id: id(of: step), realmID: realm.id, flowID: flowID, subflowID: subflowID,
                configID: step.text("authenticatorConfig").flatMap { configs[$0] },
                priority: step["priority"]?.int ?? defaultPriority, document: .init(step)))
    }
}
