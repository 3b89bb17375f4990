import HTTPServer
import JSON

/// The kinds of steps by name. Keycloak's descriptions of them are help prose and left out.
extension AuthenticationResource {
    /// `GET authenticator-providers`.
    @Sendable static func listAuthenticators(_ call: AdminCall) async throws -> Reply {
        try await list(call) { !clientAuthenticators.contains($0) && !$0.hasPrefix("registration-") }
    }

    /// `GET client-authenticator-providers`.
    @Sendable static func listClientAuthenticators(_ call: AdminCall) async throws -> Reply {
        try await list(call, withSecret: true) { clientAuthenticators.contains($0) }
    }

    /// `GET form-providers`.
    @Sendable static func listForms(_ call: AdminCall) async throws -> Reply { try await list(call) { $0 == form } }

    /// `GET form-action-providers`.
    @Sendable static func listFormActions(_ call: AdminCall) async throws -> Reply {
        try await list(call) { $0.hasPrefix("registration-") && $0 != form }
    }

    private static let form = "registration-page-form"
    private static let clientAuthenticators: Set<String> = [
        "client-jwt", "client-secret", "client-secret-jwt", "client-x509", "federated-jwt",
    ]

    private static func list(
        _ call: AdminCall, withSecret: Bool = false, _ isWanted: (String) -> Bool
    ) async throws -> Reply {
        try await call.require(.viewRealm)
        let kinds = AuthenticatorKind.all.filter { isWanted($0.key) }.sorted { $0.key < $1.key }
        return .adminJSON(
            kinds.map { id, kind in
                var shown = JSONObject()
                if withSecret { shown["supportsSecret"] = .bool(id.hasPrefix("client-secret")) }
                shown["displayName"] = .string(kind.displayName)
                shown["id"] = .string(id)
                return shown
            })
    }
}
