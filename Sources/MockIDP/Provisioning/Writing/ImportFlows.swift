import JSON

extension RealmImport {
    /// Flows, the settings of their steps, the steps, and required actions.
    func flowSteps() -> Steps {
        let flows = list("authenticationFlows")
        let executions = flows.lazy.flatMap { flow in
            self.list("authenticationExecutions", of: flow).enumerated().map { (flow.text("alias"), $0, $1) }
        }
        return Steps([
            each(list("authenticatorConfig")) { try $0.addConfig($1) },
            each(flows) { try $0.addFlow($1) },
            each([flows]) { try FlowOrder($1).check() },
            each(executions) { work, execution in
                guard let flowID = execution.0.flatMap({ work.flows[$0] }) else { return }
                try work.addStep(execution.2, to: flowID, defaultPriority: (execution.1 + 1) * 10)
            },
            each(list("requiredActions")) { try $0.addRequiredAction($1) },
        ])
    }

    private func addConfig(_ config: JSONObject) throws {
        let id = try id(of: config)
        if let alias = config.text("alias") { configs[alias] = id }
        try tx.insert(AuthenticatorConfigRecord(id: id, realmID: realm.id, document: .init(config)))
    }

    private func addFlow(_ flow: JSONObject) throws {
        let alias = try segment(of: flow, "alias", "flow")
        let id = try id(of: flow)
        flows[alias] = id
        try tx.insert(FlowRecord(id: id, realmID: realm.id, document: .init(flow)))
    }

    private func addRequiredAction(_ action: JSONObject) throws {
        _ = try segment(of: action, "alias", "required action")
        try tx.insert(RequiredActionRecord(id: idp.ids.uuid(), realmID: realm.id, document: .init(action)))
    }

    /// In a file a step names its sub-flow and its settings by alias; one that names neither stands for itself.
    private func addStep(_ step: JSONObject, to flowID: String, defaultPriority: Int) throws {
        var subflowID: String?
        if let alias = step.text("flowAlias"), !alias.isEmpty {
            guard let id = flows[alias] else { throw ImportError.unknownFlow(alias, in: "authenticationFlows") }
            subflowID = id
        }
        var document = step
        document["flowAlias"] = nil
        try tx.insert(
            ExecutionRecord(
                id: try id(of: step), realmID: realm.id, flowID: flowID, subflowID: subflowID,
                configID: step.text("authenticatorConfig").flatMap { configs[$0] },
                priority: step["priority"]?.int ?? defaultPriority, document: .init(document)))
    }
}

/// How the flows of a document hold each other, by alias.
private struct FlowOrder {
    private var inside: TextMap<[String]> = [:]
    /// How many steps each flow is, and of these in how many flows that are not built in.
    private var places: TextMap<Int> = [:]
    private var ownPlaces: TextMap<Int> = [:]

    init(_ flows: [JSONObject]) {
        for flow in flows {
            let alias = flow.text("alias") ?? ""
            let steps = flow["authenticationExecutions"]?.array ?? []
            inside[alias] = steps.compactMap { $0["flowAlias"]?.string }.filter { !$0.isEmpty }
            for subflow in inside[alias] ?? [] {
                places[subflow, default: 0] += 1
                // A built-in flow that a document lacks comes with its steps, of which the document may have its own.
                if flow["builtIn"]?.bool != true { ownPlaces[subflow, default: 0] += 1 }
            }
        }
    }

    /// Refuses a flow that is two steps, or inside itself, or too deep: from the top downwards every flow is reached
    /// once all flows around it are, unless it is around itself.
    func check() throws(ImportError) {
        if let twice = ownPlaces.filter({ $0.value > 1 }).names.first { throw .flowInTwoPlaces(twice) }
        var left = places
        var level = inside.names.filter { places[$0] == nil }
        var reached = 0
        for _ in 0..<FlowTree.maximumDepth {
            reached += level.count
            level = level.flatMap { inside[$0] ?? [] }.filter { alias in
                left[alias, default: 0] -= 1
                return left[alias] == 0 && inside[alias] != nil
            }
        }
        if let deep = level.min() { throw .flowTooDeep(deep) }
        guard reached == inside.count else {
            throw .flowInsideItself(left.filter { $0.value > 0 && inside[$0.key] != nil }.names.first ?? "")
        }
    }
}
