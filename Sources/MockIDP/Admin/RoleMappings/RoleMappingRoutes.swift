import HTTPServer

/// The role mappings below a user or a group.
func roleMappingRoutes(_ path: String, holder: MappedHolder) -> [Route] {
    let evidence = Evidence.recorded(holder == .user ? "users" : "roles_groups")
    let mappings = path + "/role-mappings"
    var routes: [Route] = [.admin("GET", mappings, evidence) { try await listMappings($0, holder) }]
    for (container, ofClient) in [("/realm", false), ("/clients/{client}", true)] {
        let listings: [(String, MappingListing)] = [
            ("", .direct), ("/available", .available), ("/composite", .effective),
        ]
        for (suffix, listing) in listings {
            routes.append(
                .admin("GET", mappings + container + suffix, evidence) {
                    try await listMappings($0, holder, ofClient: ofClient, listing)
                })
        }
        routes.append(
            .admin("POST", mappings + container, evidence) { try await addMappings($0, holder, ofClient: ofClient) })
        routes.append(
            .admin("DELETE", mappings + container, evidence) {
                try await removeMappings($0, holder, ofClient: ofClient)
            })
    }
    return routes
}
