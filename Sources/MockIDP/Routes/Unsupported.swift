/// The endpoints that Keycloak has and we may lack; one that `Routes` does not serve answers 501.
///
/// In the admin API the caller comes first: who may not ask gets the same 401, 404 or 403 as from the real endpoint.
enum Unsupported {
    /// Every endpoint of `endpoints.txt`.
    static let routes: [Route] = String(decoding: BuiltIn.endpoints, as: UTF8.self).split(separator: "\n").compactMap {
        let line = String($0)
        let words = line.split(separator: " ").map(String.init)
        guard words.count == 2 else { return nil }
        let (method, pattern) = (words[0], words[1])
        guard pattern.hasPrefix(realm) else {
            return Route(method: method, pattern: pattern) { _ in throw NotImplemented(line) }
        }
        let permission = permission(method, pattern)
        return .admin(method, pattern) { call in
            try await call.readWithAccess(permission) { _, _, _ in }
            throw NotImplemented(line)
        }
    }

    /// Made when the first unknown path comes, not at start.
    static let router = Router(routes)

    private static let realm = "/admin/realms/{realm}/"

    /// What the real endpoint asks of its caller, as far as it is recorded (permissions); else any caller will do.
    private static func permission(_ method: String, _ pattern: String) -> Permission? {
        let reads = method == "GET"
        switch pattern.dropFirst(realm.count).prefix(while: { $0 != "/" }) {
        case "events", "admin-events": return reads ? .viewEvents : .manageEvents
        case "identity-provider": return reads ? .viewIdentityProviders : .manageIdentityProviders
        default: return nil
        }
    }
}
