import HTTPServer

/// `/admin/realms/{realm}/groups`, and what else is about groups.
enum GroupRoutes {
    private static let realm = "/admin/realms/{realm}"
    private static let group = realm + "/groups/{id}"
    /// A path of groups has as many segments as it is deep; these are the names they get in the pattern.
    static let pathParameters = (1...12).map { "group\($0)" }

    static let routes: [Route] =
        [
            .admin("GET", realm + "/groups", listGroups),
            .admin("POST", realm + "/groups", createGroup),
            .admin("GET", realm + "/groups/count", countGroups),
            .admin("GET", group, getGroup),
            .admin("PUT", group, updateGroup),
            .removing(group, .group, .noContent),
            .admin("GET", group + "/children", listChildGroups),
            .admin("POST", group + "/children", createChildGroup),
            .admin("GET", group + "/members", listGroupMembers),
            .admin("GET", realm + "/default-groups", listDefaultGroups),
            .admin("PUT", realm + "/default-groups/{id}", addDefaultGroup),
            .admin("DELETE", realm + "/default-groups/{id}", removeDefaultGroup),
        ] + byPath

    private static var byPath: [Route] {
        pathParameters.indices.map { last in
            let segments = pathParameters[...last].map { "/{\($0)}" }.joined()
            return .admin("GET", realm + "/group-by-path" + segments, getGroupByPath)
        }
    }
}
