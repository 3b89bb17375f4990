import HTTPServer

/// The role mappings below a user or a group.
func roleMappingRoutes(_ path: String, holder: MappedHolder) -> [Route] {
    let mappings = path + "/role-mappings"
    var routes: [Route] = [.admin("GET", mappings) { try await listMappings($0, holder) }]
    for (container, ofClient) in [("/realm", false), ("/clients/{client}", true)] {
        let listings: [(String, MappingListing)] = [
            ("", .direct), ("/available", .available), ("/composite", .effective),
        ]
        for (suffix, listing) in listings {
            routes.append(
                .admin("GET", mappings + container + suffix) {
                    try await listMappings($0, holder, ofClient: ofClient, listing)
                })
        }
        routes.append(
            .admin("POST", mappings + container) { try await addMappings($0, holder, ofClient: ofClient) })
        routes.append(
            .admin("DELETE", mappings + container) {
                try await removeMappings($0, holder, ofClient: ofClient)
            })
    }
    return routes
}
