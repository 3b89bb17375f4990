import HTTPServer
import JSON

/// `GET credential-registrators`: the required actions that give a user a credential, as far as they are enabled.
func listCredentialRegistrators(_ call: AdminCall) async throws -> Reply {
    let providers = [
        "CONFIGURE_TOTP", "webauthn-register", "webauthn-register-passwordless", "CONFIGURE_RECOVERY_AUTHN_CODES",
    ]
    let enabled = try await call.read(.viewRealm) { tx, realm in
        Set(try tx.requiredActions(in: realm.id).filter { $0.document.enabled }.map(\.alias))
    }
    return .adminJSON(JSONValue(providers.filter { enabled.contains($0) }))
}

/// `POST clear-realm-cache`, `clear-user-cache`, `clear-keys-cache`: what is cached here is never stale.
func clearCache(_ call: AdminCall) async throws -> Reply {
    try await call.require(.manageRealm)
    return .noContent
}
