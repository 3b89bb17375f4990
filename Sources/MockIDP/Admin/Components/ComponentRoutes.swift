import HTTPServer

/// `/admin/realms/{realm}/components`.
enum ComponentRoutes {
    private static let components = "/admin/realms/{realm}/components"
    private static let component = components + "/{id}"

    static let routes: [Route] = [
        .admin("GET", components, listComponents),
        .admin("POST", components, createComponent),
        .admin("GET", component, getComponent),
        .admin("PUT", component, updateComponent),
        .admin("DELETE", component, deleteComponent),
        .admin("GET", component + "/sub-component-types", listSubComponentTypes),
    ]
}
