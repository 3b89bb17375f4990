import JSON

extension RealmExport {
    func addClientScopes(to document: inout JSONObject) throws {
        document["clientScopes"] = .array(
            try tx.clientScopes(in: realm.id).map { scope in
                var members = scope.document.document
                members["id"] = .string(scope.id)
                if members["protocolMappers"]?.array?.isEmpty == true { members["protocolMappers"] = nil }
                return .object(ClientScopeRepresentation(members).ordered)
            })
        for (member, isDefault) in [("defaultDefaultClientScopes", true), ("defaultOptionalClientScopes", false)] {
            document[member] = JSONValue(
                try tx.defaultClientScopes(ofRealm: realm.id, isDefault: isDefault).map(\.name))
        }
    }

    /// Components by the type of their provider, each with those below it; masked as the admin API shows them.
    func components(under parent: String, masked: Bool = false) throws -> JSONObject {
        var lists = NamedLists()
        for component in try tx.components(in: realm.id, parent: parent, type: nil, name: nil) {
            let document = masked ? component.shown : try component.document.certified().document
            var shown: JSONObject = ["id": .string(component.id)]
            for name in ["name", "providerId", "subType"] { shown[name] = document[name] }
            shown["subComponents"] = .object(try components(under: component.id, masked: masked))
            shown["config"] = document["config"] ?? [:]
            let type = component.document.providerType ?? ""
            lists.append(.object(shown), to: type)
        }
        return lists.object
    }

    /// Flows with their steps, which name sub-flows and settings by alias; the settings; required actions.
    func addFlows(to document: inout JSONObject) throws {
        let flows = try tx.flows(in: realm.id).sorted { $0.alias < $1.alias }
        let aliases = TextMap(flows.map { ($0.id, $0.alias) })
        let configs = try tx.authenticatorConfigs(in: realm.id)
        let configAliases = TextMap(configs.map { ($0.id, $0.document.document["alias"] ?? .null) })
        document["authenticationFlows"] = .array(
            try flows.map { flow in
                var shown = flow.document.document
                shown["id"] = .string(flow.id)
                shown["authenticationExecutions"] = .array(
                    try tx.executions(ofFlow: flow.id).map { step(of: $0, aliases, configAliases) })
                return .object(AuthenticationFlowRepresentation(shown).ordered)
            })
        document["authenticatorConfig"] = .array(
            configs.map { config in
                var shown = config.document.document
                shown["id"] = .string(config.id)
                return .object(AuthenticatorConfigRepresentation(shown).ordered)
            })
        document["requiredActions"] = .array(
            try tx.requiredActions(in: realm.id).map { .object($0.document.ordered) })
    }

    private func step(
        of execution: ExecutionRecord, _ flows: TextMap<String>, _ configs: TextMap<JSONValue>
    ) -> JSONValue {
        var shown: JSONObject = [:]
        shown["authenticatorConfig"] = execution.configID.flatMap { configs[$0] }
        shown["authenticator"] = execution.document.authenticator.map { .string($0) }
        let isFlow = execution.subflowID != nil
        shown["authenticatorFlow"] = .bool(isFlow)
        shown["requirement"] = execution.document.document["requirement"]
        shown["priority"] = JSONValue(execution.priority)
        shown["autheticatorFlow"] = .bool(isFlow)
        shown["flowAlias"] = execution.subflowID.flatMap { flows[$0] }.map { .string($0) }
        shown["userSetupAllowed"] = execution.document.document["userSetupAllowed"] ?? false
        return .object(shown)
    }
}
