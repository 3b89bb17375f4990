/// The sentences of the sessions' endpoints.
extension AdminError {
    // With Keycloak's own spelling (recording: events_sessions 28).
    static let sessionNotFound = error(404, "Sesssion not found")
}
