import HTTPServer

/// `/admin/realms/{realm}/components`.
enum ComponentRoutes {
    private static let components = "/admin/realms/{realm}/components"
    private static let component = components + "/{id}"

    static let routes: [Route] = [
        .admin("GET", components, .recorded("idp_flows_components"), listComponents),
        .admin("POST", components, .recorded("idp_flows_components"), createComponent),
        .admin("GET", component, .recorded("idp_flows_components"), getComponent),
        .admin("PUT", component, .recorded("idp_flows_components"), updateComponent),
        .admin("DELETE", component, .recorded("idp_flows_components"), deleteComponent),
        .admin("GET", component + "/sub-component-types", .recorded("idp_flows_components"), listSubComponentTypes),
    ]
}
