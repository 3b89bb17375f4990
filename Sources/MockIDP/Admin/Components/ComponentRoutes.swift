import HTTPServer

/// `/admin/realms/{realm}/components`.
enum ComponentRoutes {
    private static let components = "/admin/realms/{realm}/components"
    private static let component = components + "/{id}"

    static let routes: [Route] = [
        .admin("GET", components, listComponents),
        .admin("POST", components, createComponent),
        .showing(component, .component) { component, _ in component.shown },
        .admin("PUT", component, updateComponent),
        .removing(component, .component, .noContent),
        .admin("GET", component + "/sub-component-types", listSubComponentTypes),
    ]
}
