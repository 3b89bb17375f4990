import JSON

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
        .admin("GET", root + "/flows", listFlows),
        .admin("POST", root + "/flows", createFlow),
        .showing(flow, .shownFlow) { flow, tx in try flow.shown(tx) },
        .admin("PUT", flow, updateFlow),
        .admin("DELETE", flow, deleteFlow),
        .admin("POST", flow + "/copy", copyFlow),
        .admin("GET", flow + "/executions", listExecutions),
        .admin("PUT", flow + "/executions", updateExecution),
        .admin("POST", flow + "/executions/execution", addExecution),
        .admin("POST", flow + "/executions/flow", addSubflow),
    ]

    private static let executions: [Route] = [
        .admin("POST", root + "/executions", createExecution),
        .showing(execution, .execution) { step, _ in step.shown },
        .admin("DELETE", execution, deleteExecution),
        .admin("POST", execution + "/raise-priority") { try await move($0, by: -1) },
        .admin("POST", execution + "/lower-priority") { try await move($0, by: 1) },
        .admin("POST", execution + "/config", addConfig),
        .showing(execution + "/config/{config}", .configOfStep) { config, _ in config.document.ordered },
        .admin("POST", root + "/config", createConfig),
        .showing(config, .config) { config, _ in config.document.ordered },
        .admin("PUT", config, updateConfig),
        .removing(config, .config),
    ]

    private static let actions: [Route] = [
        .admin("GET", root + "/required-actions", listActions),
        .showing(action, .requiredAction) { action, _ in action.document.withDefaults.ordered },
        .admin("PUT", action, updateAction),
        .removing(action, .requiredAction, .noContent),
        .showing(action + "/config", .requiredAction) { action, _ in ["config": action.document.config.json] },
        .admin("PUT", action + "/config", updateActionConfig),
        .admin("DELETE", action + "/config", deleteActionConfig),
        .admin("POST", action + "/raise-priority") { try await moveAction($0, by: -1) },
        .admin("POST", action + "/lower-priority") { try await moveAction($0, by: 1) },
        .admin("GET", root + "/unregistered-required-actions", listUnregisteredActions),
        .admin("POST", root + "/register-required-action", registerAction),
    ]

    private static let providers: [Route] = [
        .admin("GET", root + "/authenticator-providers", listAuthenticators),
        .admin("GET", root + "/client-authenticator-providers", listClientAuthenticators),
        .admin("GET", root + "/form-providers", listForms),
        .admin("GET", root + "/form-action-providers", listFormActions),
    ]
}
