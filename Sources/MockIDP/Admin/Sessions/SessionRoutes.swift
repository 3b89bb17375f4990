import HTTPServer

/// Sessions of a realm as a whole; those of a user or client are with these.
enum SessionRoutes {
    private static let realm = "/admin/realms/{realm}"

    static let routes: [Route] = [
        .admin("DELETE", realm + "/sessions/{session}", deleteSession),
        .admin("GET", realm + "/client-session-stats", clientSessionStats),
        .admin("POST", realm + "/logout-all", logoutAll),
        .admin("POST", realm + "/push-revocation", pushRevocation),
    ]
}
