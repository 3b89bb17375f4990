/// Authentication flows, their steps and the steps' settings, and required actions (Keycloak's
/// AuthenticationManagementResource). What they do at a login is not here: this is what an admin sees of them.
enum AuthenticationResource {
    private static let root = "/admin/realms/{realm}/authentication"
    private static let flow = root + "/flows/{flow}"
    private static let execution = root + "/executions/{id}"
    private static let config = root + "/config/{id}"
    private static let action = root + "/required-actions/{alias}"

    static let routes: [Route] = flows + executions + actions + providers

    private static let flows: [Route] = [
        .admin("GET", root + "/flows", .recorded("realms"), listFlows),
        .admin("POST", root + "/flows", .recorded("idp_flows_components"), createFlow),
        .admin("GET", flow, .recorded("idp_flows_components"), readFlow),
        .admin("PUT", flow, .recorded("idp_flows_components"), updateFlow),
        .admin("DELETE", flow, .recorded("idp_flows_components"), deleteFlow),
        .admin("POST", flow + "/copy", .recorded("idp_flows_components"), copyFlow),
        .admin("GET", flow + "/executions", .recorded("idp_flows_components"), listExecutions),
        .admin("PUT", flow + "/executions", .recorded("idp_flows_components"), updateExecution),
        .admin("POST", flow + "/executions/execution", .recorded("idp_flows_components"), addExecution),
        .admin("POST", flow + "/executions/flow", .recorded("idp_flows_components"), addSubflow),
    ]

    private static let executions: [Route] = [
        .admin("POST", root + "/executions", .modelled, createExecution),
        .admin("GET", execution, .recorded("idp_flows_components"), readExecution),
        .admin("DELETE", execution, .recorded("idp_flows_components"), deleteExecution),
        .admin("POST", execution + "/raise-priority", .recorded("idp_flows_components")) { try await move($0, by: -1) },
        .admin("POST", execution + "/lower-priority", .recorded("idp_flows_components")) { try await move($0, by: 1) },
        .admin("POST", execution + "/config", .recorded("idp_flows_components"), addConfig),
        .admin("GET", execution + "/config/{config}", .modelled, readConfig),
        .admin("POST", root + "/config", .modelled, createConfig),
        .admin("GET", config, .recorded("idp_flows_components"), readConfig),
        .admin("PUT", config, .recorded("idp_flows_components"), updateConfig),
        .admin("DELETE", config, .recorded("idp_flows_components"), deleteConfig),
    ]

    private static let actions: [Route] = [
        .admin("GET", root + "/required-actions", .recorded("realms"), listActions),
        .admin("GET", action, .recorded("idp_flows_components"), readAction),
        .admin("PUT", action, .recorded("idp_flows_components"), updateAction),
        .admin("DELETE", action, .modelled, deleteAction),
        .admin("GET", action + "/config", .modelled, readActionConfig),
        .admin("PUT", action + "/config", .modelled, updateActionConfig),
        .admin("DELETE", action + "/config", .modelled, deleteActionConfig),
        .admin("POST", action + "/raise-priority", .recorded("java-admin-client")) { try await moveAction($0, by: -1) },
        .admin("POST", action + "/lower-priority", .recorded("java-admin-client")) { try await moveAction($0, by: 1) },
        .admin("GET", root + "/unregistered-required-actions", .recorded("realms"), listUnregisteredActions),
        .admin("POST", root + "/register-required-action", .modelled, registerAction),
    ]

    private static let providers: [Route] = [
        .admin("GET", root + "/authenticator-providers", .recorded("realms"), listAuthenticators),
        .admin("GET", root + "/client-authenticator-providers", .recorded("realms"), listClientAuthenticators),
        .admin("GET", root + "/form-providers", .recorded("realms"), listForms),
        .admin("GET", root + "/form-action-providers", .recorded("realms"), listFormActions),
    ]
}

extension AdminError {
    // recording: idp_flows_components 27, 31, 49, 56
    static func flowExists(_ alias: String) -> AdminError { message(409, "Flow \(alias) already exists") }
    static func authenticatorUnknown(_ id: String) -> AdminError {
        error(400, "No authentication provider found for id: \(id)")
    }
    static let flowNotFound = error(404, "Flow not found")
    static let flowByIDNotFound = error(404, "Could not find flow with id")
    static let requiredActionNotFound = error(404, "Failed to find required action")

    // keycloak: errors.tsv
    static let newFlowExists = message(409, "New flow alias name already exists")
    static let illegalExecution = error(404, "Illegal execution")
    static let stepOfBuiltInFlow = error(400, "It is illegal to add execution to a built in flow")
    static let configNotFound = error(404, "Could not find authenticator config")

    // As in Keycloak's AuthenticationManagementResource; no recording.
    static let flowHasNoAlias = message(409, "Failed to create flow with empty alias name")
    static let parentFlowMissing = error(400, "parent flow not set on new execution")
    static let flowIsBuiltIn = error(400, "Can't delete built in flow")
    static let removalFromBuiltInFlow = error(400, "It is illegal to remove execution from a built in flow")

    // Keycloak takes any flow as a step, and falls over one that holds itself.
    init(_ error: FlowPlaceError, flow: FlowRecord) {
        switch error {
        case .alreadyStep: self = .error(400, "Flow \(flow.alias) is a step of a flow already")
        case .insideItself: self = .error(400, "Flow \(flow.alias) cannot be a step of itself")
        case .tooDeep: self = .error(400, "Flows are nested deeper than \(FlowTree.maximumDepth) levels")
        }
    }
}
