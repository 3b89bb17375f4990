/// The one list of everything that is served. A new endpoint is a line in its room's routes and a file beside them.
enum Routes {
    static let all: [Route] = ofProtocols + ofAdministration

    private static let ofProtocols = OIDC.routes + FrontDoor.routes + ProbeRoutes.routes
    private static let ofAdministration = AdminRoutes.all + ExportRoutes.routes + FrontDoor.adminRoutes

    /// Finds the route of a call. The admin API's tree is made at its first call: a start-up has no time for it.
    static func match(_ method: String, _ path: String) -> Router.Match {
        let isAdmin = path.hasPrefix("/admin/") && path.utf8.count > "/admin/".utf8.count
        return (isAdmin ? adminRouter : protocolRouter).match(method, path)
    }

    private static let protocolRouter = Router(ofProtocols)
    private static let adminRouter = Router(ofAdministration)
}
