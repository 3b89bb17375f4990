import HTTPServer
import JSON

/// `GET /admin/serverinfo`: version, features, providers and themes, prepared once. Provisioning clients read it at
/// every login and decide by the version what they send. Who does not administer the server gets it without
/// `systemInfo` (needs of the Terraform provider since 26.4).
func getServerInfo(_ call: AdminCall) async throws -> Reply {
    let isAdmin = try await call.idp.store.read { tx in
        guard try call.callerIsFromMaster(tx), let master = try tx.realm(id: call.caller.realmID) else { return false }
        for role in ["admin", "view-system"] where try call.caller.holds(realmRole: role, tx) { return true }
        return try call.access(to: master, tx)?.allows(.systemInfo) ?? false
    }
    return Reply(
        status: 200,
        headers: [("Cache-Control", "no-cache"), ("Content-Type", "application/json;charset=UTF-8")],
        body: .shared(isAdmin ? call.idp.serverInfo.full : call.idp.serverInfo.withoutSystem))
}

extension Permission {
    fileprivate static let systemInfo = Permission("view-system", "manage-realms", "manage-realm")
}

/// `/admin/serverinfo`.
enum ServerInfoRoutes {
    static let routes: [Route] = [.admin("GET", "/admin/serverinfo", getServerInfo)]
}
