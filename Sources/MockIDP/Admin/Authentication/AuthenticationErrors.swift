/// The sentences of the endpoints of flows, their steps and required actions.
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
