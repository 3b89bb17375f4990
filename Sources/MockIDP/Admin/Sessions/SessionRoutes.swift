import HTTPServer

/// Sessions of a realm as a whole; those of a user or client are with these.
enum SessionRoutes {
    private static let realm = "/admin/realms/{realm}"

    static let routes: [Route] = [
        .admin("DELETE", realm + "/sessions/{session}", .recorded("events_sessions"), deleteSession),
        .admin("GET", realm + "/client-session-stats", .recorded("events_sessions"), clientSessionStats),
        .admin("POST", realm + "/logout-all", .recorded("token_lifecycle"), logoutAll),
        .admin("POST", realm + "/push-revocation", .recorded("realms"), pushRevocation),
    ]
}
