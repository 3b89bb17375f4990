import HTTPServer

/// `/admin/realms/{realm}/groups`, and what else is about groups.
enum GroupRoutes {
    private static let realm = "/admin/realms/{realm}"
    private static let group = realm + "/groups/{id}"
    /// A path of groups has as many segments as it is deep; these are the names they get in the pattern.
    static let pathParameters = (1...12).map { "group\($0)" }

    static let routes: [Route] =
        [
            .admin("GET", realm + "/groups", .recorded("roles_groups"), listGroups),
            .admin("POST", realm + "/groups", .recorded("roles_groups"), createGroup),
            .admin("GET", realm + "/groups/count", .recorded("roles_groups"), countGroups),
            .admin("GET", group, .recorded("roles_groups"), getGroup),
            .admin("PUT", group, .recorded("roles_groups"), updateGroup),
            .admin("DELETE", group, .recorded("roles_groups"), deleteGroup),
            .admin("GET", group + "/children", .recorded("roles_groups"), listChildGroups),
            .admin("POST", group + "/children", .recorded("roles_groups"), createChildGroup),
            .admin("GET", group + "/members", .recorded("roles_groups"), listGroupMembers),
            .admin("GET", realm + "/default-groups", .recorded("roles_groups"), listDefaultGroups),
            .admin("PUT", realm + "/default-groups/{id}", .recorded("roles_groups"), addDefaultGroup),
            .admin("DELETE", realm + "/default-groups/{id}", .recorded("roles_groups"), removeDefaultGroup),
        ] + byPath + roleMappingRoutes(group, holder: .group)

    private static var byPath: [Route] {
        pathParameters.indices.map { last in
            let segments = pathParameters[...last].map { "/{\($0)}" }.joined()
            return .admin("GET", realm + "/group-by-path" + segments, .recorded("roles_groups"), getGroupByPath)
        }
    }
}
