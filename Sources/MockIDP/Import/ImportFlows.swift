import JSON

extension RealmImport {
    /// Flows, the settings of their steps, the steps, and required actions.
    func addFlows() throws {
        for config in list("authenticatorConfig") {
            let id = id(of: config)
            if let alias = config.text("alias") { configs[alias] = id }
            try tx.insert(AuthenticatorConfigRecord(id: id, realmID: realm.id, document: .init(config)))
        }
        let documents = list("authenticationFlows")
        for flow in documents {
            let alias = try name(of: flow, "alias", "flow")
            let id = id(of: flow)
            flows[alias] = id
            try tx.insert(FlowRecord(id: id, realmID: realm.id, document: .init(flow)))
        }
        for flow in documents {
            guard let flowID = flow.text("alias").flatMap({ flows[$0] }) else { continue }
            for (index, step) in list("authenticationExecutions", of: flow).enumerated() {
                try addStep(step, to: flowID, defaultPriority: (index + 1) * 10)
            }
        }
        for action in list("requiredActions") {
            _ = try name(of: action, "alias", "required action")
            try tx.insert(RequiredActionRecord(id: idp.ids.uuid(), realmID: realm.id, document: .init(action)))
        }
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
